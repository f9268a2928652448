import type { Instant } from '#domain/time';

/** What assembly has to know of an item; neither its words nor its key. */
export interface ItemSummary {
  id: string;
  /** Domains as `cpc/anatomy`; of one exam at most one counts, the first. */
  domains: readonly string[];
  /** Items about one text stand together, all or none. */
  scenario?: string;
  /** Expected share of right answers, from calibration where there is one, else as authored. */
  expected: number;
  /** When this person last had it. */
  lastSeenAt?: Instant;
}

/** One item, or all items about one text: what is taken or left as a whole. */
export interface Unit {
  items: ItemSummary[];
  /** Mean expected share right. */
  expected: number;
  /** The latest time any of its items was seen; undefined when none ever was. */
  lastSeenAt?: Instant;
}

/** Items of one domain as units, in the order of their first items. */
export function unitsOf(items: readonly ItemSummary[]): Unit[] {
  const groups = Map.groupBy(items, ({ id, scenario }) => scenario ?? `item ${id}`);
  return [...groups.values()].map(unitOf);
}

function unitOf(group: ItemSummary[]): Unit {
  const seen = group.flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
  return {
    items: group,
    expected: group.reduce((sum, one) => sum + one.expected, 0) / group.length,
    ...(seen.length > 0 && { lastSeenAt: Math.max(...seen) as Instant }),
  };
}

/** The unit with its first items alone, at most so many. */
export const beginningOf = (unit: Unit, items: number): Unit =>
  unit.items.length <= items ? unit : unitOf(unit.items.slice(0, items));

/** Units parted into those of a form and those that are not in it. */
export interface Taken {
  taken: Unit[];
  left: Unit[];
}

/**
 * Units that together have exactly `wanted` items: from the shortest beginning of the list that can make them, in its
 * order wherever that still leads to the sum. Undefined where no choice of them has that many. Time and memory grow with
 * units × wanted.
 */
export function takeExactly(units: readonly Unit[], wanted: number): Taken | undefined {
  const enough = shortestBeginning(units, wanted);
  if (enough === undefined) return undefined;
  const reachable = reachableSums(units.slice(0, enough), wanted);
  const taken: Unit[] = [];
  let open = wanted;
  for (const [at, unit] of units.slice(0, enough).entries()) {
    const rest = open - unit.items.length;
    if (rest < 0 || !reachable[at + 1]?.[rest]) continue;
    taken.push(unit);
    open = rest;
  }
  return { taken, left: units.filter((unit) => !taken.includes(unit)) };
}

/** How many units from the front can have exactly `wanted` items together; undefined where all cannot. */
function shortestBeginning(units: readonly Unit[], wanted: number): number | undefined {
  const sums = new Set([0]);
  let count = 0;
  while (!sums.has(wanted)) {
    const unit = units[count];
    if (!unit) return undefined;
    for (const sum of [...sums]) if (sum + unit.items.length <= wanted) sums.add(sum + unit.items.length);
    count += 1;
  }
  return count;
}

/**
 * Exactly `wanted` items of the units in the order given. Of the last one that is needed only the first items may be
 * taken; what is over of it is in neither list, because half a text is not asked about twice. Undefined where the units
 * have too few.
 */
export function takeFirst(units: readonly Unit[], wanted: number): Taken | undefined {
  const taken: Unit[] = [];
  let open = wanted;
  for (const unit of units) {
    if (open === 0) break;
    const part = beginningOf(unit, open);
    taken.push(part);
    open -= part.items.length;
  }
  return open === 0 ? { taken, left: units.slice(taken.length) } : undefined;
}

/** `reachable[at][sum]`: whether units from `at` on can have exactly `sum` items together. */
function reachableSums(units: readonly Unit[], wanted: number): boolean[][] {
  const reachable = Array.from({ length: units.length + 1 }, () => new Array<boolean>(wanted + 1).fill(false));
  for (const line of reachable) line[0] = true;
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const size = units[at]?.items.length ?? 0;
    const [line, after] = [reachable[at], reachable[at + 1]];
    for (let sum = 1; sum <= wanted; sum += 1)
      if (line) line[sum] = Boolean(after?.[sum] || (sum >= size && after?.[sum - size]));
  }
  return reachable;
}
