import type { AnswerKey, Evidence } from '#domain/chart/answer-key';
import type { Catalog } from '#domain/codeset/catalog';
import type { Expected } from './agreement.ts';
import { written } from './code-wording.ts';
import { generalReason } from './general-reason.ts';
import { headlineOf } from './headline.ts';
import { isMisplacedCause } from './misplaced-cause.ts';
import type { Variance } from './variance.ts';
import { whatDiffers } from './what-differs.ts';

/** A variance in words, ready to be set beside the chart. Plain text throughout. */
export interface Explanation {
  headline: string;
  /** Why, in order of reading: the author's words about this code where there are any, then the key's rationale. */
  sentences: string[];
  /** What the code set says tells the entered code from the right one; empty when there is nothing to compare. */
  whatDiffers: string[];
  cites: string[];
  /** Quotes that light up in the chart. */
  evidence: Evidence[];
}

/**
 * Says a variance in sentences. `key` and `catalog` are the ones the grade was made with; the wording may improve
 * without the grade changing. Never throws: a variance that points at nothing in the key is told in general words.
 */
export function explain(variance: Variance, key: AnswerKey, catalog: Catalog): Explanation {
  const { list, entered, wanted, cites, evidence } = variance;
  const expected: Expected | undefined = variance.expected === undefined ? undefined : key[list][variance.expected];
  const author = authorsWords(variance, key, expected);
  const headline = headlineOf(variance, catalog);
  const sentences = [
    author ?? generalReason(variance, catalog, expected),
    rationaleOf(variance, expected, headline),
    lineItself(variance, expected),
  ].filter((text) => text !== undefined);
  return {
    headline,
    sentences: [...new Set(sentences)],
    whatDiffers:
      entered !== undefined && comparesCodes(variance) ? whatDiffers(catalog, list, entered, wanted ?? '') : [],
    cites: [...new Set(cites)],
    evidence,
  };
}

function authorsWords(variance: Variance, key: AnswerKey, expected: Expected | undefined): string | undefined {
  if (variance.notCoded !== undefined) return key.notCoded[variance.notCoded]?.text;
  if (variance.attribute !== undefined) return undefined;
  return expected?.whyNot.find(({ code }) => code === variance.entered)?.text;
}

/** A missed line may have the code of another one (a drug and its waste), so it is told with what makes it a line. */
function lineItself({ kind }: Variance, expected: Expected | undefined): string | undefined {
  if (kind !== 'missed-procedure' || expected === undefined || !('units' in expected)) return undefined;
  const modifiers = expected.modifiers.requiredAnyOf.map((choices) => choices.join(' or '));
  const units = `${expected.units} ${expected.units === 1 ? 'unit' : 'units'}`;
  return modifiers.length === 0 ? undefined : `The line carries ${[...modifiers, units].join(' and ')}.`;
}

/** The key's rationale belongs to what is right, so it is told wherever the variance has a right side. */
const tellsRationale = ({ wanted, kind, attribute }: Variance): boolean =>
  wanted !== undefined && kind !== 'duplicate' && (attribute === undefined || ATTRIBUTES_WITH_RATIONALE.has(kind));

/** The rationale speaks of the key's code; where that could be taken for the code entered, the sentence begins with it. */
function rationaleOf(variance: Variance, expected: Expected | undefined, headline: string): string | undefined {
  if (expected === undefined || !tellsRationale(variance)) return undefined;
  const right = written(variance.list, expected.code);
  const { entered, attribute } = variance;
  const isSameCode = entered === undefined || entered === expected.code || attribute !== undefined;
  if (isSameCode) return expected.rationale;
  if (expected.status !== 'required') return `${right}, not required here: ${expected.rationale}`;
  return headline.includes(right) ? expected.rationale : `${right}: ${expected.rationale}`;
}

const ATTRIBUTES_WITH_RATIONALE: ReadonlySet<Variance['kind']> = new Set([
  'poa',
  'units',
  'modifier-missing',
  'modifier-wrong',
  'modifier-unsupported',
  'sequencing',
  'code-first',
  'manifestation-first',
]);

/** Order and first place compare places, not codes. */
const PLACES: ReadonlySet<Variance['kind']> = new Set([
  'wrong-principal',
  'sequencing',
  'code-first',
  'manifestation-first',
]);

function comparesCodes(variance: Variance): boolean {
  const { entered, wanted, attribute, kind } = variance;
  if (PLACES.has(kind) || isMisplacedCause(variance)) return false;
  return wanted !== undefined && wanted !== entered && attribute === undefined;
}
