import { Parser } from 'htmlparser2';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import type { TextRun } from '#domain/chart/chart';
import type { Paragraph } from '#domain/exam/exchange/small-markdown';

/** A paragraph of a foreign HTML text; `className` tells our own paragraphs again. */
export interface HtmlParagraph {
  runs: Paragraph;
  className?: string;
}

/** What a person reads of an HTML text, and what was left out. */
export interface ReadHtml {
  paragraphs: HtmlParagraph[];
  /** Classes of all its elements. */
  classes: string[];
  /** What small Markdown has no place for, in plural: `pictures`. */
  dropped: Set<string>;
}

const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd table caption thead tbody tfoot blockquote pre section article header footer aside figure figcaption form fieldset hr address center'.split(
    ' ',
  ),
);
/** These begin on a line of their own. */
const LINES = new Set(['br', 'li', 'tr']);
const STYLES: Record<string, TextRun['style']> = { b: 'strong', strong: 'strong', i: 'emphasis', em: 'emphasis' };
/** Nobody reads what is in them. */
const UNSEEN = new Set([
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'svg',
  'math',
  'object',
  'select',
  'textarea',
]);
const DROPPED: Record<string, string> = {
  img: 'pictures',
  svg: 'pictures',
  picture: 'pictures',
  canvas: 'pictures',
  audio: 'sounds and films',
  video: 'sounds and films',
  iframe: 'embedded pages',
  object: 'embedded pages',
  embed: 'embedded pages',
  script: 'scripts',
  math: 'formulas',
  table: 'tables (their words are kept)',
  ul: 'lists (their lines are kept)',
  ol: 'lists (their lines are kept)',
  a: 'links (their words are kept)',
  sub: 'raised and lowered signs (the signs are kept)',
  sup: 'raised and lowered signs (the signs are kept)',
  input: 'boxes and buttons',
  select: 'boxes and buttons',
  textarea: 'boxes and buttons',
  button: 'boxes and buttons',
};

/** Thrown out of the parser, which would go on otherwise. */
class TooDeep extends Error {}

/** Reads HTML as people write it, closed or not; undefined when its elements are nested beyond all reason. */
export function readHtml(html: string): ReadHtml | undefined {
  const reading = new Reading();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reading.open(name, attributes),
      onclosetag: (name) => reading.close(name),
      ontext: (text) => reading.add(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  try {
    parser.end(html);
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
  return reading.result();
}

class Reading {
  readonly #paragraphs: HtmlParagraph[] = [];
  readonly #classes: string[] = [];
  readonly #dropped = new Set<string>();
  readonly #styles: (TextRun['style'] | undefined)[] = [];
  #runs: Paragraph = [];
  #className: string | undefined;
  #unseen = 0;
  #depth = 0;

  open(name: string, { class: className = '' }: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > ITEM_LIMITS.depth) throw new TooDeep();
    const dropped = DROPPED[name];
    if (dropped) this.#dropped.add(dropped);
    if (UNSEEN.has(name)) this.#unseen += 1;
    if (BLOCKS.has(name)) this.#endParagraph(className);
    if (LINES.has(name)) this.#breakLine();
    if (STYLES[name]) this.#styles.push(STYLES[name]);
    if (className !== '') this.#classes.push(...className.split(/\s+/));
  }

  close(name: string): void {
    this.#depth -= 1;
    if (UNSEEN.has(name)) this.#unseen -= 1;
    if (BLOCKS.has(name)) this.#endParagraph('');
    if (name === 'td' || name === 'th') this.#put(' ');
    if (STYLES[name]) this.#styles.pop();
  }

  add(text: string): void {
    if (this.#unseen === 0) this.#put(text.replace(/[ \t\r\n\f]+/g, ' '));
  }

  #put(text: string): void {
    // Of bold and italic inside each other the outer one counts: small Markdown has one at a time.
    const style = this.#styles[0];
    const last = this.#runs.at(-1);
    if (last && last.style === style) last.text += text;
    else this.#runs.push({ text, ...(style && { style }) });
  }

  /** A second break in a row makes an empty line, and that parts paragraphs. */
  #breakLine(): void {
    if (/\n *$/.test(this.#runs.at(-1)?.text ?? '')) this.#endParagraph(this.#className ?? '');
    else if (this.#runs.length > 0) this.#put('\n');
  }

  #endParagraph(className: string): void {
    if (this.#runs.some(({ text }) => text.trim() !== ''))
      this.#paragraphs.push({ runs: this.#runs, ...(this.#className && { className: this.#className }) });
    this.#runs = [];
    this.#className = className;
  }

  result(): ReadHtml {
    this.#endParagraph('');
    return { paragraphs: this.#paragraphs, classes: this.#classes, dropped: this.#dropped };
  }
}
