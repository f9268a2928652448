/** How many items each domain of a form gets. */
export interface DomainDemand {
  /** `cpc/anatomy`. */
  name: string;
  /** A fixed number, or a range of shares of the whole, 0 to 1. */
  items?: number;
  share?: { from: number; to: number };
}

/**
 * Whole numbers of items per domain that add up to `total`, in the order given. Fixed numbers stay; where the form is
 * shorter or longer than they add up to, everything is scaled by largest remainder. Ranges get what their middle asks
 * for, rounded within the range. Undefined where no whole numbers fit the ranges.
 */
export function domainCounts(demands: readonly DomainDemand[], total: number): number[] | undefined {
  const weights = demands.map(({ items, share }) => items ?? (share ? (share.from + share.to) / 2 : 0));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  if (whole <= 0) return undefined;
  const exact = weights.map((weight) => (weight / whole) * total);
  const isWholeForm = demands.every(({ items }) => Number.isInteger(items)) && whole === total;
  if (isWholeForm) return weights;
  const bounds = demands.map(({ share }) =>
    share
      ? { least: Math.ceil(share.from * total - 1e-9), most: Math.floor(share.to * total + 1e-9) }
      : { least: 0, most: total },
  );
  return roundWithin(exact, bounds, total);
}

/** Rounds down within the bounds, then gives what is left to the largest remainders that still have room. */
function roundWithin(exact: readonly number[], bounds: readonly { least: number; most: number }[], total: number) {
  const counts = exact.map((value, at) => clamp(Math.floor(value + 1e-9), bounds[at]));
  let left = total - counts.reduce((sum, one) => sum + one, 0);
  while (left !== 0) {
    const step = Math.sign(left);
    const open = counts
      .map((count, at) => ({ at, room: hasRoom(count + step, bounds[at]), want: step * ((exact[at] ?? 0) - count) }))
      .filter(({ room }) => room)
      .sort((a, b) => b.want - a.want || a.at - b.at)[0];
    if (!open) return undefined;
    counts[open.at] = (counts[open.at] ?? 0) + step;
    left -= step;
  }
  return counts;
}

type Bounds = { least: number; most: number } | undefined;
const clamp = (value: number, bounds: Bounds): number =>
  Math.min(bounds?.most ?? value, Math.max(bounds?.least ?? value, value));
const hasRoom = (value: number, bounds: Bounds): boolean =>
  value >= 0 && value >= (bounds?.least ?? 0) && value <= (bounds?.most ?? value);
