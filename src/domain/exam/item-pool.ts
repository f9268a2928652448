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
  return [...groups.values()].map((group) => {
    const seen = group.flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
    return {
      items: group,
      expected: group.reduce((sum, one) => sum + one.expected, 0) / group.length,
      ...(seen.length > 0 && { lastSeenAt: Math.max(...seen) as Instant }),
    };
  });
}

/**
 * Units that together have exactly `wanted` items, taken in the order given wherever that still leads to the sum.
 * Undefined where no choice of them has that many. Time and memory grow with units × wanted.
 */
export function takeExactly(units: readonly Unit[], wanted: number): Unit[] | undefined {
  const reachable = reachableSums(units, wanted);
  if (!reachable[0]?.[wanted]) return undefined;
  const taken: Unit[] = [];
  let left = wanted;
  for (const [at, unit] of units.entries()) {
    const rest = left - unit.items.length;
    if (rest < 0 || !reachable[at + 1]?.[rest]) continue;
    taken.push(unit);
    left = rest;
  }
  return taken;
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
