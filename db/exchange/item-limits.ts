/** How much of a foreign file of questions is believed. */
export const ITEM_LIMITS = {
  fileBytes: 16 * 2 ** 20,
  items: 5000,
  /** Characters of one text as it stands in the file, with its HTML. */
  rawText: 500_000,
  /** Characters of one text as people read it. */
  text: 20_000,
  /** Characters of all questions of a file together, as they are stored: a package unpacks to far more than it has. */
  readText: 16 * 2 ** 20,
  options: 50,
  /** Elements inside one another, of XML and of HTML. */
  depth: 200,
} as const;
