import { codeAddress } from '#domain/codeset/address';
import type { CodeSystem } from '#domain/codeset/code';
import { withRelease } from './with-release.ts';

/** How a page of the code book makes its links, and whether it stands in the pane beside a coding sheet. */
export interface BookLinks {
  pane: boolean;
  system: CodeSystem;
  /** Label that links carry; undefined for the default release, and in the pane, which adds its own. */
  release: string | undefined;
  /** An address inside the book, in the release being read. */
  to(address: string): string;
  /** The page of a code of this system, given in canonical form. */
  toCode(code: string): string;
}

export function bookLinks(pane: boolean, system: CodeSystem, release: string | undefined): BookLinks {
  const carried = pane ? undefined : release;
  const to = (address: string) => withRelease(address, carried);
  return { pane, system, release: carried, to, toCode: (code) => to(codeAddress({ system, code })) };
}
