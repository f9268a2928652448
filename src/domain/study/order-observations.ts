import { headsOf } from '#domain/grading/first-place';
import { codeAgrees, isCorrect, type Pair } from '#domain/grading/pair';
import type { Variance } from '#domain/grading/variance';
import { creditOf, type GradedChart, type Seen } from './graded-chart.ts';
import { skillOfFirst, skillOfVariance } from './variance-skill.ts';

/**
 * What the order of a sheet shows: what stands first, what has to follow something (etiology, code first), the order
 * that a job guideline counts, and the principal procedure.
 */
export const orderObservations = (chart: GradedChart): Seen[] => [
  ...firstDiagnosis(chart),
  ...followers(chart),
  ...countedOrder(chart),
  ...firstProcedure(chart),
];

/** A first row that is nearly one that may lead has the right place: its code is judged by itself. */
function firstDiagnosis({ key, sheet, grade, context }: GradedChart): Seen[] {
  const heads = headsOf(key.diagnoses);
  const first = grade.pairs.filter(
    ({ list, entry, expected }) =>
      list === 'diagnoses' && heads.includes(expected) && sheet.diagnoses[entry]?.code === sheet.diagnoses[0]?.code,
  );
  const isWanted = heads.some((head) => key.diagnoses[head]?.status === 'required');
  const isRight = first.some(codeAgrees);
  if (!isWanted || (first.length > 0 && !isRight)) return [];
  const { setting } = context.encounter;
  const told = isRight ? [] : grade.variances.filter((one) => isOfFirst(one, heads));
  const skills = [skillOfFirst(setting), ...told.map((one) => skillOfVariance(one, setting))];
  return [{ part: 'diagnoses.first', skills, credit: creditOf(isRight) }];
}

const OF_FIRST: readonly Variance['kind'][] = [
  'wrong-principal',
  'code-first',
  'manifestation-first',
  'external-cause',
];

const isOfFirst = ({ kind, list, entry, expected, attribute }: Variance, heads: readonly number[]): boolean =>
  list === 'diagnoses' &&
  entry !== undefined &&
  expected !== undefined &&
  heads.includes(expected) &&
  attribute === undefined &&
  OF_FIRST.includes(kind);

/** Where both a required diagnosis and one it has to follow are on the sheet. */
function followers({ key, sheet, grade }: GradedChart): Seen[] {
  const codes = sheet.diagnoses.map(({ code }) => code);
  // A repeated row stands where its code stands first, as in grading.
  const place = ({ entry }: Pair) => codes.indexOf(codes[entry] ?? '');
  const found = grade.pairs.filter((pair) => pair.list === 'diagnoses' && isCorrect(pair));
  return found.flatMap((follower): Seen[] => {
    const after = key.diagnoses[follower.expected]?.codeAfter ?? [];
    const leaders = found.filter(
      (pair) => pair !== follower && after.includes(key.diagnoses[pair.expected]?.code ?? ''),
    );
    if (leaders.length === 0) return [];
    const isRight = leaders.every((leader) => place(leader) < place(follower));
    return [{ part: `diagnoses.${follower.expected}.after`, skills: ['etiology'], credit: creditOf(isRight) }];
  });
}

/** The whole order, where the job guideline counts it and two diagnoses can be out of it. */
function countedOrder({ key, grade, context }: GradedChart): Seen[] {
  const heads = headsOf(key.diagnoses);
  const ordered = grade.pairs.filter(
    (pair) => pair.list === 'diagnoses' && isCorrect(pair) && !heads.includes(pair.expected),
  );
  if (!context.jobGuideline.secondaryOrderCounts || ordered.length < 2) return [];
  const isWrong = grade.variances.some(
    ({ kind, list, severity }) => kind === 'sequencing' && list === 'diagnoses' && severity !== 'observation',
  );
  return [{ part: 'diagnoses.order', skills: ['etiology'], credit: creditOf(!isWrong) }];
}

/** Where the principal procedure is on the sheet and another one is, too. */
function firstProcedure({ key, sheet, grade }: GradedChart): Seen[] {
  const isPrincipal = (pair: Pair) =>
    pair.list === 'procedures' && codeAgrees(pair) && key.procedures[pair.expected]?.role === 'principal';
  if (sheet.procedures.length < 2 || !grade.pairs.some((pair) => isPrincipal(pair) && isCorrect(pair))) return [];
  const isWrong = grade.variances.some(
    ({ kind, list, attribute }) => kind === 'sequencing' && list === 'procedures' && attribute === undefined,
  );
  return [{ part: 'procedures.first', skills: ['principal'], credit: creditOf(!isWrong) }];
}
