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

/** In memory: who confirms after a restart chooses the file again. */
const waiting = new Map<string, WaitingFile>();

/** Keeps a file for a quarter of an hour; the mark is what the confirming form sends. */
export function keepWaiting(file: WaitingFile): string {
  const [oldest] = waiting.keys();
  if (waiting.size >= MOST_KEPT && oldest !== undefined) waiting.delete(oldest);
  const mark = newId();
  waiting.set(mark, file);
  return mark;
}

/** Takes a file that waits, once, and only by who brought it and where; undefined when it is there no more. */
export function takeWaiting(
  mark: string,
  { organisationId, personId, now }: { organisationId: string; personId: string; now: Instant },
): WaitingFile | undefined {
  const file = waiting.get(mark);
  if (file?.organisationId !== organisationId || file.personId !== personId) return undefined;
  waiting.delete(mark);
  return now - file.at <= KEPT_MS ? file : undefined;
}
