import { createHash } from 'node:crypto';
import { type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';

/** An edition at hand and how many of what counts there (codes, lines) it has. */
export interface KnownLength {
  label: string;
  count: number;
}

/**
 * Refuses a file that says it is a known edition and has another number of `what`: plain text carries no checksum, and
 * a list cut off between two lines reads as well as the whole. An agency may publish an edition again: then a person
 * states its label. Throws `ForeignFileError`.
 */
export function refusePart(
  file: ForeignFile,
  found: KnownLength,
  { what, editions, stated }: { what: string; editions: readonly KnownLength[]; stated: StatedIdentity },
): void {
  const known = editions.find(({ label }) => label === found.label);
  if (!known || known.count === found.count || stated.label !== undefined) return;
  throw new ForeignFileError(
    file.name,
    `has ${found.count} ${what} where ${known.label} has ${known.count}: it is incomplete, altered or published anew; ` +
      'for a new edition state its label',
  );
}

/** Refuses a sorted list of any edition whose last code is not in the last chapter (`letter`). Throws `ForeignFileError`. */
export function refuseEarlyEnd(file: ForeignFile, last: string | undefined, letter: string): void {
  if (last === undefined || last.startsWith(letter)) return;
  throw new ForeignFileError(file.name, `ends with ${last}, where the list goes on to ${letter}: its end is missing`);
}

/**
 * A short sum of the codes of an edition, whatever their order: of as many codes one may still be another. Titles do not
 * count, because agencies correct those in place.
 */
export const sumOfCodes = (codes: Iterable<string>): string =>
  createHash('sha256')
    .update([...codes].sort().join(' '))
    .digest('hex')
    .slice(0, 16);
