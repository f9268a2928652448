import { beginningOf, type Unit } from './item-pool.ts';

/** What was taken of one domain, and what is left of it. Exchanging changes both. */
export interface Drawn {
  name: string;
  taken: Unit[];
  left: Unit[];
}

/** 0, before everything, for what was never seen. */
export const seenAt = ({ lastSeenAt }: Unit): number => lastSeenAt ?? 0;

/** Mean expected share right of what was taken; 0 of nothing. */
export function meanOf(drawn: readonly Drawn[]): number {
  const items = drawn.flatMap(({ taken }) => taken.flatMap((unit) => unit.items));
  return items.reduce((sum, { expected }) => sum + expected, 0) / Math.max(1, items.length);
}

export interface Wish {
  /** Mean expected share right, and how far it may be from it. */
  expected: { mean: number; within: number };
  /** How many items were taken. */
  items: number;
  /** Whether of a text only the first items may be asked. */
  isPart?: boolean;
}

/**
 * Exchanges the pair of units of one domain and size that brings the mean nearest to the wish, again and again, until it
 * lies within half the band or no exchange helps; never for a unit seen more lately.
 */
export function exchangeForDifficulty(drawn: readonly Drawn[], { expected, items, isPart = false }: Wish): void {
  for (let step = 0; step < items; step += 1) {
    const off = meanOf(drawn) - expected.mean;
    if (Math.abs(off) <= expected.within / 2) return;
    const best = bestExchange(drawn, off * items, isPart);
    if (!best) return;
    const { domain, out, into, of } = best;
    domain.taken[domain.taken.indexOf(out)] = into;
    domain.left[domain.left.indexOf(of)] = out;
  }
}

interface Exchange {
  domain: Drawn;
  out: Unit;
  into: Unit;
  /** What `into` is, or is the beginning of. */
  of: Unit;
}

/** `off` is how much too easy the form is, summed over its items. Undefined where no exchange helps. */
function bestExchange(drawn: readonly Drawn[], off: number, isPart: boolean): Exchange | undefined {
  let best: Exchange | undefined;
  let nearest = Math.abs(off) - 1e-9;
  for (const domain of drawn)
    for (const out of domain.taken)
      for (const of of domain.left) {
        const into = fitting(of, out.items.length, isPart);
        if (!into || seenAt(of) > seenAt(out)) continue;
        const rest = Math.abs(off + (into.expected - out.expected) * out.items.length);
        if (rest < nearest) [best, nearest] = [{ domain, out, into, of }, rest];
      }
  return best;
}

/** The unit with so many items, its beginning where it may be cut, or nothing. */
function fitting(unit: Unit, size: number, isPart: boolean): Unit | undefined {
  if (unit.items.length === size) return unit;
  return isPart && unit.items.length > size ? beginningOf(unit, size) : undefined;
}
