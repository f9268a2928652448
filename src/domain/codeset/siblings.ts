/** A piece of a title; `differs` when the titles it is compared with do not all have it at that place. */
export interface TitleRun {
  text: string;
  differs: boolean;
}

/**
 * Marks in each title the words that tell it from the others: those outside the longest run of words that all of them
 * share in this order. Titles with nothing in common, or a title alone, have nothing marked: everything differs.
 */
export function compareTitles(titles: readonly string[]): TitleRun[][] {
  const words = titles.map((title) => title.split(' '));
  const shared = words.map(keysOf).reduce((common, title) => commonWords(common, title));
  const isTelling = shared.length > 0 && titles.length > 1;
  return words.map((title) => runsOf(title, isTelling ? sharedPlaces(keysOf(title), shared) : undefined));
}

/** Commas and capitals at a word's edges say nothing. */
const keysOf = (words: readonly string[]) => words.map((word) => word.toLowerCase().replace(/[,;]$/, ''));

/** Longest common subsequence, by the usual table of lengths. */
function commonWords(one: readonly string[], other: readonly string[]): string[] {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = one.length - 1; row >= 0; row--)
    for (let column = other.length - 1; column >= 0; column--) {
      const longer = Math.max(at(row + 1, column), at(row, column + 1));
      const cells = lengths[row];
      if (cells) cells[column] = one[row] === other[column] ? at(row + 1, column + 1) + 1 : longer;
    }
  const common: string[] = [];
  for (let row = 0, column = 0; row < one.length && column < other.length; ) {
    if (one[row] === other[column]) {
      common.push(one[row] ?? '');
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return common;
}

/** Where the shared words stand in a title: each at its first place after the one before. */
function sharedPlaces(title: readonly string[], shared: readonly string[]): Set<number> {
  const places = new Set<number>();
  let from = 0;
  for (const word of shared) {
    const at = title.indexOf(word, from);
    places.add(at);
    from = at + 1;
  }
  return places;
}

function runsOf(title: readonly string[], shared: ReadonlySet<number> | undefined): TitleRun[] {
  const runs: TitleRun[] = [];
  for (const [place, word] of title.entries()) {
    const differs = shared !== undefined && !shared.has(place);
    const last = runs.at(-1);
    if (last?.differs === differs) last.text += ` ${word}`;
    else runs.push({ text: word, differs });
  }
  return runs;
}
