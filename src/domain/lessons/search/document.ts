/** What a result can be, in the order in which equals are listed. */
export const PAGE_KINDS = ['lesson', 'glossary', 'question', 'code'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** A place of the site that can be found: a section of a lesson, a term, a question, a page of the code book. */
export interface SearchDocument {
  kind: PageKind;
  /** Where a result leads, with its anchor. */
  address: string;
  /** What the page is called. */
  title: string;
  /** The heading of the section, where the place is one. */
  heading?: string;
  /** Where it stands, for people: `ICD-10-CM guidelines`. */
  within: string;
  /** Other names it is found by: spellings, abbreviations, codes. */
  names?: string[];
  /** What is read there; a passage of it is shown. */
  text: string;
  /** How much it counts beside others of its kind; 1 when left out. */
  counts?: number;
  /** Words it is found by that are not shown. */
  hidden?: string;
}

/**
 * What is sent of a document with the index. Texts of lessons are sent by themselves, those of one lesson together, once a
 * passage of them is to be shown: they are most of what there is.
 */
export type SentDocument = Omit<SearchDocument, 'names' | 'hidden' | 'text'> & { text?: string };

/** Texts of one lesson by their anchor; what stands before the first heading by the empty one. */
export type LessonTexts = Record<string, string>;

/** Where the text of a document is fetched; undefined when the index has it. */
export const textsAddress = ({ kind, address }: Pick<SearchDocument, 'kind' | 'address'>): string | undefined =>
  kind === 'lesson' ? `${pageOf(address).replace(/^\/learn/, '/search')}.json` : undefined;

export const pageOf = (address: string): string => address.split('#')[0] ?? '';
export const anchorOf = (address: string): string => address.split('#')[1] ?? '';
