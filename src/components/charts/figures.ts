import { scaleLinear } from 'd3-scale';
import { type Fraction, formatPercent } from '#domain/grading/fraction';

/** A value with the range it may really have, as a chart draws it and its table says it. All three are in one unit. */
export interface IntervalRow {
  label: string;
  /** Where the label leads, in the table: a drawing is one picture and has no links. */
  href?: string;
  /** Absent where nothing is known: the row says so and has no dot. */
  estimate?: { value: number; low: number; high: number };
  /** The estimate in words: `90 %`; of an empty row why it is empty. */
  valueText: string;
  /** Its range in words: `74–97 %`; absent where too little is known for one. */
  intervalText?: string;
  /** What it rests on: `27 of 30 codes`. */
  basis: string;
}

/** A line to read values against. */
export interface Reference {
  name: string;
  value: number;
  text: string;
}

/** The left to right way of a drawing, in percent of its width, so that it fits every screen. */
export interface Axis {
  at(value: number): string;
  ticks: { at: string; text: string; anchor: 'start' | 'middle' | 'end' }[];
}

/** An axis from 0 to `max` with about `count` round values on it. */
export function axisTo(max: number, text: (value: number) => string, count = 4): Axis {
  const scale = scaleLinear().domain([0, max]).range([0, 100]).clamp(true);
  const at = (value: number) => `${scale(value).toFixed(2)}%`;
  const anchor = (value: number) => (value === 0 ? 'start' : value >= max * 0.97 ? 'end' : 'middle');
  return {
    at,
    ticks: scale.ticks(count).map((value) => ({ at: at(value), text: text(value), anchor: anchor(value) })),
  };
}

/** The next round value at or above `value`, for an axis to end at. */
export const roundUp = (value: number): number => scaleLinear().domain([0, value]).nice(4).domain()[1] ?? value;

/** A row as it is said: `90 % (74–97 %)`. */
export const rowText = ({ valueText, intervalText }: IntervalRow): string =>
  intervalText ? `${valueText} (${intervalText})` : valueText;

/** A share without decimals, for places where one digit more would pretend: `74 %`. */
export const wholePercent = (share: number): string => `${Math.round(100 * share)} %`;

/** The quarters from 0 to 1 as levels of a drawing, which puts a share where `yOf` says. */
export const shareLevels = (yOf: (share: number) => number): { y: number; text: string }[] =>
  [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: yOf(share), text: wholePercent(share) }));

/** The range of a share: `74–97 %`. */
export const percentRange = ({ low, high }: { low: number; high: number }): string =>
  `${Math.round(100 * low)}–${Math.round(100 * high)} %`;

/** A share as it was counted: `90 %`, to one decimal. */
export const countedPercent = (counted: Fraction): string => formatPercent(counted);
