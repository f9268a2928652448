import { type CodeRange, isInRange } from '#domain/codeset/catalog';
import { officialOrder } from '#domain/codeset/official-order';

/**
 * Looks up which of `codes` lie in a range, by binary search in their official order, so that hundreds of notes over
 * hundreds of rows stay quick. Each code is answered once.
 */
export function presentCodes(codes: Iterable<string>): (range: CodeRange) => string[] {
  const sorted = [...new Set(codes)]
    .map((code) => ({ code, order: officialOrder(code) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1));
  const orders = sorted.map(({ order }) => order);
  return (range) => {
    const found: string[] = [];
    const last = officialOrder(range.to);
    for (let at = firstFrom(orders, officialOrder(range.from)); at < sorted.length; at++) {
      const { code, order } = sorted[at] ?? { code: '', order: '' };
      // A category printed elsewhere is longer in `order` by the one it comes after.
      if (order.slice(0, order.length - code.length + range.to.length) > last) break;
      if (isInRange(code, range)) found.push(code);
    }
    return found;
  };
}

/** Index of the first element that is not before `text`. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
