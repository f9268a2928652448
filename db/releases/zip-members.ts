import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { FOREIGN_LIMITS, refuseBomb } from '#db/releases/foreign-limits';

/** Opens the archive anew: nothing is held open between two readings. */
type Open = () => Promise<ZipFile>;

/** A spreadsheet is a zip archive too; it is one file to whoever reads it. */
const WORKBOOK_PART = '[Content_Types].xml';

/** Names that could mean a place outside the archive or hide what they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a name is what is looked for
const ODD_NAME = /[\u0000-\u001f\u007f]|^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/;

/**
 * The files of a zip archive on disk, in the order of its directory; nested archives are opened one level deep. Sizes,
 * names and encryption are judged from the directory before anything is unpacked, sizes and checksums again while it
 * is. Undefined when the archive is a spreadsheet. Throws `ForeignFileError` for everything odd.
 */
export async function zipMembers(path: string, name: string): Promise<ForeignFile[] | undefined> {
  const files = await membersOf(() => openPromise(path, { autoClose: false }), name);
  if (!files) return undefined;
  return (await Promise.all(files.map(openInnerArchive))).flat();
}

async function openInnerArchive(file: ForeignFile): Promise<ForeignFile[]> {
  if (!/\.zip$/i.test(file.name)) return [file];
  const inner = await membersOf(async () => fromBufferPromise(await wholeBytes(file)), file.name);
  return inner ?? [file];
}

async function wholeBytes(file: ForeignFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of file.chunks()) {
    size += piece.length;
    if (size > FOREIGN_LIMITS.innerArchiveBytes)
      throw new ForeignFileError(file.name, 'is an archive within an archive, and too large for one');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The parts of a spreadsheet, within the same bounds as the files of any archive. */
export async function workbookParts(file: ForeignFile): Promise<ForeignFile[]> {
  const bytes = await wholeBytes(file);
  const open = () => fromBufferPromise(bytes, { autoClose: false });
  return (await checkedEntries(open, file.name)).map((entry) => memberFile(open, entry, nameOf(file.name, entry)));
}

async function membersOf(open: Open, name: string): Promise<ForeignFile[] | undefined> {
  const entries = await checkedEntries(open, name);
  if (entries.some(({ fileName }) => fileName === WORKBOOK_PART)) return undefined;
  return entries.map((entry) => memberFile(open, entry, nameOf(name, entry)));
}

const nameOf = (archive: string, { fileName }: Entry) => `${archive} › ${fileName.split('/').at(-1)}`;

const checkedEntries = (open: Open, name: string): Promise<Entry[]> =>
  inZip(open, name, async (zip) => {
    const found = await entriesOf(zip, name);
    refuseArchive(found, name, zip.fileSize);
    return found;
  });

async function entriesOf(zip: ZipFile, name: string): Promise<Entry[]> {
  if (zip.entryCount > FOREIGN_LIMITS.files) throw new ForeignFileError(name, 'holds too many files to be a release');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
  return entries;
}

function refuseArchive(entries: readonly Entry[], name: string, packed: number): void {
  for (const { fileName, uncompressedSize, compressedSize } of entries) {
    if (ODD_NAME.test(fileName) || fileName.length > FOREIGN_LIMITS.nameLength)
      throw new ForeignFileError(name, 'holds a file whose name leads out of the archive or is no name');
    refuseBomb(`${name} › ${fileName}`, uncompressedSize, compressedSize, FOREIGN_LIMITS.fileBytes);
  }
  // Members may share the same packed bytes, so that each alone looks harmless.
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  refuseBomb(name, unpacked, packed, FOREIGN_LIMITS.archiveBytes);
}

function memberFile(open: Open, entry: Entry, name: string): ForeignFile {
  return {
    name,
    async *chunks() {
      if (entry.isEncrypted()) throw new ForeignFileError(name, 'is protected by a password');
      if (!entry.canDecodeFileData()) throw new ForeignFileError(name, 'is packed in a way that cannot be read');
      const zip = await open().catch((error) => refuseDamage(name, error));
      try {
        yield* checkedBytes(zip, entry);
      } catch (error) {
        refuseDamage(name, error);
      } finally {
        zip.close();
      }
    },
  };
}

/** The unpacked bytes. The library compares their number with the directory, this their checksum. */
async function* checkedBytes(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  let sum = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error('its checksum does not agree');
}

async function inZip<Value>(open: Open, name: string, work: (zip: ZipFile) => Promise<Value>): Promise<Value> {
  let zip: ZipFile | undefined;
  try {
    zip = await open();
    return await work(zip);
  } catch (error) {
    return refuseDamage(name, error);
  } finally {
    zip?.close();
  }
}

function refuseDamage(name: string, error: unknown): never {
  if (error instanceof ForeignFileError) throw error;
  throw new ForeignFileError(name, `is a damaged zip archive: ${error instanceof Error ? error.message : error}`);
}
