import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { XML_LIMITS } from '#db/exchange/qti/xml-tree';

/** How much of a content package is believed. Pictures and films in it are never unpacked. */
export const PACKAGE_LIMITS = {
  /** Bytes of the file as it is handed in. */
  bytes: 64 * 2 ** 20,
  files: 20_000,
  /** Unpacked bytes of everything that is read. */
  readBytes: 64 * 2 ** 20,
  /** Unpacked bytes per packed byte, counted beyond the first megabyte of a file. */
  ratio: 100,
} as const;

/** Why a package is not read, as a sentence. */
export class PackageError extends Error {}

/** Names that could mean a place outside the package or hide what they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a control character in a name is what is looked for
const ODD_NAME = /[\u0000-\u001f\u007f]|^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/;

/** A content package that is open. Close it when done. */
export interface PackageFiles {
  names: readonly string[];
  /** The unpacked file; undefined when there is none of this name. Throws `PackageError`. */
  read(name: string): Promise<Uint8Array | undefined>;
  close(): void;
}

/** Whether these are the first bytes of a zip archive. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 0x09;

/** Opens a package. Throws `PackageError` for what is damaged or odd; names are judged before anything is unpacked. */
export async function openPackage(bytes: Uint8Array): Promise<PackageFiles> {
  const zip = await open(bytes);
  try {
    const entries = await entriesOf(zip);
    let unpacked = 0;
    return {
      names: [...entries.keys()],
      close: () => zip.close(),
      read: async (name) => {
        const entry = entries.get(name);
        if (!entry) return undefined;
        unpacked += entry.uncompressedSize;
        refuseBomb(entry, unpacked);
        return unpack(zip, entry);
      },
    };
  } catch (error) {
    zip.close();
    throw damaged(error);
  }
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return await fromBufferPromise(buffer, { autoClose: false });
  } catch (error) {
    throw damaged(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > PACKAGE_LIMITS.files) throw new PackageError('The package holds too many files.');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    if (ODD_NAME.test(entry.fileName))
      throw new PackageError('The package holds a file whose name leads out of it or is no name.');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function refuseBomb({ fileName, uncompressedSize, compressedSize }: Entry, unpacked: number): void {
  const isBomb = uncompressedSize > 2 ** 20 + compressedSize * PACKAGE_LIMITS.ratio;
  if (isBomb || uncompressedSize > XML_LIMITS.bytes)
    throw new PackageError(`The file ${fileName} of the package unpacks to more than a file of questions can have.`);
  if (unpacked > PACKAGE_LIMITS.readBytes)
    throw new PackageError(`The package unpacks to more than ${PACKAGE_LIMITS.readBytes / 2 ** 20} MB of XML.`);
}

/** The library compares the number of bytes with the directory, this their checksum. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new PackageError('The package is protected by a password.');
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    if (crc32(bytes) !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} does not agree`);
    return bytes;
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (error: unknown): PackageError =>
  error instanceof PackageError
    ? error
    : new PackageError(`The package is a damaged zip archive: ${error instanceof Error ? error.message : error}.`);
