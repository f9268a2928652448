import { createHash } from 'node:crypto';
import { checkContent } from '#db/releases/check-content';
import { type FileReader, type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import type { ReleaseContent, ReleaseIdentity } from '#db/releases/release-content';

/** Raised whenever a reader makes other rows of the same file, so that installing it again does something. */
const READER_VERSION = 1;

/** A file with the reader that knows it and the sum of its unpacked bytes. */
export interface HashedFile {
  file: ForeignFile;
  reader: FileReader;
  hash: string;
  stated: StatedIdentity;
}

/**
 * The sum that says whether a file is installed already: of its bytes, what was stated about it, and whose it is.
 * Reading all of it also shows damage before anything is parsed.
 */
export async function hashFile(
  file: ForeignFile,
  { label = '', effectiveFrom = '' }: StatedIdentity,
  organisationId = '',
): Promise<string> {
  const about = [`readers ${READER_VERSION}`, label, effectiveFrom, organisationId].join(' · ');
  const hash = createHash('sha256').update(`${about}\n`);
  for await (const chunk of file.chunks()) hash.update(chunk);
  return hash.digest('hex');
}

/** What a file brings, checked. Throws `ForeignFileError`. */
export async function readReleases({ file, reader, hash, stated }: HashedFile): Promise<ReleaseContent[]> {
  const contents = await reader.read(file, stated);
  for (const content of contents) checkContent(content, file.name);
  return contents.map((content) => ({ ...content, contentHash: hash, fileName: file.name }));
}

type Identity = Pick<ReleaseIdentity, 'kind' | 'system' | 'label' | 'effectiveFrom' | 'source' | 'organisationId'>;

/** Two releases with the same words here are one and the same to whoever uses them. */
const identityOf = ({ kind, system, label, effectiveFrom, source, organisationId = '' }: Identity) =>
  [kind, system, label, effectiveFrom, source, organisationId].join(' ');

/**
 * Leaves one release of each identity: what was worked out gives way to the agency's own file, in the catalog
 * (`installed`) or among the files read together. Throws `ForeignFileError` when two of the same standing contradict.
 */
export function settle(contents: readonly ReleaseContent[], installed: readonly (Identity & { isDerived: boolean })[]) {
  const own = new Set(installed.filter(({ isDerived }) => !isDerived).map(identityOf));
  const settled = new Map<string, ReleaseContent>();
  const passedOver: ReleaseContent[] = [];
  for (const content of contents.toSorted((one, other) => Number(!!one.isDerived) - Number(!!other.isDerived))) {
    const identity = identityOf(content);
    const before = settled.get(identity);
    const isOutdone = content.isDerived && (own.has(identity) || (before && !before.isDerived));
    if (isOutdone) passedOver.push(content);
    else if (before) refuseSecond(before, content);
    else settled.set(identity, content);
  }
  return { settled: [...settled.values()], passedOver };
}

function refuseSecond(before: ReleaseContent, content: ReleaseContent): void {
  if (before.contentHash === content.contentHash) return;
  const what = `${content.system} ${content.label} (${content.kind}, from ${content.effectiveFrom})`;
  throw new ForeignFileError(content.fileName ?? '', `is ${what}, and so is ${before.fileName}: install one of them`);
}
