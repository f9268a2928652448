import { zstdDecompressSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { workOnCollection } from '#db/anki/collection';
import { type CardToPack, PACKAGE_LIMITS } from '#db/anki/collection-format';
import { makeTurns } from '#db/in-its-turn';
import { fail, ok, type Result } from '#domain/result';
import type { ForeignNote } from '#domain/study/foreign-note';

/** Each holds a package and its collection. */
const inItsTurn = makeTurns(2);

/** Names of a collection inside a package, the newest first: a newer one comes with an older that says only “update Anki”. */
const COLLECTIONS = ['collection.anki21b', 'collection.anki21', 'collection.anki2'] as const;

/** What is wrong with a package, as the end of a sentence about it. */
class PackageError extends Error {}

/** The notes of an Anki package (`.apkg`, `.colpkg`) and how many pictures and sounds came along, or why it is none. */
export async function readPackage(bytes: Uint8Array): Promise<Result<{ notes: ForeignNote[]; media: number }, string>> {
  return inItsTurn(() => readInTurn(bytes));
}

async function readInTurn(bytes: Uint8Array): ReturnType<typeof readPackage> {
  try {
    const { collection, media } = await unpack(bytes);
    const answer = await workOnCollection({ kind: 'read', bytes: collection, mostNotes: PACKAGE_LIMITS.notes });
    if (answer.kind === 'notes') return ok({ notes: answer.notes, media });
    return fail(answer.kind === 'refused' ? answer.sentence : 'cannot be read');
  } catch (error) {
    return fail(error instanceof PackageError ? error.message : 'is damaged');
  }
}

async function unpack(bytes: Uint8Array): Promise<{ collection: Uint8Array; media: number }> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
    autoClose: false,
  }).catch(() => {
    throw new PackageError('is no zip archive, as an Anki package is one');
  });
  if (zip.entryCount > PACKAGE_LIMITS.members) throw new PackageError('holds too many files');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  const name = COLLECTIONS.find((one) => entries.has(one));
  const entry = name && entries.get(name);
  if (!entry) throw new PackageError('holds no collection of Anki');
  const media = [...entries.keys()].filter((one) => /^\d+$/.test(one)).length;
  const raw = await readEntry(zip, entry);
  return { collection: name === 'collection.anki21b' ? unpackZstd(raw) : raw, media };
}

const TOO_LARGE = `unpacks to more than ${PACKAGE_LIMITS.collectionBytes / 2 ** 20} MB, or is a bomb`;

function refuseBomb(unpacked: number, packed: number): void {
  const { collectionBytes, ratio } = PACKAGE_LIMITS;
  if (unpacked > collectionBytes || unpacked > 2 ** 20 + packed * ratio) throw new PackageError(TOO_LARGE);
}

/** Judged from the directory first; the library then refuses bytes beyond what the directory says. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new PackageError('is protected by a password');
  refuseBomb(entry.uncompressedSize, entry.compressedSize);
  const pieces: Uint8Array[] = [];
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function unpackZstd(packed: Uint8Array): Uint8Array {
  try {
    const bytes = zstdDecompressSync(packed, { maxOutputLength: PACKAGE_LIMITS.collectionBytes });
    refuseBomb(bytes.length, packed.length);
    return bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new PackageError(TOO_LARGE);
    throw error;
  }
}

/** An Anki package with these cards, without pictures and without scheduling. Throws when it cannot be made. */
export const writePackage = (cards: readonly CardToPack[], now: number): Promise<Uint8Array> =>
  inItsTurn(async () => {
    const answer = await workOnCollection({ kind: 'write', cards, now });
    if (answer.kind !== 'bytes') throw new Error('the collection could not be written');
    return zipSync({ 'collection.anki2': answer.bytes, media: strToU8('{}') });
  });
