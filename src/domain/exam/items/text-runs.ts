import type { TextRun } from '#domain/chart/chart';

const STYLED = /\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/g;

/** A paragraph of an item's small Markdown as runs of text: `**bold**` and `*italic*`; everything else is as it is. */
export function runsOf(paragraph: string): TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  for (const found of paragraph.matchAll(STYLED)) {
    if (found.index > from) runs.push({ text: paragraph.slice(from, found.index) });
    const [whole, strong, emphasis] = found;
    runs.push(strong === undefined ? { text: emphasis ?? '', style: 'emphasis' } : { text: strong, style: 'strong' });
    from = found.index + whole.length;
  }
  if (from < paragraph.length) runs.push({ text: paragraph.slice(from) });
  return runs;
}

/** Paragraphs of an item's text: an empty line parts them. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** The text without its marks, on one line: for cards, lists and titles. */
export const plainText = (text: string): string =>
  paragraphsOf(text)
    .map((paragraph) =>
      runsOf(paragraph)
        .map((run) => run.text)
        .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ');
