import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { isBusy } from '#db/local-client';
import { type InstalledRelease, listReleases } from '#db/queries/releases';
import { type Licence, storeLicence, underLicence } from '#db/releases/cpt/licence';
import { type FileReader, type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { withEarlierTitles } from '#db/releases/icd10cm/earlier-titles';
import type { OnProgress } from '#db/releases/install-progress';
import { type HashedFile, hashFile, readReleases, settle } from '#db/releases/read-releases';
import { READERS } from '#db/releases/readers';
import { type Recognition, recognise } from '#db/releases/recognise';
import type { ReleaseContent, ReleaseIdentity } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import type { Instant } from '#domain/time';

export interface InstallOptions {
  now: Instant;
  stated?: StatedIdentity;
  licence?: Partial<Licence>;
  readers?: readonly FileReader[];
}

/** A release that was written, without its rows. */
export interface WrittenRelease extends ReleaseIdentity {
  rows: number;
}

/** What an install did: the releases it wrote, and the names of the other files. */
export interface InstallReport {
  installed: WrittenRelease[];
  /** The very same content is installed. */
  unchanged: string[];
  /** With the reason: "… is not needed: it is a document". */
  notNeeded: { file: string; why: string }[];
  notRecognised: string[];
}

/**
 * Installs the official files among `files`: says what each is, reads and checks all of them, then writes all of them in
 * one transaction, so that nothing is ever half done. Files that are installed already are not read again. Throws
 * `ForeignFileError` when one of them is damaged, hostile or contradicts itself or another, or when none is an official
 * file; the catalog is then as it was.
 */
export async function installFiles(
  catalogDb: Db,
  files: readonly ForeignFile[],
  options: InstallOptions,
  onProgress: OnProgress = () => {},
): Promise<InstallReport> {
  const { toRead, notNeeded, notRecognised } = await recogniseAll(files, options.readers ?? READERS);
  const before = await listReleases(catalogDb, 'everybody');
  const { fresh, unchanged } = await leaveOutInstalled(toRead, before, options, onProgress);
  const { waiting, outdone } = await readAll(catalogDb, fresh, before, options, onProgress);
  const installed = await writeAll(catalogDb, waiting, options, onProgress);
  return { installed, unchanged, notNeeded: [...notNeeded, ...outdone], notRecognised };
}

/** Reads and checks all of them: `waiting` is what is to be written, and all that holds their rows. */
async function readAll(
  catalogDb: Db,
  fresh: readonly HashedFile[],
  before: readonly InstalledRelease[],
  options: InstallOptions,
  onProgress: OnProgress,
) {
  const contents: ReleaseContent[] = [];
  for (const [at, hashed] of fresh.entries()) {
    onProgress({ phase: 'reading', file: hashed.file.name, done: at, total: fresh.length });
    contents.push(...underLicence(await readReleases(hashed), options.licence));
  }
  const { settled, passedOver } = settle(contents, before);
  return {
    waiting: await withEarlierTitles(catalogDb, settled),
    outdone: passedOver.map(({ fileName = '' }) => ({ file: fileName, why: 'worked out; the agency’s own is here' })),
  };
}

function withoutRows({
  codes,
  sections,
  notes,
  pcsValues,
  pcsRows,
  modifiers,
  indexTerms,
  definitions,
  conversions,
  listedFacts,
  descriptors,
  ...identity
}: ReleaseContent): WrittenRelease {
  const lists = [codes, sections, notes, pcsValues, pcsRows, modifiers, indexTerms, definitions];
  const rows = [...lists, conversions, listedFacts, descriptors].reduce((sum, list) => sum + list.length, 0);
  return { ...identity, rows };
}

async function recogniseAll(files: readonly ForeignFile[], readers: readonly FileReader[]) {
  const all: Recognition[] = [];
  for (const file of files) all.push(await recognise(file, readers));
  const toRead = all.filter((one) => one.verdict === 'read');
  if (toRead.length === 0) throw nothingFor(files, all);
  const notNeeded = all.flatMap((one) => (one.verdict === 'not-needed' ? [{ file: one.file.name, why: one.why }] : []));
  const notRecognised = all.filter(({ verdict }) => verdict === 'not-recognised').map(({ file }) => file.name);
  return { toRead, notNeeded, notRecognised };
}

function nothingFor([first, ...more]: readonly ForeignFile[], [said]: readonly Recognition[]): ForeignFileError {
  if (first === undefined) return new ForeignFileError('The folder or archive', 'holds no file');
  if (more.length > 0)
    return new ForeignFileError(first.name, `is no official file we know, and neither are the ${more.length} others`);
  const why = said?.verdict === 'not-needed' ? `is not needed: it is ${said.why}` : 'is no official file we know';
  return new ForeignFileError(first.name, why);
}

async function leaveOutInstalled(
  toRead: readonly { file: ForeignFile; reader: FileReader }[],
  installed: readonly InstalledRelease[],
  options: InstallOptions,
  onProgress: OnProgress,
) {
  const known = new Set(installed.map(({ contentHash }) => contentHash));
  const fresh = new Map<string, HashedFile>();
  const unchanged: string[] = [];
  for (const [at, { file, reader }] of toRead.entries()) {
    onProgress({ phase: 'reading', file: file.name, done: at, total: toRead.length, message: 'Comparing' });
    const stated = statedOf(reader, options);
    const hash = await hashFile(file, stated, reader.system === 'cpt' ? options.licence?.organisationId : undefined);
    if (known.has(hash) || fresh.has(hash)) unchanged.push(file.name);
    else fresh.set(hash, { file, reader, hash, stated });
  }
  return { fresh: [...fresh.values()], unchanged };
}

/** Licensed files name no year; their licence does. */
const statedOf = ({ system }: FileReader, { stated, licence }: InstallOptions): StatedIdentity =>
  system === 'cpt' && licence?.year ? { label: String(licence.year), ...stated } : { ...stated };

/** Writes all of `waiting` or nothing, and empties it on the way: by then the memory is wanted elsewhere. */
async function writeAll(
  catalogDb: Db,
  waiting: ReleaseContent[],
  { now, licence }: InstallOptions,
  onProgress: OnProgress,
): Promise<WrittenRelease[]> {
  const written: WrittenRelease[] = [];
  const total = waiting.length;
  if (total === 0) return written;
  try {
    await catalogDb.transaction(async (tx) => {
      for (let content = waiting.shift(); content; content = waiting.shift()) {
        onProgress({ phase: 'writing', file: content.fileName, done: written.length, total });
        await storeRelease(tx, content, now);
        written.push(withoutRows(content));
      }
      // Complete, else underLicence had refused.
      if (written.some(({ source }) => source === 'licensed')) await storeLicence(tx, licence as Licence, now);
    });
  } catch (error) {
    if (isBusy(error)) throw new CatalogBusyError();
    if (isNoRoom(error)) throw new ForeignFileError('The catalog', 'has no room left on its disk');
    throw error;
  }
  await tidyUp(catalogDb);
  return written;
}

/** Lets the database know its new sizes. What was installed is installed, whether this finds room and the catalog free or not. */
async function tidyUp(catalogDb: Db): Promise<void> {
  try {
    await catalogDb.run(sql`pragma analysis_limit = 1000`);
    await catalogDb.run(sql`analyze`);
  } catch (error) {
    if (!isBusy(error) && !isNoRoom(error)) throw error;
  }
}

function isNoRoom(error: unknown): boolean {
  for (let at = error as { code?: string; cause?: unknown } | undefined; at; at = at.cause as typeof at)
    if (at.code?.startsWith('SQLITE_FULL')) return true;
  return false;
}

/** Another process is writing to the catalog; nothing was changed. */
export class CatalogBusyError extends Error {
  constructor() {
    super('Another install is writing to the catalog. Nothing was changed; try again when it is done.');
  }
}
