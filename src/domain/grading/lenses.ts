import { assertUnreachable } from '#domain/result';
import { type Fraction, fraction, scaledFraction } from './fraction.ts';
import type { Grade } from './grade.ts';
import { attributesAgree, codeAgrees, isCorrect, type Pair } from './pair.ts';
import { type ScoringPolicy, WEIGHT_CLASSES } from './policy.ts';

/** Ways to turn one grade into a score (DOMAIN.md, Lenses): the name a screen shows, and what is counted. */
export const LENS_TEXTS = {
  'code-over-code': { name: 'Code-over-code', counts: 'codes that agree, of the codes in the key' },
  'net-of-unsupported': { name: 'Net of unsupported', counts: 'codes that agree less unsupported ones, of the key' },
  'max-denominator': { name: 'Max-denominator', counts: 'credit, of the longer of sheet and key' },
  f1: { name: 'F1', counts: 'twice the codes that agree, of the codes of sheet and key together' },
  jaccard: { name: 'Jaccard', counts: 'codes that agree, of all different codes of sheet and key' },
  weighted: { name: 'Weighted', counts: 'points of the scoring policy, of the points the key has' },
  line: { name: 'Line score', counts: 'points for code, modifiers, units and pointers of each service line' },
  record: { name: 'Record', counts: 'record without a variance that touches payment or data quality' },
  sections: { name: 'Sections', counts: 'entries right, over all sections of the key' },
} as const satisfies Record<string, { name: string; counts: string }>;
export type Lens = keyof typeof LENS_TEXTS;
export const LENSES = Object.keys(LENS_TEXTS) as Lens[];

/** The lenses that look at codes: an unsupported code never raises them, a right code never lowers them. */
export const CODE_LEVEL_LENSES = [
  'code-over-code',
  'net-of-unsupported',
  'max-denominator',
  'f1',
  'jaccard',
  'weighted',
] as const satisfies readonly Lens[];

/**
 * The score of a grade under a lens, in [0, 1], with the numerator and denominator that were counted. Where a lens
 * does not apply (`lensApplies`) it falls back to code-over-code, so that every grade has every score.
 */
export function score(grade: Grade, lens: Lens, policy: ScoringPolicy): Fraction {
  const { required, entered, correct, unsupported } = grade.tally;
  switch (lens) {
    case 'code-over-code':
      return fraction(correct, required);
    case 'net-of-unsupported':
      return fraction(Math.max(0, correct - unsupported), required);
    case 'max-denominator':
      return maxDenominator(grade, policy);
    case 'f1':
      return fraction(2 * correct, entered + required);
    case 'jaccard':
      return fraction(correct, entered + required - correct);
    case 'weighted':
      return weighted(grade, policy);
    case 'line':
      return lensApplies(grade, 'line') ? lineScore(grade, policy) : fraction(correct, required);
    case 'record':
      return fraction(required > 0 && isCleanRecord(grade) ? 1 : 0, 1);
    case 'sections':
      return pooledSections(grade);
    default:
      return assertUnreachable(lens);
  }
}

/** False for the line score of a chart whose key has no required service line. */
export const lensApplies = (grade: Grade, lens: Lens): boolean =>
  lens !== 'line' || grade.tally.lists.services.required > 0;

/** True when no variance touches payment or data quality. */
export const isCleanRecord = (grade: Grade): boolean =>
  grade.variances.every(({ severity }) => severity === 'observation');

/** Credits are whole numbers here: thousandths of the policy's fractions. */
const creditScale = ({ partial, nearMiss }: ScoringPolicy): number => 1000 * partial.denominator * nearMiss.denominator;

function creditOf(pair: Pair, { partial, nearMiss }: ScoringPolicy): number {
  if (!codeAgrees(pair)) return 1000 * nearMiss.numerator * partial.denominator;
  return pair.credit * nearMiss.denominator * (attributesAgree(pair) ? partial.denominator : partial.numerator);
}

/** What a pair loses when it goes from full to partial credit; nothing when it has only partial credit already. */
function partialLoss(pair: Pair, { partial, nearMiss }: ScoringPolicy): number {
  if (!attributesAgree(pair)) return 0;
  return pair.credit * nearMiss.denominator * (partial.denominator - partial.numerator);
}

/**
 * The sum of credit × weight. A conflict of sequence takes one pair down to partial credit, the one where that costs
 * least: the order is one mistake however many codes it involves, and adding a right code can never cost more than
 * the code brings.
 */
function creditSum(grade: Grade, policy: ScoringPolicy, weightOf: (pair: Pair) => number): number {
  const counted = grade.pairs.filter(({ status }) => status === 'required');
  const credits = counted.reduce((sum, pair) => sum + weightOf(pair) * creditOf(pair, policy), 0);
  return grade.conflicts.reduce((sum, members) => {
    const losses = members.flatMap((index) => {
      const pair = grade.pairs[index];
      return pair ? [weightOf(pair) * partialLoss(pair, policy)] : [];
    });
    return losses.length > 0 ? sum - Math.min(...losses) : sum;
  }, credits);
}

function maxDenominator(grade: Grade, policy: ScoringPolicy): Fraction {
  const { required, entered } = grade.tally;
  if (required === 0) return fraction(0, 0);
  return scaledFraction(
    creditSum(grade, policy, () => 1),
    creditScale(policy),
    Math.max(entered, required),
  );
}

function weighted(grade: Grade, policy: ScoringPolicy): Fraction {
  const { classes, unsupported } = grade.tally;
  const possible = WEIGHT_CLASSES.reduce((sum, name) => sum + classes[name] * policy.weights[name], 0);
  const poaRight = grade.pairs.filter((pair) => isCorrect(pair) && pair.attributes.poa).length;
  const points = poaRight * policy.weights.poa - unsupported * policy.unsupportedPenalty;
  const credits = creditSum(grade, policy, (pair) => policy.weights[pair.weight]);
  return possible === 0
    ? fraction(0, 0)
    : scaledFraction(credits + points * creditScale(policy), creditScale(policy), possible);
}

function lineScore(grade: Grade, { line }: ScoringPolicy): Fraction {
  const { required, entered } = grade.tally.lists.services;
  const points = grade.pairs
    .filter((pair) => pair.list === 'services' && isCorrect(pair))
    .reduce((sum, { credit, attributes }) => {
      const parts = (['modifiers', 'units', 'pointers'] as const).filter((part) => attributes[part] !== false);
      return sum + credit * parts.reduce((total, part) => total + line[part], line.code);
    }, 0);
  const whole = line.code + line.modifiers + line.units + line.pointers;
  return whole === 0 ? fraction(0, 0) : scaledFraction(points, 1000 * whole, Math.max(required, entered));
}

function pooledSections(grade: Grade): Fraction {
  const sections = Object.values(grade.sections);
  return fraction(
    sections.reduce((sum, { right }) => sum + right, 0),
    sections.reduce((sum, { of }) => sum + of, 0),
  );
}
