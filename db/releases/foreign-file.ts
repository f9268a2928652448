import type { ReleaseContent } from '#db/releases/release-content';
import type { ReleaseKind } from '#db/schema/codes';
import type { CodeSystem } from '#domain/codeset/code';

/** A file somebody else made, as it lies in a folder or archive, unpacked while it is read. */
export interface ForeignFile {
  /** For people: `icd10cm-2026.zip › icd10cm-order-2026.txt`. Never a path of the machine. */
  name: string;
  /** The unpacked bytes in order; every call begins anew. Throws `ForeignFileError` on damage or past a limit. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Why a file was not taken: one plain sentence, with the line where there is one. Nothing was changed. */
export class ForeignFileError extends Error {
  readonly file: string;
  readonly why: string;
  readonly line: number | undefined;
  constructor(file: string, why: string, line?: number) {
    super(line === undefined ? `${file}: ${why}` : `${file}:${line}: ${why}`);
    this.file = file;
    this.why = why;
    this.line = line;
  }
}

/** What a person said about a file whose content cannot say it (the year of an order file newer than we know). */
export interface StatedIdentity {
  label?: string;
  effectiveFrom?: string;
}

/**
 * Reads one kind of official file. `recognises` judges by the first 64 KiB of text, never by the name. `read` answers
 * what the file brings, with its label and first day taken from the content; `contentHash` and `fileName` are filled in
 * by the installer. Throws `ForeignFileError` on the first thing that is wrong.
 */
export interface FileReader {
  kind: ReleaseKind;
  system: CodeSystem;
  /** For people: "ICD-10-CM order file". */
  title: string;
  recognises(head: string): boolean;
  read(file: ForeignFile, stated: StatedIdentity): Promise<ReleaseContent[]>;
}

/** No official file has a line near this; a longer one is an attack or damage. */
export const LONGEST_LINE = 1_000_000;

/** A line of a text file, without its end. */
export interface ForeignLine {
  text: string;
  /** From 1. */
  number: number;
}

/** What decoding leaves of bytes that are no UTF-8, and every control character but the tab: no official file has them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a line is what is looked for
const DAMAGE = /[\uFFFD\u0000-\u0008\u000A-\u001F\u007F]/;

/** Lines of an agency's text file. Plain text has no checksum: a line with bytes that are no text refuses the file. */
export async function* linesOf(file: ForeignFile): AsyncGenerator<ForeignLine> {
  for await (const line of looseLinesOf(file)) {
    if (DAMAGE.test(line.text))
      throw new ForeignFileError(file.name, 'the line holds bytes that are no text', line.number);
    yield line;
  }
}

/** Lines as they come, for files of which only the codes are sure to be in UTF-8: licensed ones may be in an older set of characters. */
export async function* looseLinesOf(file: ForeignFile): AsyncGenerator<ForeignLine> {
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let rest = '';
  let number = 0;
  for await (const chunk of file.chunks()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield { text: line.replace(/\r$/, ''), number: ++number };
    if (rest.length > LONGEST_LINE)
      throw new ForeignFileError(file.name, 'the line is too long to be real', number + 1);
  }
  rest += decoder.decode();
  if (rest !== '') yield { text: rest.replace(/\r$/, ''), number: ++number };
}
