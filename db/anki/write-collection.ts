import { createHash } from 'node:crypto';
import type { Database } from 'sql.js';
import type { CardToPack } from '#db/anki/collection-format';
import { basicType, DEFAULT_OPTIONS, deckRow, SCHEMA_11, SETTINGS } from '#db/anki/schema-11';
import { toFieldHtml } from '#domain/study/foreign-note';

/** Note type and deck ids are moments of making in Anki; these are fixed, so that a second export meets the first. */
const BASIC_ID = 1_764_115_200_000;
const FIRST_DECK_ID = 1_764_115_300_000;

/** Fills an empty database as a collection of Anki's schema 11 with a note type “Basic”. Cards are new: no scheduling. */
export function writeCollection(db: Database, cards: readonly CardToPack[], now: number): void {
  db.exec(SCHEMA_11);
  const decks = new Map([...new Set(cards.map(({ deck }) => deck))].map((name) => [name, deckIdOf(name)]));
  const rows = [deckRow(1, 'Default', now), ...[...decks].map(([name, id]) => deckRow(id, name, now))];
  const seconds = Math.floor(now / 1000);
  db.run('insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)', [
    seconds,
    now,
    now,
    JSON.stringify(SETTINGS),
    JSON.stringify({ [BASIC_ID]: basicType(BASIC_ID, seconds) }),
    JSON.stringify(Object.fromEntries(rows.map((row) => [row.id, row]))),
    JSON.stringify({ 1: DEFAULT_OPTIONS }),
    '{}',
  ]);
  db.run('begin');
  const note = db.prepare(`insert into notes values (?, ?, ${BASIC_ID}, ${seconds}, -1, ?, ?, ?, ?, 0, '')`);
  const card = db.prepare(`insert into cards values (?, ?, ?, 0, ${seconds}, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')`);
  cards.forEach((one, index) => {
    const id = now + index;
    const tags = one.tags.length === 0 ? '' : ` ${one.tags.map((tag) => tag.replace(/\s+/g, '_')).join(' ')} `;
    const fields = [one.front, one.back].map(toFieldHtml).join('\u001f');
    note.run([id, guidOf(one.key), tags, fields, one.front, checksumOf(one.front)]);
    card.run([id, id, decks.get(one.deck) ?? 1, index + 1]);
  });
  note.free();
  card.free();
  db.run('commit');
}

/** Anki knows a note again by this. */
const guidOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 16);

/** The first 32 bits of the SHA-1 of the first field without HTML, as Anki finds duplicates by. */
const checksumOf = (front: string): number =>
  Number.parseInt(createHash('sha1').update(front).digest('hex').slice(0, 8), 16);

const deckIdOf = (name: string): number =>
  FIRST_DECK_ID + Number.parseInt(createHash('sha1').update(name).digest('hex').slice(0, 8), 16);
