import { isInRange } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';

/** Injuries whose own code does not say how they came about (T36–T65 do). */
const INJURIES = [
  { from: 'S00', to: 'T34' },
  { from: 'T66', to: 'T78' },
];
/** 7th characters of active treatment; B and C are those of open fractures (OG I.C.19.c). */
const INITIAL = 'ABC';
const CAUSES = { from: 'V00', to: 'Y99' };

const ONCE = [
  { category: 'Y92', what: 'place of occurrence', cite: 'OG I.C.20.b' },
  { category: 'Y93', what: 'activity', cite: 'OG I.C.20.c' },
  { category: 'Y99', what: 'external cause status', cite: 'OG I.C.20.k' },
];

/** Chapter 20: place, activity and status once each; and advice to name the cause of an injury seen for the first time. */
export function* externalCauseEdits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  const rows = sheet.diagnoses.map(({ code }, entry) => ({ code, entry }));
  for (const { category, what, cite } of ONCE) {
    const [first, ...more] = rows.filter(({ code }) => code.startsWith(category));
    for (const { code, entry } of more) {
      if (!first || first.code === code) continue;
      const message = `${written(first.code)} and ${written(code)} both give the ${what}, which is coded once. Keep the one the record supports.`;
      yield {
        code: 'external-cause',
        severity: 'warning',
        list: 'diagnoses',
        entry,
        related: [first.code],
        cites: [cite],
        message,
      };
    }
  }
  const injury = rows.find(
    ({ code }) =>
      INITIAL.includes(code.at(6) ?? '-') &&
      INJURIES.some((range) => isInRange(code, range)) &&
      catalog.find('icd10cm', code)?.billable,
  );
  if (!injury || rows.some(({ code }) => isInRange(code, CAUSES))) return;
  yield {
    code: 'external-cause',
    severity: 'warning',
    list: 'diagnoses',
    entry: injury.entry,
    related: ['V00-Y99'],
    cites: ['OG I.C.20.a'],
    message: `${written(injury.code)} is an injury seen for the first time, and no row says how it came about. Add the external cause if the job guideline asks for it.`,
  };
}

const written = (code: string) => formatCode({ system: 'icd10cm', code });
