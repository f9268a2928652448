/** What stands between two blank lines of a GIFT file. */
export interface GiftBlock {
  /** Where `text` begins. */
  line: number;
  /** Its lines but the comments, which are empty in it so that lines can be counted. */
  text: string;
  /** Its comment lines. */
  comment: string;
}

const COMMENT = /^\s*\/\//;

/** Parts a file at its blank lines, as GIFT does; what is nothing but comment is left out. */
export function* blocksOf(text: string): Iterable<GiftBlock> {
  let block: GiftBlock | undefined;
  for (const [at, line] of `${text}\n\n`.split(/\r\n?|\n/).entries()) {
    if (line.trim() !== '') {
      const isComment = COMMENT.test(line);
      block ??= { line: at + 1, text: '', comment: '' };
      block.text += isComment ? '\n' : `${line}\n`;
      if (isComment) block.comment += `${line}\n`;
    } else if (block) {
      if (block.text.trim() !== '') yield startingWithText(block);
      block = undefined;
    }
  }
}

/** Its line is the one of its first words, not of the comment before them. */
function startingWithText({ line, text, comment }: GiftBlock): GiftBlock {
  const before = /^\n*/.exec(text)?.[0].length ?? 0;
  return { line: line + before, text: text.slice(before), comment };
}

/** `[id:…]` and `[tag:…]` as Moodle writes them into comments; `\]` is a bracket. */
const ID = /\[id:((?:\\\]|[^\]\p{Cc}]){1,500})\]/u;
const TAG = /\[tag:((?:\\\]|[^\]<>`\p{Cc}]){1,500})\]/gu;
/** Ours: Moodle’s questions of order have no room for general feedback in GIFT. */
const FEEDBACK = /\[feedback:([^[\]\p{Cc}]+)\]/u;
const unbracketed = (text: string): string => text.replaceAll('\\]', ']').trim();

/** What the comments of a question say. */
export const saidInComment = (comment: string) => ({
  idNumber: unbracketed(ID.exec(comment)?.[1] ?? ''),
  tags: [...comment.matchAll(TAG)].map(([, tag = '']) => unbracketed(tag)),
  feedback: FEEDBACK.exec(comment)?.[1],
});

/** `$CATEGORY: $course$/top/Name` at the start of a block: its path, and the question that follows without blank line. */
export function categoryIn({ line, text, comment }: GiftBlock): { path: string; rest?: GiftBlock } | undefined {
  const found = /^\s*\$CATEGORY:([^\n]*)\n?/.exec(text);
  if (!found) return undefined;
  const path = (found[1] ?? '').trim().replace(/^\$\w+\$\//, '');
  const rest = { line: line + 1, text: text.slice(found[0].length), comment };
  return rest.text.trim() === '' ? { path } : { path, rest: startingWithText(rest) };
}
