import { join } from 'node:path';
import { catalogFolder } from '#db/catalog-folder';
import type { OnProgress } from '#db/releases/install-progress';
import { type DownloadOptions, download } from '#db/releases/online/download';
import { DownloadError, UnreachableError } from '#db/releases/online/download-errors';
import { ONLINE_FILES, type OnlineFile } from '#db/releases/online/manifest';
import { isOfficial } from '#db/releases/online/request';

export interface DownloadReport {
  paths: string[];
  /** Files that were not taken, each with a sentence why. The others are fit to be installed. */
  refused: string[];
  /** Files without a known sum, taken because they were asked for by name; with the sum they have. */
  unverified: string[];
}

/** Downloads are kept beside the catalog, also half of one. */
export const downloadFolder = (env: NodeJS.ProcessEnv): string => join(catalogFolder(env), 'downloads');

/**
 * Downloads files one after the other and verifies each. One that the agency has replaced or withdrawn is refused and
 * the others go on, as they do when one of several servers is away. Throws `UnreachableError` when none of the files can
 * be had for want of a connection; what came of them is kept, and the next time it goes on from there.
 */
export async function downloadAll(
  files: readonly OnlineFile[],
  options: DownloadOptions,
  onProgress: OnProgress = () => {},
): Promise<DownloadReport> {
  const report: DownloadReport = { paths: [], refused: [], unverified: [] };
  const away = new Map<string, UnreachableError>();
  for (const file of files) {
    const { host } = new URL(file.url);
    try {
      const gone = away.get(host);
      if (gone) throw gone;
      const { path, sha256 } = await download(file.url, file.sha256, options, sparingly(onProgress, file.title));
      report.paths.push(path);
      if (file.sha256 === null) report.unverified.push(`${file.title}: SHA-256 ${sha256}, compared with nothing`);
    } catch (error) {
      if (error instanceof UnreachableError) away.set(host, error);
      else if (!(error instanceof DownloadError)) throw error;
      report.refused.push(`${file.title}: ${error.message}`);
    }
  }
  const [first] = away.values();
  if (first && report.paths.length === 0) throw first;
  return report;
}

/**
 * Downloads from an address that a person named: with the sum we know for it, or else with none, from that server or an
 * agency's. Throws like `download`, and `DownloadError` when the address is not https.
 */
export async function downloadFrom(
  address: string,
  options: DownloadOptions,
  onProgress: OnProgress = () => {},
): Promise<DownloadReport> {
  if (!URL.canParse(address)) throw new DownloadError(address, 'is no address');
  const { protocol, host, href } = new URL(address);
  const known = ONLINE_FILES.find(({ url }) => url === href);
  const isAllowed = (url: URL) => isOfficial(url) || (url.protocol === protocol && url.host === host);
  const own = protocol === 'https:' || options.isAllowed ? { isAllowed, ...options } : options;
  const file: OnlineFile = known ?? {
    title: address,
    url: href,
    brings: [],
    sha256: null,
    sumIs: 'unknown',
    addressIs: 'reported',
  };
  return await downloadAll([file], own, onProgress);
}

const BETWEEN_MS = 250;

/** Some four reports a second, and the last one. */
function sparingly(onProgress: OnProgress, file: string) {
  let last = Number.NEGATIVE_INFINITY;
  return (done: number, total: number | undefined) => {
    if (performance.now() - last < BETWEEN_MS && done !== total) return;
    last = performance.now();
    onProgress({ phase: 'downloading', file, done, ...(total !== undefined && { total }) });
  };
}
