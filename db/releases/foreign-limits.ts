import { ForeignFileError } from '#db/releases/foreign-file';

/**
 * How much of a foreign file is believed. The largest official file has 15 MB unpacked, the best packed one shrinks to a
 * thirtieth; everything far beyond is an attack or a mistake and is refused before it is unpacked.
 */
export const FOREIGN_LIMITS = {
  /** Unpacked bytes of one file. */
  fileBytes: 256 * 2 ** 20,
  /** Unpacked bytes of all members of one archive. */
  archiveBytes: 1024 * 2 ** 20,
  /** Unpacked bytes per packed byte, counted beyond the first megabyte. Deflate can reach 1,032. */
  ratio: 100,
  /** Members of one archive, or files of one folder. */
  files: 5_000,
  /** An archive inside an archive is held in memory. */
  innerArchiveBytes: 64 * 2 ** 20,
  nameLength: 255,
} as const;

/** Throws when so many unpacked bytes cannot honestly come from so few packed ones. */
export function refuseBomb(name: string, unpacked: number, packed: number, most: number): void {
  if (unpacked > most) throw new ForeignFileError(name, `unpacks to more than ${Math.round(most / 2 ** 20)} MB`);
  if (unpacked > 2 ** 20 + packed * FOREIGN_LIMITS.ratio)
    throw new ForeignFileError(
      name,
      `unpacks to more than ${FOREIGN_LIMITS.ratio} times its size, as no official file does`,
    );
}
