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
  const parser = makeParser(file, handlers);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new ForeignFileError(file.name, 'is not text in UTF-8 here', parser.line());
    }
  };
  for await (const chunk of file.chunks()) {
    const text = decode(chunk);
    for (let from = 0; from < text.length; from += PIECE) parser.write(text.slice(from, from + PIECE));
  }
  parser.write(decode());
  parser.end();
}

function makeParser(file: ForeignFile, handlers: XmlHandlers) {
  const saxes = new SaxesParser();
  const path: string[] = [];
  const texts: string[] = [];
  let span = 0;
  const refuse = (why: string): never => {
    throw new ForeignFileError(file.name, why, saxes.line);
  };
  const saySo = () => {
    span = 0;
  };
  saxes.on('error', (error) => refuse(`is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`));
  saxes.on('doctype', () => refuse('has a document type declaration, which no official file has'));
  saxes.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^(?:utf-8|us-ascii)$/i.test(encoding)) refuse('says it is not in UTF-8');
  });
  saxes.on('comment', saySo);
  saxes.on('opentag', ({ name, attributes }) => {
    span = 0;
    if (path.length >= DEEPEST) refuse('nests elements deeper than any official file');
    handlers.open?.(name, attributes, path, saxes.line);
    path.push(name);
    texts.push('');
  });
  const addText = (more: string) => {
    span = 0;
    if (texts.length > 0) texts.push(texts.pop() + more);
    if ((texts.at(-1)?.length ?? 0) > LONGEST_SPAN) refuse('has a text too long to be real');
  };
  saxes.on('text', addText);
  saxes.on('cdata', addText);
  saxes.on('closetag', ({ name }) => {
    span = 0;
    path.pop();
    handlers.close?.(name, (texts.pop() ?? '').replace(/\s+/g, ' ').trim(), path, saxes.line);
  });
  return {
    line: () => saxes.line,
    write(piece: string) {
      span += piece.length;
      saxes.write(piece);
      if (span > LONGEST_SPAN) refuse('has a text or tag too long to be real');
    },
    end: () => void saxes.close(),
  };
}
