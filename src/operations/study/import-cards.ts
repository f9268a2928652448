import { PACKAGE_LIMITS } from '#db/anki/collection-format';
import { readPackage } from '#db/anki/package';
import { fail, ok, type Result } from '#domain/result';
import { type ForeignNote, readNote } from '#domain/study/foreign-note';
import type { WrittenCard } from '#domain/study/own-card';
import { secondsToWait } from '#operations/flood-limits';
import { readAnkiText } from '#operations/study/anki-text';
import { addCards, TOO_MANY_CARDS } from '#operations/study/own-cards';
import { dropFile, receiveFile } from '#operations/study/receive-file';
import { refuseWriting } from '#operations/study/refuse-writing';

/** What became of a file, note by note. */
export interface ImportReport {
  /** Notes in the file, cards that are new, and cards that were there already. */
  notes: number;
  added: number;
  known: number;
  /** Names of the decks the cards went to. */
  decks: string[];
  /** Notes that gave no card, and why; notes of which something was left out. */
  notTaken: Remark[];
  leftOut: Remark[];
  /** Pictures and sounds that came along and are not taken. */
  media: number;
}
export interface Remark {
  place: string;
  what: string;
}

export type ImportOutcome =
  | { kind: 'report'; report: ImportReport }
  | { kind: 'refused'; status: 400 | 409 | 413 | 429; sentence: string };

const NOTHING_ADDED = 'Nothing was added.';
const MOST_CARDS = PACKAGE_LIMITS.notes;

/** Files that are received and read at the same time, from everywhere: each is in memory as a whole. */
const MOST_UNDERWAY = 20;
const FULL = `Many card files are read just now. ${NOTHING_ADDED} Try again in a minute.`;
const A_MINUTE_S = 60;
let underway = 0;

/**
 * Adds the cards of an uploaded file: all that can be taken, or none where the file as a whole is refused. Whether there
 * is room for it is asked before any of it is kept.
 */
export async function importCards(locals: App.Locals, request: Request): Promise<ImportOutcome> {
  const busy = (await refuseWriting(locals)) ?? (await refuseConverting(locals)) ?? refuseFull(locals);
  if (busy !== undefined) {
    await dropFile(request);
    return { kind: 'refused', status: 429, sentence: busy };
  }
  underway += 1;
  try {
    return await takeFile(locals, request);
  } finally {
    underway -= 1;
  }
}

function refuseFull(locals: Pick<App.Locals, 'retryAfter'>): string | undefined {
  if (underway < MOST_UNDERWAY) return undefined;
  locals.retryAfter = A_MINUTE_S;
  return FULL;
}

async function takeFile(locals: App.Locals, request: Request): Promise<ImportOutcome> {
  const received = await receiveFile(request);
  if (!received.ok) return { kind: 'refused', ...received.problem };
  const read = await readFile(received.value);
  if (!read.ok) return { kind: 'refused', status: 400, sentence: `This file ${read.problem}. ${NOTHING_ADDED}` };
  return add(locals, read.value);
}

/** The sentence for who has too many files read or written; undefined when it may go on. */
export async function refuseConverting(
  locals: Pick<App.Locals, 'address' | 'retryAfter'>,
): Promise<string | undefined> {
  const seconds = await secondsToWait('convert', locals.address);
  if (seconds === undefined) return undefined;
  locals.retryAfter = seconds;
  return `Too many card files from this place at once. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
}

interface ReadFile {
  notes: ForeignNote[];
  media: number;
}

/** Zip archives begin with `PK`; everything else has to be text. */
async function readFile(bytes: Uint8Array): Promise<Result<ReadFile, string>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readPackage(bytes);
  const text = decode(bytes);
  if (text === undefined) return fail('is neither an Anki package (.apkg) nor text in UTF-8');
  const read = readAnkiText(text, PACKAGE_LIMITS.notes);
  return read.ok ? ok({ notes: read.value, media: 0 }) : read;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

async function add(locals: App.Locals, { notes, media }: ReadFile): Promise<ImportOutcome> {
  const read = notes.map((note) => ({ place: note.place, ...readNote(note) }));
  const cards: WrittenCard[] = read.flatMap((note) => note.cards);
  if (cards.length > MOST_CARDS)
    return {
      kind: 'refused',
      status: 400,
      sentence: `This file makes more than ${MOST_CARDS.toLocaleString('en')} cards. ${NOTHING_ADDED}`,
    };
  const added = cards.length === 0 ? undefined : await addCards(locals, cards);
  if (added?.kind === 'too-many') return { kind: 'refused', status: 409, sentence: TOO_MANY_CARDS };
  const remarks = (wanted: boolean) =>
    read
      .filter((note) => note.cards.length > 0 === wanted && note.remarks.length > 0)
      .map(({ place, remarks: said }) => ({ place, what: said.join('; ') }));
  const fresh = added?.ids.size ?? 0;
  return {
    kind: 'report',
    report: {
      notes: notes.length,
      added: fresh,
      known: cards.length - fresh,
      decks: [...new Set(cards.map(({ deck }) => deck))],
      notTaken: remarks(false),
      leftOut: remarks(true),
      media,
    },
  };
}
