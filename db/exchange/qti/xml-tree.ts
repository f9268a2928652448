import { SaxesParser } from 'saxes';

/** An element of a QTI file, its names as QTI 2 writes them: `qti-choice-interaction` of QTI 3 is `choiceInteraction`. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
  /** From 1: where its tag begins. */
  line: number;
  /** Its name was written as QTI 3 writes names of its own; what an attribute means when it is left out hangs on that. */
  isOfQti3?: true;
}

/** How much of one file is believed. An item has a few kilobytes and is some ten elements deep. */
export const XML_LIMITS = { bytes: 4 * 2 ** 20, depth: 64, elements: 200_000 } as const;

/** Why a file is not read, as a sentence about it, and where. */
export class XmlError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Namespace prefixes say nothing here: no two vocabularies in items share a name. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const camel = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const attributeName = (name: string): string => (/^(?:data-|aria-|xml)/.test(name) ? name : camel(localName(name)));

/**
 * Reads a small XML file whole. Document types are refused before anything of them is looked at, so that no entity is
 * ever expanded; size, depth and number of elements are bounded. Throws `XmlError` for everything else than well-formed
 * XML in UTF-8.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > XML_LIMITS.bytes)
    throw new XmlError(`The file has more than ${XML_LIMITS.bytes / 2 ** 20} MB, too much for XML of this kind.`, 1);
  return new TreeReading().read(decoded(bytes));
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlError('The file is not text in UTF-8. Save it as UTF-8 and try again.', firstBadLine(bytes));
  }
}

/** The line with the first byte that is no UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    if (new TextDecoder().decode(bytes.subarray(from, at)).includes('\uFFFD')) return line;
    from = at + 1;
    line += 1;
  }
  return line;
}

class TreeReading {
  readonly #saxes = new SaxesParser();
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #elements = 0;
  #tagLine = 1;

  constructor() {
    const saxes = this.#saxes;
    saxes.on('error', ({ message }) => this.#refuse(`This is not well-formed XML: ${saidOf(message)}.`));
    saxes.on('doctype', () => this.#refuse('The file has a document type declaration, which is not taken.'));
    saxes.on('xmldecl', ({ encoding = 'utf-8' }) => {
      if (!/^(?:utf-8|us-ascii)$/i.test(encoding))
        this.#refuse('The file says it is in another encoding than UTF-8. Save it as UTF-8 and try again.');
    });
    saxes.on('opentagstart', () => {
      this.#tagLine = saxes.line;
    });
    saxes.on('opentag', ({ name, attributes }) => this.#begin(name, attributes));
    saxes.on('text', (text) => this.#open.at(-1)?.children.push(text));
    saxes.on('cdata', (text) => this.#open.at(-1)?.children.push(text));
    saxes.on('closetag', () => this.#open.pop());
  }

  read(text: string): XmlElement {
    this.#saxes.write(text).close();
    if (!this.#root) throw new XmlError('The file holds no XML.', 1);
    return this.#root;
  }

  #begin(name: string, attributes: Record<string, string>): void {
    this.#elements += 1;
    if (this.#elements > XML_LIMITS.elements) this.#refuse('The file has too many elements to be real.');
    if (this.#open.length >= XML_LIMITS.depth) this.#refuse('Elements are nested too deep to be real.');
    const named = Object.entries(attributes).map(([key, value]) => [attributeName(key), value] as const);
    const element: XmlElement = {
      name: camel(localName(name).replace(/^qti-/, '')),
      attributes: Object.fromEntries(named),
      children: [],
      line: this.#tagLine,
      ...(localName(name).startsWith('qti-') && { isOfQti3: true as const }),
    };
    this.#open.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  #refuse(sentence: string): never {
    throw new XmlError(sentence, this.#saxes.line);
  }
}

/** What the parser says, without the position before it and the full stop after it. */
const saidOf = (message: string): string => message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');

export const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string');

export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name);

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  elementsOf(element).find((child) => child.name === name);

/** Everything in it with one of these names, in the order of the file; nothing inside what is found. */
export const allNamed = (element: XmlElement, names: ReadonlySet<string>): XmlElement[] =>
  elementsOf(element).flatMap((child) => (names.has(child.name) ? [child] : allNamed(child, names)));

/** Its text with that of everything in it, as it is written. */
export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** White space of XML at the ends taken away; other blanks belong to a text. */
export const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
