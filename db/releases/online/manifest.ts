import type { ReleaseKind } from '#db/schema/codes';
import type { CodeSystem } from '#domain/codeset/code';
import data from './manifest.json' with { type: 'json' };

/** A file as an agency publishes it. The lists stand in manifest.json; docs/decisions/0014 says how they were made. */
export interface OnlineFile {
  title: string;
  url: string;
  brings: { system: CodeSystem; label: string; kind: ReleaseKind; effectiveFrom?: string }[];
  /** Of the published file, lower-case hexadecimal; null where nobody could tell us. */
  sha256: string | null;
  /** `computed`: of a file at hand. `reported`: others name it for this address. */
  sumIs: 'computed and reported' | 'computed' | 'reported' | 'unknown';
  /** `unsure`: we have the file, and suppose that it is still published under this address. */
  addressIs: 'reported' | 'unsure';
}

/** Everything we know an address of, newest first within a system. */
export const ONLINE_FILES = data.files as readonly OnlineFile[];

/** The agencies' own servers: what is downloaded comes from them, also after a redirect. */
export const OFFICIAL_HOSTS: readonly string[] = data.hosts;

/** What can be told from anything else by its sum, and therefore is installed without asking further. */
export const VERIFIED_FILES = ONLINE_FILES.filter(({ sha256, addressIs }) => sha256 !== null && addressIs !== 'unsure');
