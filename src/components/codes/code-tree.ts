/** A line of the tabular list with what stands below it. */
export type Branch<Row> = Row & { below: Branch<Row>[] };

/** Makes a tree of rows in printed order; a row whose parent is not among them stands at the top. */
export function treeOf<Row extends { code: string; parent: string | null }>(rows: readonly Row[]): Branch<Row>[] {
  const branches = new Map(rows.map((row) => [row.code, { ...row, below: [] as Branch<Row>[] }]));
  const top: Branch<Row>[] = [];
  for (const branch of branches.values()) {
    const parent = branch.parent === null ? undefined : branches.get(branch.parent);
    (parent?.below ?? top).push(branch);
  }
  return top;
}
