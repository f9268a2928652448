/** Beyond this many comparisons (texts changed almost wholly) the changed stretch is treated as one piece. */
const MOST_COMPARISONS = 4_000_000;

/** Words and the white space between them; joined again they are the text. */
const piecesOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** For each piece of `base` the index of the piece it became in `side`, or -1: a longest common subsequence. */
function followPieces(base: string[], side: string[]): number[] {
  const found = base.map(() => -1);
  let start = 0;
  while (start < base.length && start < side.length && base[start] === side[start]) found[start] = start++;
  let tail = 0;
  const room = Math.min(base.length, side.length) - start;
  while (tail < room && base[base.length - 1 - tail] === side[side.length - 1 - tail]) tail += 1;
  for (let back = 1; back <= tail; back++) found[base.length - back] = side.length - back;
  followMiddle(base, side, { start, baseEnd: base.length - tail, sideEnd: side.length - tail }, found);
  return found;
}

function followMiddle(
  base: string[],
  side: string[],
  { start, baseEnd, sideEnd }: { start: number; baseEnd: number; sideEnd: number },
  found: number[],
): void {
  const width = sideEnd - start + 1;
  if ((baseEnd - start) * (sideEnd - start) > MOST_COMPARISONS) return;
  const longest = new Uint32Array((baseEnd - start + 1) * width);
  const at = (i: number, j: number) => (i - start) * width + (j - start);
  for (let i = baseEnd - 1; i >= start; i--)
    for (let j = sideEnd - 1; j >= start; j--)
      longest[at(i, j)] =
        base[i] === side[j]
          ? (longest[at(i + 1, j + 1)] as number) + 1
          : Math.max(longest[at(i + 1, j)] as number, longest[at(i, j + 1)] as number);
  for (let i = start, j = start; i < baseEnd && j < sideEnd; )
    if (base[i] === side[j]) found[i++] = j++;
    else if ((longest[at(i + 1, j)] as number) >= (longest[at(i, j + 1)] as number)) i += 1;
    else j += 1;
}

/** One stretch that is not the same on all three sides. Where both changed it, both wordings are kept, mine first. */
function mergeStretch(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${mine}\n${theirs.trimStart()}`;
}

/** Three-way merge of running text, word by word. Nothing that either side added is lost. */
export function mergeText(base: string, mine: string, theirs: string): string {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const sides = { base: piecesOf(base), mine: piecesOf(mine), theirs: piecesOf(theirs) };
  const inMine = followPieces(sides.base, sides.mine);
  const inTheirs = followPieces(sides.base, sides.theirs);
  const merged: string[] = [];
  const from = { base: 0, mine: 0, theirs: 0 };
  const closeStretch = (base: number, mine: number, theirs: number) => {
    const text = (side: keyof typeof from, end: number) => sides[side].slice(from[side], end).join('');
    merged.push(mergeStretch(text('base', base), text('mine', mine), text('theirs', theirs)));
    Object.assign(from, { base: base + 1, mine: mine + 1, theirs: theirs + 1 });
  };
  sides.base.forEach((piece, index) => {
    const [mineIndex = -1, theirsIndex = -1] = [inMine[index], inTheirs[index]];
    if (mineIndex < 0 || theirsIndex < 0) return;
    closeStretch(index, mineIndex, theirsIndex);
    merged.push(piece);
  });
  closeStretch(sides.base.length, sides.mine.length, sides.theirs.length);
  return merged.join('');
}
