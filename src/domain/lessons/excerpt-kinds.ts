/** What an excerpt of a lesson can be. All of it is made up, and the page says so in these words: “Synthetic remittance”. */
export const EXCERPT_KINDS = [
  'record',
  'query',
  'claim form',
  'remittance',
  'reconciliation',
  'registration form',
  'policy',
  'letter',
  'contract',
  'message',
  'advertisement',
] as const;
export type ExcerptKind = (typeof EXCERPT_KINDS)[number];

export const isExcerptKind = (kind: string): kind is ExcerptKind => EXCERPT_KINDS.some((known) => known === kind);
