/** The values of axes 4 to 7 of one row of a table, each as a string of characters: every combination is a legal code. */
export type PcsValues = [part: string, approach: string, device: string, qualifier: string];

export interface PcsRow {
  values: PcsValues;
  /** Its place in the file it was printed in; undefined for a row put together from the list of codes. */
  printedAt?: number;
}

/** Between the meanings of a value that means something else in another row of its table. */
export const MEANINGS_APART = ' · ';

/** Under which name the labels of one row are kept, where they differ from those of its table. */
export const rowKey = (table: string, place: number): string => `${table}#${place}`;

/** Every code a row allows: the last four characters, in the order of the axes. */
export function* tailsOf([parts, approaches, devices, qualifiers]: PcsValues): Generator<string> {
  for (const part of parts)
    for (const approach of approaches)
      for (const device of devices) for (const qualifier of qualifiers) yield part + approach + device + qualifier;
}

export const allows = (values: PcsValues, tail: string): boolean =>
  [...tail].every((value, at) => values[at as 0 | 1 | 2 | 3].includes(value));

/**
 * Few rows that allow exactly these tails (the last four characters of codes of one table), each of them once: tails
 * that agree in three axes become one row, axis by axis from the last.
 */
export function groupIntoRows(tails: Iterable<string>): PcsValues[] {
  let rows = [...new Set(tails)].sort().map((tail) => [...tail] as PcsValues);
  for (const axis of [3, 2, 1, 0] as const) {
    const alike = Map.groupBy(rows, (row) => row.with(axis, '').join(' '));
    rows = [...alike.values()].map(([first, ...others]) => {
      const merged = [first, ...others].map((row) => row?.[axis] ?? '').join('');
      return first?.with(axis, [...merged].sort().join('')) as PcsValues;
    });
  }
  return rows;
}

/**
 * The table as it stands in a release: `legal` is its list of codes (the authority, in tails), `printed` the rows of the
 * nearest printed table. Printed rows stay as far as their codes are legal; what they lack is put into rows of its own.
 */
export function rowsInForce(legal: ReadonlySet<string>, printed: readonly PcsRow[]): PcsRow[] {
  const kept = printed.flatMap(({ values, printedAt }) => {
    const tails = [...tailsOf(values)];
    const still = tails.filter((tail) => legal.has(tail));
    const rows = still.length === tails.length ? [values] : groupIntoRows(still);
    return rows.map((row) => ({ values: row, ...(printedAt !== undefined && { printedAt }) }));
  });
  const covered = new Set(kept.flatMap(({ values }) => [...tailsOf(values)]));
  const added = groupIntoRows([...legal].filter((tail) => !covered.has(tail)));
  return [...kept, ...added.map((values) => ({ values }))];
}
