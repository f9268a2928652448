/** The inverse of a square matrix by Gauss–Jordan elimination with pivoting; undefined where there is none. */
export function invert(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [...row, ...Array.from({ length: size }, (_, place) => (place === at ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const from = pivotRow(rows, column);
    const pivot = rows[from];
    const value = pivot?.[column] ?? 0;
    if (!pivot || Math.abs(value) < 1e-10) return undefined;
    rows[from] = rows[column] as number[];
    rows[column] = pivot.map((one) => one / value);
    eliminate(rows, column);
  }
  return rows.map((row) => row.slice(size));
}

function pivotRow(rows: readonly (readonly number[])[], column: number): number {
  let best = column;
  for (let row = column + 1; row < rows.length; row += 1)
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
  return best;
}

function eliminate(rows: number[][], column: number): void {
  const pivot = rows[column] ?? [];
  for (const [at, row] of rows.entries()) {
    const factor = row[column] ?? 0;
    if (at === column || factor === 0) continue;
    rows[at] = row.map((value, place) => value - factor * (pivot[place] ?? 0));
  }
}
