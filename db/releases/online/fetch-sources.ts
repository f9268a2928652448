import type { OnProgress } from '#db/releases/install-progress';
import type { DownloadOptions } from '#db/releases/online/download';
import { type DownloadReport, downloadAll, downloadFrom } from '#db/releases/online/download-all';
import { ONLINE_FILES, VERIFIED_FILES } from '#db/releases/online/manifest';

export interface WantedSources {
  /** Paths and addresses, as a person named them. */
  sources: readonly string[];
  /** The complete releases as well. */
  online: boolean;
  /** Also files that nobody knows the sum of. */
  trust: boolean;
}

export interface FetchedSources {
  /** What can be installed from, on this machine. */
  paths: string[];
  /** What was not taken, and what was taken unverified: a sentence each. */
  said: string[];
  /** True when something that was asked for was refused. */
  isIncomplete: boolean;
}

const isAddress = (source: string) => /^https?:\/\//i.test(source);

/** Downloads what is not on this machine. Throws `UnreachableError` when there is no connection. */
export async function fetchSources(
  { sources, online, trust }: WantedSources,
  options: DownloadOptions,
  onProgress: OnProgress,
): Promise<FetchedSources> {
  const reports: DownloadReport[] = [];
  for (const address of sources.filter(isAddress)) reports.push(await downloadFrom(address, options, onProgress));
  if (online) reports.push(await downloadAll(trust ? ONLINE_FILES : VERIFIED_FILES, options, onProgress));
  const left = online && !trust ? ONLINE_FILES.filter((file) => !VERIFIED_FILES.includes(file)) : [];
  return {
    paths: [...sources.filter((source) => !isAddress(source)), ...reports.flatMap(({ paths }) => paths)],
    said: [
      ...reports.flatMap(({ refused }) => refused.map((what) => `Not taken: ${what}`)),
      ...reports.flatMap(({ unverified }) => unverified.map((what) => `Taken unverified: ${what}`)),
      ...(left.length > 0
        ? [
            `Left out, because nobody told us their sum (--trust takes them): ${left.map(({ title }) => title).join('; ')}`,
          ]
        : []),
    ],
    isIncomplete: reports.some(({ refused }) => refused.length > 0),
  };
}
