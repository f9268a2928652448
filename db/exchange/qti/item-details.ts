import type { Remarks } from '#db/exchange/qti/remarks';
import { allNamed, childNamed, textOf, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';
import type { ItemDetails } from '#domain/exam/exchange/foreign-item';
import { DETAIL_FIELDS, type DetailField, readDetails } from '#domain/exam/exchange/read-details';

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

/** This platform's details of an item out of the metadata of its resource. What is none of ours is passed over. */
export function detailsIn(metadata: XmlElement | undefined, remarks: Remarks): ItemDetails {
  const paths = metadata ? allNamed(metadata, new Set(['taxonPath'])) : [];
  const pathsOf = (detail: DetailField) => paths.filter((path) => sourceOf(path) === `${DETAIL_SOURCE}${detail}`);
  const found = new Map(DETAIL_FIELDS.map((detail) => [detail, pathsOf(detail).map(entryOf)] as const));
  const { details, problems } = readDetails(found);
  for (const { field, found: said, expected } of problems)
    remarks.warn(
      pathsOf(field)[0],
      `The metadata say ${field} “${said.slice(0, 80)}”; expected is ${expected}. It is left out.`,
    );
  return details;
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
