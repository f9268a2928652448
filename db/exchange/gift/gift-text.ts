import type { MoodleText, TextFormat } from '#db/exchange/moodle/question';

/** A backslash takes the meaning from these; `\n` is a line break. Before any other sign it is a backslash. */
const ESCAPED = /\\([\\:#={}~n])/g;

/** What GIFT text stands for. */
export const unescaped = (text: string): string =>
  text.replace(ESCAPED, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/** Text as GIFT has it, in one line. */
export const escaped = (text: string): string => text.replace(/[\\:#={}~]/g, '\\$&').replaceAll('\n', '\\n');

/** A sign that means something, and where it stands. */
export interface Sign {
  sign: string;
  at: number;
}

const WANTED = {
  '{}': /\\[\\:#={}~n]|[{}]/g,
  '=~': /\\[\\:#={}~n]|[=~]/g,
  '#': /\\[\\:#={}~n]|#/g,
  '####': /\\[\\:#={}~n]|####/g,
} as const;

/** All signs of `wanted` that no backslash stands before, in their order. */
export const signsIn = (text: string, wanted: keyof typeof WANTED): Sign[] =>
  [...text.matchAll(WANTED[wanted])].flatMap(({ 0: sign, index }) =>
    sign.startsWith('\\') ? [] : [{ sign, at: index }],
  );

/** Parts a text at its first `#`; the second half is undefined when there is none. */
export function cutAtFeedback(text: string): [before: string, after: string | undefined] {
  const at = signsIn(text, '#')[0]?.at;
  return at === undefined ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const FORMAT = /^\s*\[(html|moodle|markdown|plain)\]/;

/** A text with the format it says it has, or with the one of its question. */
export function textOf(raw: string, usual: TextFormat): MoodleText {
  const format = FORMAT.exec(raw);
  const text = unescaped(raw.slice(format?.[0].length ?? 0)).trim();
  return { text, format: (format?.[1] as TextFormat | undefined) ?? usual };
}

/** Tells the lines of places in a text, asked from its beginning to its end. */
export function lineFinder(text: string, firstLine: number): (at: number) => number {
  let line = firstLine;
  let next = endOfLine(text, 0);
  return (at) => {
    for (; next < at; next = endOfLine(text, next + 1)) line += 1;
    return line;
  };
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? Number.POSITIVE_INFINITY : end;
};
