import type { TextRun } from '#domain/chart/chart';

/** What stands between marks: no bare asterisk; a backslash takes the meaning from an asterisk or a backslash. */
const MARKED = /(\*\*|\*)(?![\s*])((?:\\[\\*]|[^*\\]|\\(?![\\*]))+)(?<!\s)\1/y;

/**
 * A paragraph of the small Markdown of items as runs of text: `**strong**` and `*emphasis*`, nothing in each other. What
 * is no mark is text.
 */
export function runsOf(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') runs.push({ text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    MARKED.lastIndex = at;
    const [whole, mark, inner] = text[at] === '*' ? (MARKED.exec(text) ?? []) : [];
    if (whole !== undefined && inner !== undefined) {
      flush();
      runs.push({ text: unescaped(inner), style: mark === '**' ? 'strong' : 'emphasis' });
      at += whole.length;
      continue;
    }
    const isEscape = text[at] === '\\' && /[\\*]/.test(text[at + 1] ?? '');
    plain += text[isEscape ? at + 1 : at];
    at += isEscape ? 2 : 1;
  }
  flush();
  return runs;
}

const unescaped = (text: string): string => text.replace(/\\([\\*])/g, '$1');

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
