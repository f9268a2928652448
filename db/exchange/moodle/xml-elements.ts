import { SaxesParser } from 'saxes';
import { ITEM_LIMITS } from '#db/exchange/item-limits';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  /** Of its start tag, from 1. */
  line: number;
  /** Its own text, without that of elements inside it. */
  text: string;
  children: XmlElement[];
}

/** Why an XML file is read no further, and in which line. */
export class XmlProblem extends Error {
  readonly line: number;

  constructor(why: string, line: number) {
    super(why);
    this.line = line;
  }
}

/** What the parser is given at once, so that a problem near the start is found before the end is looked at. */
const PIECE = 65_536;
/** What people who edit such a file by hand forget; the parser often notices it lines later. */
const COMMON_CAUSE = 'Often an & before it is the cause: it is written &amp;.';
/** Contents of pictures and films, in Base64: counted, never kept. */
const NOT_KEPT = new Set(['file', 'image_base64']);

/**
 * Hands over each element right below the root, whole, in turn: of a long file one question is kept at a time. Answers
 * the name of the root. Throws `XmlProblem` for whatever is not well-formed, and for a document type: with it every
 * entity is refused that could name another file or grow without end.
 */
export function readElements(xml: string, take: (element: XmlElement) => void): string {
  const saxes = new SaxesParser();
  const elements = new OpenElements(take);
  const refuse = (why: string): never => {
    throw new XmlProblem(why, saxes.line);
  };
  saxes.on('error', ({ message }) =>
    refuse(`The file is not well-formed XML: ${message.replace(/^[\d:]+ /, '')}. ${COMMON_CAUSE}`),
  );
  saxes.on('doctype', () => refuse('The file has a document type declaration. Moodle writes none; take it out.'));
  saxes.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-(?:8|16)$/i.test(encoding))
      refuse(`The file says it is in ${encoding.slice(0, 40)}; only UTF-8 is read.`);
  });
  saxes.on('opentag', ({ name, attributes }) => elements.open(name, attributes, saxes.line));
  saxes.on('text', (text) => elements.add(text));
  saxes.on('cdata', (text) => elements.add(text));
  saxes.on('closetag', () => elements.close());
  for (let from = 0; from < xml.length; from += PIECE) saxes.write(xml.slice(from, from + PIECE));
  saxes.close();
  return elements.root;
}

/** The elements that are open, the root first; what is whole right below the root is handed over and forgotten. */
class OpenElements {
  readonly #open: XmlElement[] = [];
  readonly #take: (element: XmlElement) => void;
  root = '';

  constructor(take: (element: XmlElement) => void) {
    this.#take = take;
  }

  open(name: string, attributes: Record<string, string>, line: number): void {
    if (this.#open.length > ITEM_LIMITS.depth) throw new XmlProblem('The file nests its elements too deeply.', line);
    if (this.#open.length === 0) this.root = name;
    const element = { name, attributes, line, text: '', children: [] };
    if (this.#open.length > 1) this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  add(text: string): void {
    const element = this.#open.at(-1);
    if (element && this.#open.length > 1 && !NOT_KEPT.has(element.name)) element.text += text;
  }

  close(): void {
    const element = this.#open.pop();
    if (element && this.#open.length === 1) this.#take(element);
  }
}

/** The first child of a name. */
export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);
