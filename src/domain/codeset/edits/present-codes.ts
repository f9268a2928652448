import { type CodeRange, isInRange } from '#domain/codeset/catalog';

/**
 * Looks up which of `codes` lie in a range, by binary search in their sorted order, so that hundreds of notes over
 * hundreds of rows stay quick. Each code is answered once.
 */
export function presentCodes(codes: Iterable<string>): (range: CodeRange) => string[] {
  const sorted = [...new Set(codes)].sort();
  return (range) => {
    const found: string[] = [];
    for (let at = firstFrom(sorted, range.from); at < sorted.length; at++) {
      const code = sorted[at] ?? '';
      if (code.slice(0, range.to.length) > range.to) break;
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
