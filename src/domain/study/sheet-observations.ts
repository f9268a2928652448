import type { AnswerKey } from '#domain/chart/answer-key';
import { SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import { codeAgrees } from '#domain/grading/pair';
import type { Variance, VarianceKind } from '#domain/grading/variance';
import { creditOf, type GradedChart, type Seen } from './graded-chart.ts';
import { skillOfReason, skillOfVariance } from './variance-skill.ts';

/** What a sheet shows as a whole: nothing that is not supported, codes that are valid, and what was rightly left out. */
export const sheetObservations = (chart: GradedChart): Seen[] => [
  ...SHEET_LISTS.flatMap((list) => [...restraint(chart, list), ...validity(chart, list), ...unforeseen(chart, list)]),
  ...leftOut(chart),
];

const isDuplicate = ({ kind }: Variance): boolean => kind === 'duplicate';
const INVALID: readonly VarianceKind[] = ['invalid-code', 'not-billable', 'outdated-code', 'demographic-conflict'];

/** The share of the rows that belong to something in the key. */
function restraint({ sheet, grade, context }: GradedChart, list: SheetList): Seen[] {
  const rows = sheet[list].length - ofList(grade.variances, list).filter(isDuplicate).length;
  if (rows === 0) return [];
  const { setting } = context.encounter;
  const kind = list === 'diagnoses' ? 'unsupported-diagnosis' : 'unsupported-procedure';
  const skill = skillOfReason(kind, sheet[list][0]?.code ?? '', list, setting);
  const supported = Math.max(0, rows - grade.tally.lists[list].unsupported);
  const others = ofList(grade.variances, list).filter((one) => one.kind === kind);
  const skills = [skill, ...others.map((one) => skillOfVariance(one, setting))];
  return [{ part: `${list}.added`, skills, credit: supported / rows }];
}

/** The share of the rows whose code is valid and stands there once. */
function validity({ sheet, grade }: GradedChart, list: SheetList): Seen[] {
  const rows = sheet[list].length;
  if (rows === 0) return [];
  const wrong = ofList(grade.variances, list).filter(
    (one) => one.severity !== 'observation' && (isDuplicate(one) || INVALID.includes(one.kind)),
  );
  return [{ part: `${list}.valid`, skills: ['edits'], credit: Math.max(0, rows - wrong.length) / rows }];
}

const ofList = (variances: readonly Variance[], list: SheetList): Variance[] =>
  variances.filter((one) => one.list === list && one.entry !== undefined);

const JUDGED_AS_WHOLE: readonly VarianceKind[] = [
  'unsupported-diagnosis',
  'unsupported-procedure',
  'duplicate',
  ...INVALID,
];

/**
 * Rows nothing in the key stands behind, for a reason that is a skill of its own and that no author foresaw. The same
 * skills are shown by what was rightly left out and by the entries that cite their rules.
 */
function unforeseen({ grade, context }: GradedChart, list: SheetList): Seen[] {
  const required = grade.pairs.filter((pair) => pair.list === list && pair.status === 'required');
  return ofList(grade.variances, list)
    .filter(({ kind, severity, entry, notCoded }) => {
      const isPaired = required.some((pair) => pair.entry === entry);
      return severity !== 'observation' && !isPaired && notCoded === undefined && !JUDGED_AS_WHOLE.includes(kind);
    })
    .map((one) => ({
      part: `${list}.row.${one.entry}`,
      skills: [skillOfVariance(one, context.encounter.setting)],
      credit: 0,
    }));
}

/** What a good coder leaves out. A sheet with nothing on it leaves out everything and shows nothing. */
function leftOut({ key, sheet, grade, context }: GradedChart): Seen[] {
  const rows = SHEET_LISTS.flatMap((list) => sheet[list].map(({ code }, entry) => ({ list, entry, code })));
  if (rows.length === 0) return [];
  const agreed = new Set(
    grade.pairs.filter(codeAgrees).map(({ list, entry }) => `${list} ${sheet[list][entry]?.code}`),
  );
  return key.notCoded.map(({ code, reason }, index) => {
    const coded =
      grade.variances.find((one) => one.notCoded === index) ??
      rows.find((row) => row.code === code && !agreed.has(`${row.list} ${row.code}`));
    const list = coded?.list ?? listOfReason(key, code, reason);
    const skill = skillOfReason(reason, code, list, context.encounter.setting);
    return { part: `notCoded.${index}`, skills: [skill], credit: creditOf(coded === undefined) };
  });
}

const OF_SERVICES: readonly VarianceKind[] = ['unsupported-procedure', 'unbundled', 'units', 'em-over', 'em-under'];

/** Where somebody would write the code: a key says of a code it leaves out only why. */
function listOfReason(key: AnswerKey, code: string, reason: VarianceKind): SheetList {
  if (/^PX/.test(code) || (OF_SERVICES.includes(reason) && key.services.length > 0)) return 'services';
  return reason === 'unsupported-procedure' || reason === 'pcs-axis' ? 'procedures' : 'diagnoses';
}
