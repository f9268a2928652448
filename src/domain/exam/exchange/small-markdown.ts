import type { TextRun } from '#domain/chart/chart';
import { runsOf } from '#domain/exam/items/text-runs';

/** A paragraph of the small Markdown of items; a line break is a newline in the text of a run without a style. */
export type Paragraph = TextRun[];

const MARKS = { strong: '**', emphasis: '*' } as const;

/** Reads small Markdown: paragraphs with `*emphasis*` and `**strong**`, nothing in each other. What is no mark is text. */
export const parseSmallMarkdown = (text: string): Paragraph[] =>
  tidy(text)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map(runsOf);

/** Small Markdown of paragraphs, so that `parseSmallMarkdown` gives them back. */
export const printSmallMarkdown = (paragraphs: readonly Paragraph[]): string =>
  tidy(paragraphs.map((runs) => joined(runs.flatMap(linesApart)).map(printRun).join('')).join('\n\n'));

/** The text as it would be printed, whichever way it was written: what two texts are compared in. */
export const canonicalMarkdown = (text: string): string => printSmallMarkdown(parseSmallMarkdown(text));

/** Blanks and line breaks as they are read: none at the ends of lines, one between words, one empty line at most. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^[ \n]+|[ \n]+$/g, '');

/** A mark holds within a line and sits tight around its text. */
function linesApart({ text, style }: TextRun): TextRun[] {
  if (style === undefined) return [{ text }];
  return text.split(/(\s*\n\s*|^\s+|\s+$)/).flatMap((piece) => {
    if (piece === '') return [];
    return [piece.trim() === '' ? { text: piece } : { text: piece, style }];
  });
}

function joined(runs: readonly TextRun[]): TextRun[] {
  const together: TextRun[] = [];
  for (const run of runs) {
    const last = together.at(-1);
    if (last && last.style === run.style) together[together.length - 1] = { ...run, text: last.text + run.text };
    else together.push(run);
  }
  return together;
}

function printRun({ text, style }: TextRun): string {
  const isLoose = (at: number) => style === undefined && /\s/.test(text[at - 1] ?? '') && /\s/.test(text[at + 1] ?? '');
  const escaped = text.replace(/[\\*]/g, (one, at: number) => {
    if (one === '*') return isLoose(at) ? one : `\\${one}`;
    return /[\\*]/.test(text[at + 1] ?? '*') ? '\\\\' : one;
  });
  return style === undefined ? escaped : `${MARKS[style]}${escaped}${MARKS[style]}`;
}
