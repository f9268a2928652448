import { type FileReader, type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { NOT_NEEDED } from '#db/releases/not-needed';
import { asText, isSpreadsheet } from '#db/releases/spreadsheet';

/** What became clear of a file from its first 64 KiB. */
export type Recognition =
  | { verdict: 'read'; file: ForeignFile; reader: FileReader }
  | { verdict: 'not-needed'; file: ForeignFile; why: string }
  | { verdict: 'not-recognised'; file: ForeignFile };

const HEAD_BYTES = 65_536;
const HEAD_ROWS = 20;

/**
 * Says by its content, never by its name, what a file is. Throws `ForeignFileError` when it cannot be unpacked, or when
 * two readers take it for theirs, which is a defect of the readers and must not be decided by their order.
 */
export async function recognise(file: ForeignFile, readers: readonly FileReader[]): Promise<Recognition> {
  const head = await headOf(file);
  if (isSpreadsheet(head)) return recogniseSpreadsheet(file, readers);
  const [reader, other] = readers.filter((candidate) => candidate.recognises(head));
  if (reader && other)
    throw new ForeignFileError(file.name, `could be read as ${reader.title} and as ${other.title}: please report this`);
  if (reader) return { verdict: 'read', file, reader };
  const known = NOT_NEEDED.find((candidate) => candidate.recognises(head));
  return known ? { verdict: 'not-needed', file, why: known.what } : { verdict: 'not-recognised', file };
}

/** Most spreadsheets repeat a text file that lies beside them; a few are all there is. */
async function recogniseSpreadsheet(file: ForeignFile, readers: readonly FileReader[]): Promise<Recognition> {
  const head = await headOf(asText(file, HEAD_ROWS));
  const reader = readers.find((candidate) => candidate.recognises(head));
  if (reader) return { verdict: 'read', file: asText(file), reader };
  return { verdict: 'not-needed', file, why: 'a spreadsheet that repeats a text file' };
}

async function headOf(file: ForeignFile): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let head = '';
  let size = 0;
  for await (const chunk of file.chunks()) {
    head += decoder.decode(chunk.subarray(0, HEAD_BYTES - size), { stream: true });
    size += chunk.length;
    if (size >= HEAD_BYTES) break;
  }
  return head;
}
