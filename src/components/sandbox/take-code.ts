import type { SheetList } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { needsPcs, type Setting } from '#domain/chart/encounter';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';

export type CodePlace = { list: SheetList; sentence: string } | { refusal: string };

const LISTS: Record<CodeSystem, SheetList> = {
  icd10cm: 'diagnoses',
  icd10pcs: 'procedures',
  px: 'services',
  hcpcs: 'services',
  cpt: 'services',
};
const ROW_NAMES: Record<SheetList, string> = {
  diagnoses: 'diagnosis',
  procedures: 'procedure',
  services: 'service line',
};

/**
 * The list a code from the code book goes to, with the sentence that says so; or why it is not put on the sheet. A
 * procedure or service may be there twice, a diagnosis only once (OG I.B.8).
 */
export function placeOf(
  draft: DraftSheet,
  setting: Setting,
  { system, code }: { system: CodeSystem; code: string },
): CodePlace {
  const list = LISTS[system];
  const rows = draft[list];
  if (list === 'services' && needsPcs(setting))
    return { refusal: `${code} was not added: an inpatient stay has procedures, not service lines.` };
  if (list === 'procedures' && !needsPcs(setting))
    return { refusal: `${code} was not added: ICD-10-PCS is for inpatient stays; this sheet has service lines.` };
  const same = rows.findIndex((row) => canonicalText(row.code) === canonicalText(code));
  if (list === 'diagnoses' && same >= 0)
    return { refusal: `${code} is on the sheet already, as diagnosis ${same + 1}.` };
  if (rows.length >= DRAFT_LIMITS.rowsPerList)
    return { refusal: `${code} was not added: the list is full. Remove a row first.` };
  return { list, sentence: `${code} added as ${ROW_NAMES[list]} ${rows.length + 1}.` };
}
