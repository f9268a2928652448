import type { MoodleText } from '#db/exchange/moodle/question';
import { type HtmlParagraph, readHtml } from '#db/exchange/read-html';
import { escapedHtml, normalText } from '#domain/exam/exchange/normal-text';
import { type Paragraph, printSmallMarkdown } from '#domain/exam/exchange/small-markdown';

/** A text of a Moodle file as small Markdown. */
export interface ReadText {
  markdown: string;
  /** Texts of the paragraphs that have a class of ours, by it. */
  ours: Map<string, string[]>;
  classes: readonly string[];
  /** What was left out, in plural. */
  dropped: readonly string[];
}

/** What Markdown has that the small one has not, as far as a question may hold it. */
const BEYOND: [pattern: RegExp, what: string][] = [
  [/!\[[^[\]\n]*\]\(/, 'pictures (their Markdown is kept as text)'],
  [/(?<!!)\[[^[\]\n]+\]\([^()\n]*\)/, 'links (their Markdown is kept as text)'],
  [/^#{1,6} /m, 'headings (their Markdown is kept as text)'],
  [/<\/?[a-z][^<>]{0,200}>/i, 'HTML inside Markdown (kept as text)'],
];

/** Reads a text in the format it says it has; undefined when its HTML is nested beyond all reason. */
export function readText({ text, format }: MoodleText): ReadText | undefined {
  if (format === 'markdown') return readMarkdown(text);
  if (format === 'plain') return plain(text.split(/\n{2,}/).map((one) => [{ text: one }]));
  const read = readHtml(format === 'moodle' ? withBreaks(text) : text);
  if (read === undefined) return undefined;
  const isOurs = ({ className = '' }: HtmlParagraph) => /^item-[a-z]+$/.test(className);
  const own = read.paragraphs.filter((one) => !isOurs(one)).map(({ runs }) => runs);
  const ours = Map.groupBy(read.paragraphs.filter(isOurs), ({ className = '' }) => className);
  return { ...plain(own), ours: textsOf(ours), classes: read.classes, dropped: [...read.dropped] };
}

/** Line ends of texts that people typed are line ends, unless there are tags that end lines themselves. */
const withBreaks = (text: string): string =>
  /<(?:p|div|br|ul|ol|table)\b/i.test(text) ? text : text.trim().replace(/\r?\n/g, '<br>');

const textsOf = (paragraphs: ReadonlyMap<string, HtmlParagraph[]>): Map<string, string[]> =>
  new Map(
    [...paragraphs].map(([className, all]) => [
      className,
      all.map(({ runs }) => runs.map(({ text }) => text).join('')),
    ]),
  );

const plain = (paragraphs: readonly Paragraph[]): ReadText => ({
  markdown: normalText(printSmallMarkdown(paragraphs)),
  ours: new Map(),
  classes: [],
  dropped: [],
});

function readMarkdown(text: string): ReadText {
  const dropped = BEYOND.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
  const small = text
    .replace(/(?<![\w_])__(?![\s_])([^_\n]+)(?<!\s)__(?![\w_])/g, '**$1**')
    .replace(/(?<![\w_])_(?![\s_])([^_\n]+)(?<!\s)_(?![\w_])/g, '*$1*');
  return { ...plain([]), markdown: normalText(small), dropped };
}

/** A paragraph that other programs keep and show, and that this one knows again by its class. */
export const ourParagraph = (className: string, text: string): string =>
  `<p class="${className}">${escapedHtml(text)}</p>`;
