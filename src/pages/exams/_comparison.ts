import { type IntervalRow, percentRange } from '#components/charts/figures.ts';
import { SCOPE_WORDS } from '#components/exam-result/words.ts';
import { countText, dayText } from '#components/progress/words.ts';
import type { Sitting } from '#db/queries/sittings';
import type { Blueprint } from '#domain/exam/blueprint';
import { type Direction, directionOf, domainChanges, kindOfSitting } from '#domain/exam/sittings/compare-outcomes';
import type { Outcome } from '#domain/exam/sittings/outcome';
import { formatPercent } from '#domain/grading/fraction';
import { dayOf } from '#domain/time';

/** A closed sitting in which something counted. */
export type Scored = Sitting & { outcome: Outcome };
export const isScored = (sitting: Sitting): sitting is Scored => sitting.outcome !== undefined;

/** Sittings that may be compared as wholes, the oldest first. */
export interface Series {
  name: string;
  sittings: Scored[];
  rows: IntervalRow[];
  direction: Direction | undefined;
}

/** Sittings of one blueprint by kind, those of most sittings first; of one sitting there is nothing to compare. */
export function seriesOf(sittings: readonly Scored[], titleOf: (domain: string) => string): Series[] {
  const ofDay = numbersOfDay(sittings);
  const groups = [...Map.groupBy(sittings, kindOfSitting).values()].map((own) => own.toReversed());
  return groups
    .filter((own) => own.length > 1)
    .map((own) => {
      const [first, last] = [own[0], own.at(-1)];
      return {
        name: seriesName(own[0] as Scored, titleOf),
        sittings: own,
        rows: own.map((one) => rowOf(one, ofDay)),
        direction: first && last && directionOf(first.outcome.overall, last.outcome.overall),
      };
    });
}

/** With the length where an exam has several. */
const seriesName = (one: Scored, titleOf: (domain: string) => string): string =>
  one.scope === 'mock' ? kindText(one, titleOf) : `${kindText(one, titleOf)}, ${countText(one.minutes, 'minute')}`;

/** `whole exam`; `chosen domains: Anatomy, Radiology`. */
export const kindText = ({ scope, domains }: Sitting, titleOf: (domain: string) => string): string =>
  domains.length === 0 ? SCOPE_WORDS[scope] : `${SCOPE_WORDS[scope]}: ${domains.map(titleOf).join(', ')}`;

/**
 * What tells sittings of one day apart, by their ids: `, no. 2` in the order they began. Nothing for the only one of
 * its day. `sittings`: all of an exam, the latest first.
 */
export function numbersOfDay(sittings: readonly Scored[]): Map<string, string> {
  const days = Map.groupBy(sittings, ({ time }) => dayOf(time.startedAt));
  const several = [...days.values()].filter((own) => own.length > 1);
  return new Map(several.flatMap((own) => own.map(({ id }, index) => [id, `, no. ${own.length - index}`])));
}

function rowOf(sitting: Scored, ofDay: ReadonlyMap<string, string>): IntervalRow {
  const { right, of, overall } = sitting.outcome;
  return {
    label: `${dayText(dayOf(sitting.time.startedAt))}${ofDay.get(sitting.id) ?? ''}`,
    estimate: { value: overall.share, low: overall.low, high: overall.high },
    valueText: formatPercent({ numerator: right, denominator: of }),
    intervalText: percentRange(overall),
    basis: `${right} of ${countText(of, 'question')}`,
  };
}

export interface DomainRow {
  title: string;
  first: string;
  last: string;
  direction: Direction;
}

/** Domains of the first and the last sitting that both had, with what the intervals say. */
export function domainRows({ domains }: Blueprint, sittings: readonly Scored[], id: string): DomainRow[] {
  const [first, last] = [sittings.at(-1), sittings[0]];
  if (!first || !last || first === last) return [];
  const titles = new Map(domains.map((one) => [`${id}/${one.id}`, one.title]));
  const say = ({ right, of, low, high }: { right: number; of: number; low: number; high: number }) =>
    `${right} of ${of} (${percentRange({ low, high })})`;
  return domainChanges(first.outcome, last.outcome).map(({ name, before, after, direction }) => ({
    title: titles.get(name) ?? name,
    first: say(before),
    last: say(after),
    direction,
  }));
}
