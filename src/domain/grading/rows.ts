import type { ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';
import type { SheetList } from '#domain/chart/coding-sheet';
import type { Rows } from './align.ts';
import { poaAgrees } from './compare-attributes.ts';
import { isNear } from './contrast.ts';
import { compareModifiers } from './modifiers.ts';
import { comparePointers, type PointerTargets, pointedCodes } from './pointers.ts';
import type { Subject } from './subject.ts';

const nearIn = (subject: Subject, list: SheetList) => (entered: string, wanted: string) =>
  isNear(subject.catalog, list, entered, wanted);

/** How diagnosis rows are matched: a code twice is a duplicate, whatever its POA. */
export function diagnosisRows(subject: Subject): Rows {
  const rows = subject.sheet.diagnoses;
  return {
    codes: rows.map(({ code }) => code),
    contentOf: (entry) => `${rows[entry]?.code}|${rows[entry]?.poa ?? ''}`,
    identityOf: (entry) => rows[entry]?.code ?? '',
    attributesAgree: (entry, expected) =>
      poaAgrees(subject, entry, subject.key.diagnoses[expected] as ExpectedDiagnosis) === false ? 0 : 1,
    isNear: nearIn(subject, 'diagnoses'),
  };
}

/** How procedure rows are matched: the same code on another day is another procedure (PCS-OG B3.2). */
export function procedureRows(subject: Subject): Rows {
  const rows = subject.sheet.procedures;
  const contentOf = (entry: number) => `${rows[entry]?.code}|${rows[entry]?.date ?? ''}`;
  return {
    codes: rows.map(({ code }) => code),
    contentOf,
    identityOf: contentOf,
    attributesAgree: (entry, expected) =>
      rows[entry]?.date === (subject.key.procedures[expected] as ExpectedProcedure).date ? 1 : 0,
    isNear: nearIn(subject, 'procedures'),
  };
}

/** How service rows are matched: the same code with other modifiers is another line (a drug and its waste). */
export function serviceRows(subject: Subject, targets: PointerTargets): Rows {
  const rows = subject.sheet.services;
  const identityOf = (entry: number) => `${rows[entry]?.code}|${[...(rows[entry]?.modifiers ?? [])].sort().join(' ')}`;
  return {
    codes: rows.map(({ code }) => code),
    contentOf: (entry) => {
      const { modifiers = [], units, pointers = [] } = rows[entry] ?? {};
      return `${identityOf(entry)}|${modifiers.join(' ')}|${units}|${pointedCodes(pointers, targets.codes).join(' ')}`;
    },
    identityOf,
    attributesAgree: (entry, index) => {
      const row = rows[entry];
      const expected = subject.key.services[index] as ExpectedService;
      if (row === undefined) return 0;
      const modifiers = compareModifiers(row.modifiers, expected.modifiers, subject.catalog).length === 0;
      const pointers = comparePointers(row.pointers, expected.pointers, targets).agree;
      // In the proportions of the line score, so that of two rows the better line is matched.
      return (modifiers ? 2 : 0) + (row.units === expected.units ? 1 : 0) + (pointers ? 1 : 0);
    },
    isNear: nearIn(subject, 'services'),
  };
}
