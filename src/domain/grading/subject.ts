import type { AnswerKey } from '#domain/chart/answer-key';
import type { JobGuideline } from '#domain/chart/case-file';
import type { CodingSheet, SheetList } from '#domain/chart/coding-sheet';
import type { Encounter } from '#domain/chart/encounter';
import type { Catalog, CodeEntry } from '#domain/codeset/catalog';
import { type CodeSystem, serviceSystemOf } from '#domain/codeset/code';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { editFindings } from '#domain/codeset/edits';

/** What a grade depends on besides the key and the sheet. */
export interface GradingContext {
  encounter: Encounter;
  /** The pinned releases, at least for every code of the key and the sheet. */
  catalog: Catalog;
  jobGuideline: Pick<JobGuideline, 'secondaryOrderCounts'>;
}

/** One key and one sheet with everything that every step of grading asks for. */
export interface Subject extends GradingContext {
  key: AnswerKey;
  sheet: CodingSheet;
  /** Edit findings of one row of the sheet; worked out on the first call, because a right sheet needs none. */
  findingsOf(list: SheetList, entry: number): readonly EditFinding[];
}

export function makeSubject(key: AnswerKey, sheet: CodingSheet, context: GradingContext): Subject {
  let byRow: Map<string, EditFinding[]> | undefined;
  const { encounter, catalog, jobGuideline } = context;
  return {
    key,
    sheet,
    encounter,
    catalog,
    jobGuideline,
    findingsOf: (list, entry) => {
      byRow ??= Map.groupBy(editFindings(sheet, encounter, catalog), (finding) => `${finding.list}:${finding.entry}`);
      return byRow.get(`${list}:${entry}`) ?? [];
    },
  };
}

/** The system a code of a list belongs to; among service lines the shape of the code tells. */
export function systemOf(list: SheetList, code: string): CodeSystem {
  if (list === 'diagnoses') return 'icd10cm';
  if (list === 'procedures') return 'icd10pcs';
  return serviceSystemOf(code) ?? 'cpt';
}

export const findCode = (catalog: Catalog, list: SheetList, code: string): CodeEntry | undefined =>
  catalog.find(systemOf(list, code), code);

/** Chapter 20: codes from V00 to Y99 say what caused an injury, where, and what the person was doing. */
export const isExternalCause = (code: string): boolean => /^[V-Y]/.test(code);
