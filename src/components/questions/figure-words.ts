import type { CalibratedItem } from '#domain/exam/statistics/item-response';
import { type ItemStatistics, LEAST_CANDIDATES } from '#domain/exam/statistics/item-statistics';
import { wilsonInterval } from '#domain/grading/accuracy';

/** A figure as pages say it. `tooFew` says why there is none. */
export interface FigureWords {
  value: string;
  range?: string;
}

const whole = (share: number): string => `${Math.round(100 * share)}`;
/** Between a number and its unit no line ends. */
const FIXED = '\u00a0';
const tooFew = (has: number, least: number): FigureWords => ({ value: `too few answers (${has} of ${least})` });
const MINUS = '−';
/** `0.31`, `−0.04`, with a real minus. */
export const twoDecimals = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', MINUS);

/** `62 %` with its 95 % interval. */
export function rightWords({ right, given }: Pick<ItemStatistics, 'right' | 'given'>): FigureWords {
  if (given < LEAST_CANDIDATES.right) return tooFew(given, LEAST_CANDIDATES.right);
  const { share, low, high } = wilsonInterval(right, given);
  return { value: `${whole(share)}${FIXED}%`, range: `${whole(low)}–${whole(high)}${FIXED}%` };
}

const Z = 1.96;

/** A correlation with its 95 % interval by Fisher's transformation (Fisher 1921). */
export function discriminationWords({ discrimination }: Pick<ItemStatistics, 'discrimination'>): FigureWords {
  const of = discrimination?.of ?? 0;
  if (!discrimination || of < LEAST_CANDIDATES.discrimination) return tooFew(of, LEAST_CANDIDATES.discrimination);
  const middle = Math.atanh(discrimination.value);
  const spread = Z / Math.sqrt(of - 3);
  const [low, high] = [Math.tanh(middle - spread), Math.tanh(middle + spread)];
  return { value: twoDecimals(discrimination.value), range: `${twoDecimals(low)} to ${twoDecimals(high)}` };
}

/** `48 s`, `1 min 20 s`. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}${FIXED}s`;
  return seconds % 60 === 0
    ? `${seconds / 60}${FIXED}min`
    : `${Math.floor(seconds / 60)}${FIXED}min${FIXED}${seconds % 60}${FIXED}s`;
}

export function timeWords({ time }: Pick<ItemStatistics, 'time'>): FigureWords {
  if (!time || time.of < LEAST_CANDIDATES.time) return tooFew(time?.of ?? 0, LEAST_CANDIDATES.time);
  return { value: durationWords(time.median), range: `${durationWords(time.lower)} to ${durationWords(time.upper)}` };
}

export function exposureWords({ exposure }: Pick<ItemStatistics, 'exposure'>): FigureWords {
  if (!exposure) return { value: '–' };
  return {
    value: `${whole(exposure.given / exposure.of)}${FIXED}%`,
    range: `${exposure.given} of ${exposure.of} exams`,
  };
}

/** Place or slope on the scale with its standard error. */
export function calibratedWords(
  item: CalibratedItem | undefined,
  field: 'difficulty' | 'discrimination',
  { given }: Pick<ItemStatistics, 'given'>,
  least: number,
): FigureWords {
  if (!item) return given < least ? tooFew(given, least) : { value: 'not placed: all right or all wrong' };
  const error = item[`${field}Error`];
  return {
    value: twoDecimals(item[field]),
    ...(error !== undefined && { range: `standard error ${twoDecimals(error)}` }),
  };
}

/** A whole number with a real minus. */
export const wholeNumber = (value: number): string => String(Math.round(value)).replace('-', MINUS);

export const wordsOf = ({ value, range }: FigureWords): string => (range ? `${value} (${range})` : value);
