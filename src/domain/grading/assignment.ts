/**
 * The assignment of rows to columns with the greatest total weight, each used once: the Hungarian method with
 * potentials (Kuhn 1955, in the O(rows² × columns) form of Jonker and Volgenant 1987).
 *
 * `weights[row][column]` is a whole number, 0 where the two may not be paired; sums have to stay below 2^53.
 * The result names for each row its column, or -1. Equal totals are decided by the order of rows and columns, so a
 * caller who wants the same answer for the same set has to sort both.
 */
export function bestAssignment(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  if (rows <= columns) return assignRows(rows, columns, (row, column) => weights[row]?.[column] ?? 0);
  const rowOfColumn = assignRows(columns, rows, (column, row) => weights[row]?.[column] ?? 0);
  const result = new Array<number>(rows).fill(-1);
  rowOfColumn.forEach((row, column) => {
    if (row >= 0) result[row] = column;
  });
  return result;
}

type Weight = (row: number, column: number) => number;

/** Needs `rows <= columns`. Rows are added one by one, each along the cheapest augmenting path. */
function assignRows(rows: number, columns: number, weight: Weight): number[] {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  // Rows and columns count from 1 here; column 0 holds the row that is being added.
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    const cameFrom = augmentingPath(columns, rowOf, rowPotential, columnPotential, weight);
    for (let column = cameFrom.end; column !== 0; ) {
      const previous = cameFrom.previous[column] ?? 0;
      rowOf[column] = rowOf[previous] ?? 0;
      column = previous;
    }
  }
  const result = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = (rowOf[column] ?? 0) - 1;
    if (row >= 0 && weight(row, column - 1) > 0) result[row] = column - 1;
  }
  return result;
}

/** Dijkstra over reduced costs from column 0 to the nearest free column; shifts the potentials on its way. */
function augmentingPath(
  columns: number,
  rowOf: Int32Array,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  weight: Weight,
): { end: number; previous: Int32Array } {
  const distance = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(columns + 1);
  const done = new Uint8Array(columns + 1);
  let here = 0;
  do {
    done[here] = 1;
    const row = rowOf[here] as number;
    let nearest = 0;
    let step = Number.POSITIVE_INFINITY;
    for (let column = 1; column <= columns; column += 1) {
      if (done[column]) continue;
      const reduced =
        -weight(row - 1, column - 1) - (rowPotential[row] as number) - (columnPotential[column] as number);
      if (reduced < (distance[column] as number)) {
        distance[column] = reduced;
        previous[column] = here;
      }
      if ((distance[column] as number) < step) {
        step = distance[column] as number;
        nearest = column;
      }
    }
    for (let column = 0; column <= columns; column += 1) {
      if (done[column]) {
        const owner = rowOf[column] as number;
        rowPotential[owner] = (rowPotential[owner] as number) + step;
        columnPotential[column] = (columnPotential[column] as number) - step;
      } else distance[column] = (distance[column] as number) - step;
    }
    here = nearest;
  } while (rowOf[here] !== 0);
  return { end: here, previous };
}
