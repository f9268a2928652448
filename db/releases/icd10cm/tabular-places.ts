import type { SectionRow } from '#db/releases/release-content';

/** Where a note can stand: a chapter, a block, or an entry of the list. */
export interface Place {
  element: 'chapter' | 'section' | 'diag';
  /** `chapter 4`, `E08-E13`, or the canonical code; empty until its name has been read. */
  key: string;
  title: string;
  line: number;
}

const CATEGORY = '[A-Z][0-9A-Z]{2}';
const SAID = new RegExp(String.raw`^(.*?)\s*\((${CATEGORY})(?:\s*-\s*(${CATEGORY}))?\)\s*$`);
const KEY = new RegExp(`^(${CATEGORY})(?:-(${CATEGORY}))?$`);

/**
 * A chapter or block as a section: `Diabetes mellitus (E08-E13)` under `E08-E13`. A block of one category is written
 * `(I5A)`. Undefined when neither its title nor its key says from where to where it goes.
 */
export function sectionOf({ element, key, title }: Place): SectionRow | undefined {
  const said = SAID.exec(title);
  const [first, last] = said ? [said[2], said[3]] : [KEY.exec(key)?.[1], KEY.exec(key)?.[2]];
  if (first === undefined) return undefined;
  const kind = element === 'chapter' ? 'chapter' : 'block';
  return { key, kind, title: said?.[1] ?? title, first, last: last ?? first };
}
