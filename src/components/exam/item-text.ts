import type { TextRun } from '#domain/chart/chart';

const STYLED = /\*\*(\S(?:[\s\S]*?\S)?)\*\*|\*(\S(?:[\s\S]*?\S)?)\*/g;

/** Small Markdown of items, `*italic*` and `**bold**`, as runs of text. An asterisk without its partner is itself. */
export function textRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  for (const match of text.matchAll(STYLED)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index) });
    const [whole, strong, emphasis] = match;
    runs.push(strong === undefined ? { text: emphasis ?? '', style: 'emphasis' } : { text: strong, style: 'strong' });
    at = match.index + whole.length;
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at) });
  return runs;
}

/** The text without its marks: what highlights count their characters in. */
export const plainText = (text: string): string =>
  textRuns(text)
    .map((run) => run.text)
    .join('');
