/** A line of a list in printed order with what stands below it. */
export type Branch<Row> = Row & { below: Branch<Row>[] };

/** Makes a tree of rows in printed order; a row whose parent is not among them stands at the top. */
export function treeOf<Key, Row extends { parent: Key | null }>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Branch<Row>[] {
  const branches = new Map(rows.map((row) => [keyOf(row), { ...row, below: [] as Branch<Row>[] }]));
  const top: Branch<Row>[] = [];
  for (const branch of branches.values()) {
    const parent = branch.parent === null ? undefined : branches.get(branch.parent);
    (parent?.below ?? top).push(branch);
  }
  return top;
}
