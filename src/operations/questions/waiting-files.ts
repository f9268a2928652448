import { v7 as newId } from 'uuid';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import type { Instant } from '#domain/time';

/** A file that was read with warnings and waits for the word that it is wanted all the same. */
export interface WaitingFile {
  organisationId: string;
  personId: string;
  name: string;
  format: string;
  items: readonly ForeignItem[];
  at: Instant;
}

const KEPT_MS = 15 * 60_000;
/** Together, so that memory has a bound: the oldest goes first. */
const MOST_KEPT = 40;
const MOST_CHARACTERS = 48 * 2 ** 20;

/** In memory: who confirms after a restart chooses the file again. */
const waiting = new Map<string, WaitingFile & { characters: number }>();

/** Keeps a file for a quarter of an hour; the mark is what the confirming form sends. */
export function keepWaiting(file: WaitingFile): string {
  const characters = JSON.stringify(file.items).length;
  makeRoom(file, characters);
  const mark = newId();
  waiting.set(mark, { ...file, characters });
  return mark;
}

/** A person's last file alone waits, so that nobody crowds out the others; what is too old goes with it. */
function makeRoom({ personId, at }: WaitingFile, characters: number): void {
  for (const [mark, one] of waiting) if (one.personId === personId || at - one.at > KEPT_MS) waiting.delete(mark);
  let sum = characters;
  for (const one of waiting.values()) sum += one.characters;
  for (const [mark, one] of waiting) {
    if (waiting.size < MOST_KEPT && sum <= MOST_CHARACTERS) return;
    waiting.delete(mark);
    sum -= one.characters;
  }
}

/** Takes a file that waits, once, and only by who brought it and where; undefined when it is there no more. */
export function takeWaiting(
  mark: string,
  { organisationId, personId, now }: { organisationId: string; personId: string; now: Instant },
): WaitingFile | undefined {
  const file = waiting.get(mark);
  if (file?.organisationId !== organisationId || file.personId !== personId) return undefined;
  waiting.delete(mark);
  const { characters: _, ...kept } = file;
  return now - file.at <= KEPT_MS ? kept : undefined;
}
