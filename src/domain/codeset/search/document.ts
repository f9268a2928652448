/** One code or header with everything it is called. Documents stand in the official order. */
export interface SearchDocument {
  /** Canonical. */
  code: string;
  title: string;
  billable: boolean;
  parent?: string;
  /** Inclusion terms, index terms, substances: other names of this very code. */
  terms: string[];
}
