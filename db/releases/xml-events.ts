import { SaxesParser } from 'saxes';
import { type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';

/** What a reader wants to hear of. `path`: names of the elements around this one, outermost first, itself excluded. */
export interface XmlHandlers {
  open?(name: string, attributes: Record<string, string>, path: readonly string[], line: number): void;
  /** `text`: the element's own text without that of elements inside it, runs of white space as one blank. */
  close?(name: string, text: string, path: readonly string[], line: number): void;
}

/** The official files are at most 12 deep. */
const DEEPEST = 64;
/** Characters between two events: the longest text, comment or attribute list of an official file has a few thousand. */
const LONGEST_SPAN = 1_000_000;
/** Pieces that the parser is given at once, so that a file that comes in one piece is bounded all the same. */
const PIECE = 65_536;

/**
 * Reads an XML file as a stream: memory does not grow with its length. A document type (and with it every entity that
 * could name another file or grow without end) is refused before anything of it is looked at. Throws `ForeignFileError`
 * with the line for anything that is not well-formed, and passes on what the handlers throw.
 */
export async function readXml(file: ForeignFile, handlers: XmlHandlers): Promise<void> {
  const reading = new XmlReading(file, handlers);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      return reading.refuse('is not text in UTF-8 here');
    }
  };
  for await (const chunk of file.chunks()) reading.write(decode(chunk));
  reading.write(decode());
  reading.end();
}

/** A parser with the elements that are open at the moment and the bounds of what it takes. */
class XmlReading {
  readonly #saxes = new SaxesParser();
  readonly #file: ForeignFile;
  readonly #handlers: XmlHandlers;
  readonly #path: string[] = [];
  readonly #texts: string[] = [];
  /** Characters since something was heard. */
  #span = 0;

  constructor(file: ForeignFile, handlers: XmlHandlers) {
    this.#file = file;
    this.#handlers = handlers;
    this.#saxes.on('error', ({ message }) =>
      this.refuse(`is not well-formed XML: ${message.replace(/^\d+:\d+: /, '')}`),
    );
    this.#saxes.on('doctype', () => this.refuse('has a document type declaration, which no official file has'));
    this.#saxes.on('xmldecl', ({ encoding = 'utf-8' }) => {
      if (!/^(?:utf-8|us-ascii)$/i.test(encoding)) this.refuse('says it is not in UTF-8');
    });
    this.#saxes.on('comment', () => {
      this.#span = 0;
    });
    this.#saxes.on('opentag', ({ name, attributes }) => this.#open(name, attributes));
    this.#saxes.on('text', (text) => this.#add(text));
    this.#saxes.on('cdata', (text) => this.#add(text));
    this.#saxes.on('closetag', ({ name }) => this.#close(name));
  }

  #open(name: string, attributes: Record<string, string>): void {
    this.#span = 0;
    if (this.#path.length >= DEEPEST) this.refuse('nests elements deeper than any official file');
    this.#handlers.open?.(name, attributes, this.#path, this.#saxes.line);
    this.#path.push(name);
    this.#texts.push('');
  }

  #add(more: string): void {
    this.#span = 0;
    const text = (this.#texts.pop() ?? '') + more;
    if (text.length > LONGEST_SPAN) this.refuse('has a text too long to be real');
    if (this.#path.length > 0) this.#texts.push(text);
  }

  #close(name: string): void {
    this.#span = 0;
    this.#path.pop();
    const text = (this.#texts.pop() ?? '').replace(/\s+/g, ' ').trim();
    this.#handlers.close?.(name, text, this.#path, this.#saxes.line);
  }

  /** Throws with the line that is being read. */
  refuse(why: string): never {
    throw new ForeignFileError(this.#file.name, why, this.#saxes.line);
  }

  write(text: string): void {
    for (let from = 0; from < text.length; from += PIECE) {
      const piece = text.slice(from, from + PIECE);
      this.#span += piece.length;
      this.#saxes.write(piece);
      if (this.#span > LONGEST_SPAN) this.refuse('has a text or tag too long to be real');
    }
  }

  end(): void {
    this.#saxes.close();
  }
}
