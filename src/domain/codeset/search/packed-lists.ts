export function concatenated(lists: readonly number[][]): { starts: Uint32Array; items: Uint32Array } {
  const starts = new Uint32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length;
  const items = new Uint32Array(starts.at(-1) ?? 0);
  for (const [at, list] of lists.entries()) items.set(list, starts[at] ?? 0);
  return { starts, items };
}

/** For each of `count` keys the places that have it, ascending; a key twice at a place counts twice. */
export function inverted(
  lists: readonly Iterable<number>[],
  count: number,
): { starts: Uint32Array; items: Uint32Array } {
  const kept = lists.map((list) => Uint32Array.from(list));
  const starts = new Uint32Array(count + 1);
  for (const list of kept) for (const key of list) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < count; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const items = new Uint32Array(starts.at(-1) ?? 0);
  for (const [place, list] of kept.entries())
    for (const key of list) {
      items[next[key] ?? 0] = place;
      next[key] = (next[key] ?? 0) + 1;
    }
  return { starts, items };
}
