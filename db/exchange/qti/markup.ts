import type { Remarks } from '#db/exchange/qti/remarks';
import { childrenNamed, elementsOf, textOf, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';
import { type Paragraph, printSmallMarkdown } from '#domain/exam/exchange/small-markdown';

type Style = Paragraph[number]['style'];

const BLOCKS =
  /^(?:p|div|h[1-6]|blockquote|pre|ul|ol|dl|dt|dd|section|article|aside|header|footer|figure|figcaption|address|details|summary|contentBody|prompt|itemBody|stimulusBody)$/;
const STYLES = new Map<string, Style>(
  Object.entries({
    em: 'emphasis',
    i: 'emphasis',
    cite: 'emphasis',
    dfn: 'emphasis',
    var: 'emphasis',
    strong: 'strong',
    b: 'strong',
  } as const),
);
/** What stands for something no text can say, and how people call it. */
const DROPPED = new Map(
  Object.entries({
    img: 'A picture',
    picture: 'A picture',
    svg: 'A drawing',
    object: 'A picture or an embedded file',
    audio: 'A sound',
    video: 'A film',
    iframe: 'An embedded page',
    math: 'A formula in MathML',
    rubricBlock: 'An instruction that candidates do not see (rubric)',
    positionObjectStage: 'A drawing to place objects on',
    printedVariable: 'A value that is worked out while people answer',
    include: 'A piece of another file',
    infoControl: 'A hint that is shown on demand',
  }),
);
/** Says nothing to whoever reads the item. */
const SILENT = /^(?:stylesheet|hr|col|colgroup|source|track|template|catalogInfo|rp|wbr)$/;
/** Underlined or struck out: it means something, and the text has no place for it. */
const MEANT = /^(?:u|s|strike|del|ins|mark)$/;
/** Digits as they are written above and below the line. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** How elements that are no markup are read: what they give to the text, or undefined to read them as markup. */
export type ReadOther = (element: XmlElement) => string | Paragraph[] | undefined;

/**
 * XHTML as the small Markdown of items. What has no place there is left out and said in `remarks`: pictures, sounds,
 * formulas; tables and lists become lines. Never throws.
 */
export function markdownOf(element: XmlElement, remarks: Remarks, other: ReadOther = () => undefined): string {
  const reading = new MarkupReading(remarks, other);
  reading.content(element, undefined);
  return printSmallMarkdown(reading.paragraphs());
}

class MarkupReading {
  readonly #done: Paragraph[] = [];
  #runs: Paragraph = [];
  readonly #remarks: Remarks;
  readonly #other: ReadOther;

  constructor(remarks: Remarks, other: ReadOther) {
    this.#remarks = remarks;
    this.#other = other;
  }

  paragraphs(): Paragraph[] {
    this.#endParagraph();
    return this.#done;
  }

  content({ children, name }: XmlElement, style: Style): void {
    for (const child of children) {
      if (typeof child !== 'string') this.#element(child, style);
      else if (name === 'pre') this.#add(child, style);
      else this.#add(child.replace(/[ \t\r\n]+/g, ' '), style);
    }
  }

  #add(text: string, style: Style): void {
    if (text !== '') this.#runs.push(style === undefined ? { text } : { text, style });
  }

  #endParagraph(): void {
    if (this.#runs.some(({ text }) => trimmed(text) !== '')) this.#done.push(this.#runs);
    this.#runs = [];
  }

  #element(element: XmlElement, style: Style): void {
    const { name } = element;
    const given = this.#other(element);
    const dropped = DROPPED.get(name);
    if (typeof given === 'string') this.#add(given, style);
    else if (given !== undefined) this.#apart(() => this.#done.push(...given));
    else if (isForCandidates(element)) this.#apart(() => this.content(element, style));
    else if (dropped !== undefined) this.#drop(element, dropped);
    else if (name === 'br') this.#add('\n', undefined);
    else if (name === 'table') this.#table(element, style);
    else if (name === 'ul' || name === 'ol') this.#list(element, style);
    else if (name === 'sup' || name === 'sub') this.#raised(element, style);
    else if (name === 'q') this.#quoted(element, style);
    else if (MEANT.test(name)) this.#plain(element, style);
    else if (name === 'rt') this.#remarks.warn(element, 'A reading aid beside characters (ruby) is left out.');
    else if (!SILENT.test(name)) this.#marked(element, style);
  }

  #marked(element: XmlElement, style: Style): void {
    const { name, attributes } = element;
    if (name === 'a' && attributes.href !== undefined)
      this.#remarks.warn(element, 'The address of a link is left out, its text is kept.');
    const within = style ?? (/^h[1-6]$/.test(name) ? 'strong' : STYLES.get(name));
    if (BLOCKS.test(name)) this.#apart(() => this.content(element, within));
    else this.content(element, within);
  }

  #apart(work: () => void): void {
    this.#endParagraph();
    work();
    this.#endParagraph();
  }

  /** Browsers put the marks around it. */
  #quoted(element: XmlElement, style: Style): void {
    this.#add('“', style);
    this.content(element, style);
    this.#add('”', style);
  }

  #plain(element: XmlElement, style: Style): void {
    this.#remarks.warn(
      element,
      `“${textOf(element).slice(0, 40)}” was underlined, marked or struck out and is plain now.`,
    );
    this.content(element, style);
  }

  #drop(element: XmlElement, what: string): void {
    if (element.name === 'object' && elementsOf(element).some(({ name }) => name !== 'param')) {
      this.#remarks.warn(element, `${what} is left out; what the file shows in its place is kept.`);
      this.#apart(() => this.content(element, undefined));
      return;
    }
    const inside = /^(?:object|infoControl)$/.test(element.name) ? textOf(element) : '';
    const described = trimmed((element.attributes.alt ?? inside).replace(/\s+/g, ' ')).slice(0, 160);
    const said = described === '' ? '' : `; it is described as “${described}”`;
    this.#remarks.warn(element, `${what} is left out${said}.`);
  }

  #list(list: XmlElement, style: Style): void {
    for (const [at, entry] of childrenNamed(list, 'li').entries())
      this.#apart(() => {
        this.#add(list.name === 'ol' ? `${at + 1}. ` : '• ', undefined);
        // A paragraph inside an entry is the entry.
        const [only, ...more] = elementsOf(entry);
        const isWrapped = only?.name === 'p' && more.length === 0 && trimmed(ownText(entry)) === '';
        this.content(isWrapped && only ? only : entry, style);
      });
  }

  #table(table: XmlElement, style: Style): void {
    this.#remarks.warn(table, 'A table is turned into lines, its cells divided by semicolons.');
    const rows = elementsOf(table).flatMap((part) => (part.name === 'tr' ? [part] : childrenNamed(part, 'tr')));
    for (const row of rows)
      this.#apart(() => {
        for (const [at, cell] of elementsOf(row).entries()) {
          if (at > 0) this.#add('; ', undefined);
          this.content(cell, style);
        }
      });
  }

  #raised(element: XmlElement, style: Style): void {
    const text = textOf(element);
    if (!/^\d+$/.test(text)) {
      this.#remarks.warn(element, `“${text.slice(0, 40)}” stood above or below the line and is in it now.`);
      this.content(element, style);
      return;
    }
    const digits = element.name === 'sup' ? RAISED : LOWERED;
    this.#add(
      text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit),
      style,
    );
  }
}

/** Instructions belong to the question when candidates see them. */
const isForCandidates = ({ name, attributes }: XmlElement): boolean =>
  name === 'rubricBlock' && /\bcandidate\b/.test(attributes.view ?? '');

const ownText = ({ children }: XmlElement): string => children.filter((child) => typeof child === 'string').join('');
