import { correlation } from './correlation.ts';
import { type OptionUse, optionUse } from './distractors.ts';
import type { RecordedItem } from './exam-records.ts';
import type { FirstResponse } from './first-responses.ts';
import {
  type Flag,
  itemFlags,
  LEAST_FOR_FLAGS,
  type Period,
  type PeriodChange,
  periodChange,
  periodFlags,
} from './flags.ts';
import { looksKnown, type QuickAnswers, quickAnswers } from './quick-answers.ts';

/** From how many candidates on a figure is worth showing; below it a page says that there are too few. */
export const LEAST_CANDIDATES = {
  right: 20,
  options: 20,
  time: 10,
  /** A correlation of 0 comes out beyond ±0.28 once in twenty times with 50. */
  discrimination: 50,
  flags: LEAST_FOR_FLAGS,
  /** Difficulty within half a logit, 19 times of 20 (Linacre 1994: 64 to 144). */
  onePl: 100,
  /** Hulin, Lissak and Drasgow 1982. */
  twoPl: 500,
} as const;

/** Figures of one author's version of an item from first answers alone. Shares and correlations are not rounded. */
export interface ItemStatistics {
  item: string;
  version: number;
  /** Persons who were given it, and how many of them were right or left it out. */
  given: number;
  right: number;
  leftOut: number;
  /** Point-biserial with the rest of the form, from so many sittings long enough. */
  discrimination?: { value: number; of: number };
  options: OptionUse[];
  /** Quartiles of the time on screen in whole milliseconds, of so many. */
  time?: { lower: number; median: number; upper: number; of: number };
  /** Of the sittings begun since it was published: in how many it was somebody's first. */
  exposure?: { given: number; of: number };
  /** Of answers with a rest of the form alone; `slope`: see `periodChange`. */
  change?: PeriodChange & { before: Period; after: Period; slope: number };
  quick?: QuickAnswers;
  flags: Flag[];
}

/** Figures of an item from its first responses, the oldest first; `offered` is the number of sittings it could be in. */
export function itemStatistics(item: RecordedItem, own: readonly FirstResponse[], offered: number): ItemStatistics {
  const right = own.filter(({ answer }) => answer.isRight).length;
  const discrimination = discriminationOf(own);
  const options = usesOf(item, own);
  const times = own.flatMap(({ answer }) => answer.spentMs ?? []).sort((a, b) => a - b);
  const quick = quickAnswers(own.flatMap(timedAnswer), item.guessing);
  const compared = own.filter(({ rest }) => rest !== undefined);
  const change = changeOf(compared);
  const figures = {
    given: own.length,
    right: right / own.length,
    ...(discrimination && { discrimination: discrimination.value }),
  };
  const flags = new Set<Flag>([
    ...itemFlags(figures, options, item.key.map(String), item.guessing, compared.length),
    ...(change ? periodFlags(change.before, change.after, change.slope) : []),
    ...(looksKnown(quick) ? (['leak'] as const) : []),
  ]);
  return {
    item: item.name,
    version: item.version,
    given: own.length,
    right,
    leftOut: own.filter(({ answer }) => answer.isLeftOut).length,
    ...(discrimination && { discrimination }),
    options,
    ...(times.length > 0 && { time: { ...quartiles(times), of: times.length } }),
    ...(offered > 0 && { exposure: { given: own.length, of: Math.max(offered, own.length) } }),
    ...(change && { change }),
    ...(quick && { quick }),
    flags: [...flags],
  };
}

/** Leaving out quickly is not answering quickly. */
const timedAnswer = ({ answer: { spentMs, isRight, isLeftOut } }: FirstResponse) =>
  spentMs && !isLeftOut ? [{ spentMs, isRight }] : [];

function discriminationOf(own: readonly FirstResponse[]): { value: number; of: number } | undefined {
  const pairs = own.flatMap(({ answer, rest }) =>
    rest === undefined ? [] : [{ x: answer.isRight ? 1 : 0, y: rest, weight: 1 }],
  );
  const value = correlation(pairs);
  return value === undefined ? undefined : { value, of: pairs.length };
}

function usesOf({ options }: RecordedItem, own: readonly FirstResponse[]): OptionUse[] {
  const choices = own.flatMap(({ answer, rest }) =>
    rest === undefined ? [] : [{ chosen: answer.chosen.map(String), rest }],
  );
  return optionUse(
    Array.from({ length: options }, (_, place) => String(place)),
    choices,
  );
}

/** The later period is the newest quarter of the answers, and at least as many as flags need. */
function changeOf(own: readonly FirstResponse[]): ItemStatistics['change'] {
  const later = Math.max(LEAST_FOR_FLAGS, Math.floor(own.length / 4));
  if (own.length - later < LEAST_FOR_FLAGS) return undefined;
  const parts = [own.slice(0, -later), own.slice(-later)] as const;
  const [before, after] = [periodOf(parts[0]), periodOf(parts[1])];
  const slope = slopeWithin(parts);
  return { ...periodChange(before, after, slope), before, after, slope };
}

/** By how much being right grows with the rest of the form, among people of one part; 1 where the rest does not vary. */
function slopeWithin(parts: readonly (readonly FirstResponse[])[]): number {
  const sums = { both: 0, rest: 0 };
  for (const part of parts) {
    const { given, right, rest: mean } = periodOf(part);
    for (const { answer, rest = mean } of part) {
      sums.both += ((answer.isRight ? 1 : 0) - right / given) * (rest - mean);
      sums.rest += (rest - mean) ** 2;
    }
  }
  return sums.rest < 1e-12 ? 1 : sums.both / sums.rest;
}

function periodOf(own: readonly FirstResponse[]): Period {
  const rests = own.flatMap(({ rest }) => rest ?? []);
  const times = own.flatMap(({ answer }) => answer.spentMs ?? []).sort((a, b) => a - b);
  return {
    given: own.length,
    right: own.filter(({ answer }) => answer.isRight).length,
    rest: rests.length === 0 ? 0 : rests.reduce((sum, rest) => sum + rest, 0) / rests.length,
    ...(times.length > 0 && { medianMs: quartiles(times).median }),
  };
}

/** Quartiles of sorted whole numbers, between two values in proportion (type 7 of Hyndman and Fan 1996), rounded. */
function quartiles(sorted: readonly number[]): { lower: number; median: number; upper: number } {
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return Math.round(below + (above - below) * (place - Math.floor(place)));
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
