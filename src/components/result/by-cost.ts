import { SEVERITIES, type Variance } from '#domain/grading/variance';

/** How much a code weighs in an inpatient stay; undefined for codes that move nothing. */
export type Weight = 'MCC' | 'CC' | undefined;

const WEIGHTS: Weight[] = ['MCC', 'CC', undefined];

/**
 * Differences in the order in which a teacher would speak of them: what touches payment before what touches data, then
 * the first place, an MCC before a CC, a whole code before a detail of a right one; otherwise as they were.
 */
export function byCost(variances: readonly Variance[], weightOf: (variance: Variance) => Weight): Variance[] {
  const rankOf = (variance: Variance) =>
    SEVERITIES.indexOf(variance.severity) * 1000 +
    (variance.kind === 'wrong-principal' ? 0 : 100) +
    (variance.list === 'diagnoses' ? WEIGHTS.indexOf(weightOf(variance)) : 0) * 10 +
    (variance.attribute === undefined ? 0 : 50);
  return [...variances].sort((one, other) => rankOf(one) - rankOf(other));
}
