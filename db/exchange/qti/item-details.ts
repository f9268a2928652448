import type { Remarks } from '#db/exchange/qti/remarks';
import { allNamed, childNamed, textOf, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';
import type { ItemDetails } from '#domain/exam/exchange/foreign-item';
import { everyItem } from '#domain/exam/item-fields';

/** How each detail is told from other programs' in metadata (LOM, classification, source of a taxon path). */
export const DETAIL_SOURCE = 'urn:medical-coding-trainer:';

/** Each detail and what LOM calls the purpose of such a classification. */
export const DETAIL_PURPOSES = {
  version: 'idea',
  domains: 'discipline',
  skills: 'competency',
  objective: 'educational objective',
  level: 'educational level',
  difficulty: 'skill level',
  codeSetYear: 'prerequisite',
  cites: 'idea',
  source: 'idea',
} as const satisfies Record<keyof Required<ItemDetails>, string>;
export const DETAILS = Object.keys(DETAIL_PURPOSES) as (keyof ItemDetails)[];

const LISTS = new Set<keyof ItemDetails>(['domains', 'skills', 'cites']);
const NUMBERS = new Set<keyof ItemDetails>(['version', 'difficulty']);

/** This platform's details of an item out of the metadata of its resource. What is none of ours is passed over. */
export function readDetails(metadata: XmlElement | undefined, remarks: Remarks): ItemDetails {
  const found = metadata ? allNamed(metadata, new Set(['taxonPath'])) : [];
  const details: Record<string, unknown> = {};
  for (const detail of DETAILS) {
    const paths = found.filter((path) => sourceOf(path) === `${DETAIL_SOURCE}${detail}`);
    const [first] = paths;
    if (!first) continue;
    const read = everyItem[detail].safeParse(rawValue(detail, paths.map(entryOf)));
    if (read.success) details[detail] = read.data;
    else
      remarks.warn(first, `“${detail}” in the metadata is left out: ${read.error.issues[0]?.message ?? 'not valid'}.`);
  }
  return details as ItemDetails;
}

function rawValue(detail: keyof ItemDetails, entries: string[]): unknown {
  if (LISTS.has(detail)) return entries;
  return NUMBERS.has(detail) ? Number(entries[0]) : entries[0];
}

const stringIn = (element: XmlElement | undefined): string => {
  const string = element && (childNamed(element, 'string') ?? childNamed(element, 'langstring'));
  return string ? trimmed(textOf(string)) : '';
};
const sourceOf = (path: XmlElement): string => stringIn(childNamed(path, 'source'));
const entryOf = (path: XmlElement): string => {
  const taxon = childNamed(path, 'taxon');
  return stringIn(taxon && childNamed(taxon, 'entry'));
};
