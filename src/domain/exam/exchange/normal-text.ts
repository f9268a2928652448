import { canonicalMarkdown, type Paragraph, parseSmallMarkdown } from './small-markdown.ts';

/** No sign of any writing, and what neither XML nor a person can read; tab and line feed are dealt with apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
/** Blanks that do not break, are narrow, or end lines in other ways: editors write them unasked, and formats lose them. */
const OTHER_BLANKS = /[^\S\n\r\t ]/g;
const readable = (text: string): string => text.toWellFormed().replace(UNREADABLE, '').replace(OTHER_BLANKS, ' ');

/** Words with a blank between them and no sign of Markdown: nothing to be made of it, and most texts are so. */
const PLAIN = /^[^\\*\s]+(?: [^\\*\s]+)*$/;

/** Small Markdown as every format gives it back: written the one way, with nothing unreadable in it. */
export function normalText(text: string): string {
  const seen = readable(text);
  return PLAIN.test(seen) ? seen : canonicalMarkdown(seen);
}

/** A text of one line without marks, for titles and for answers that are typed. */
export const normalLine = (text: string): string =>
  readable(text)
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '');

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };
const TAGS = { strong: 'strong', emphasis: 'em' } as const;

/** Text as it stands in HTML; line breaks become `<br>`. */
export const escapedHtml = (text: string): string => text.replace(/[&<>\n]/g, (sign) => ESCAPES[sign] ?? sign);

const paragraphHtml = (runs: Paragraph): string =>
  runs
    .map(({ text, style }) => (style ? `<${TAGS[style]}>${escapedHtml(text)}</${TAGS[style]}>` : escapedHtml(text)))
    .join('');

/** Small Markdown as HTML: a single paragraph stands by itself, several in `<p>`. */
export function htmlOf(text: string): string {
  const paragraphs = parseSmallMarkdown(text).map(paragraphHtml);
  return paragraphs.length < 2 ? paragraphs.join('') : paragraphs.map((one) => `<p>${one}</p>`).join('');
}
