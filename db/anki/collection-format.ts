import type { ForeignNote } from '#domain/study/foreign-note';
import type { WrittenCard } from '#domain/study/own-card';

/** A card that goes into a collection; `key` stays the same for the same card, so that Anki updates what it has. */
export interface CardToPack extends WrittenCard {
  key: string;
}

/** What the worker beside the server is asked. */
export type CollectionTask =
  | { kind: 'read'; bytes: Uint8Array; mostNotes: number }
  | { kind: 'write'; cards: readonly CardToPack[]; now: number };

/** What it answers: notes, the bytes of a collection, or a sentence that says what is wrong with the file. */
export type CollectionAnswer =
  | { kind: 'notes'; notes: ForeignNote[] }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'refused'; sentence: string };

/** How much of a package is believed. A text collection of 20,000 cards has about 20 MB. */
export const PACKAGE_LIMITS = {
  packedBytes: 10 * 2 ** 20,
  /** Of the collection, unpacked. */
  collectionBytes: 64 * 2 ** 20,
  /** Unpacked bytes per packed byte, counted beyond the first megabyte; text in SQLite packs to a tenth at best. */
  ratio: 100,
  /** Members of the archive; pictures and sounds are one each. */
  members: 30_000,
  notes: 20_000,
  /** For the whole of reading or writing a collection. */
  workMs: 20_000,
} as const;
