import type { Database, SqlValue } from 'sql.js';
import { fail, ok, type Result } from '#domain/result';
import { type ForeignNote, MOST_FIELDS } from '#domain/study/foreign-note';

/** Rows of one table that are looked at; cards may be several times the notes. */
const MOST_ROWS = 400_000;
/** Tables of Anki's that are read; those from schema 15 on have note types and decks of their own. */
const TABLES = ['col', 'notes', 'cards', 'notetypes', 'decks'] as const;
type Table = (typeof TABLES)[number];

/** Names and kinds, by id as text. */
interface Names {
  clozes: ReadonlySet<string>;
  decks: ReadonlyMap<string, string>;
}

/**
 * The notes of a collection (schema 11, or 15 to 18), in the order they were made. The file is foreign: only plain tables
 * are read, row by row and never more than a bound, no view, trigger, index, function or collation of it is run. Throws
 * what SQLite says of damage.
 */
export function readCollection(db: Database, mostNotes: number): Result<ForeignNote[], string> {
  db.exec('pragma trusted_schema = off; pragma query_only = on; pragma cell_size_check = on');
  const tables = plainTables(db);
  if (!tables.has('notes') || !tables.has('cards')) return fail('holds no notes and cards of Anki');
  const names = tables.has('notetypes') && tables.has('decks') ? namesOfTables(db) : namesOfRow(db, tables);
  const deckOfNote = new Map<string, string>();
  for (const [note, deck] of rows(db, 'select nid, did from cards not indexed'))
    if (!deckOfNote.has(text(note))) deckOfNote.set(text(note), text(deck));
  const notes: ForeignNote[] = [];
  for (const [id, type, tags, fields] of rows(db, 'select id, mid, tags, flds from notes not indexed')) {
    if (notes.length === mostNotes) return fail(`holds more than ${mostNotes.toLocaleString('en')} notes`);
    const deck = names.decks.get(deckOfNote.get(text(id)) ?? '');
    notes.push({
      place: `Note ${notes.length + 1}`,
      fields: text(fields).split('\u001f', MOST_FIELDS + 1),
      isHtml: true,
      isCloze: names.clozes.has(text(type)),
      tags: text(tags).split(/\s+/),
      ...(deck !== undefined && { deck }),
    });
  }
  return ok(notes);
}

const text = (value: SqlValue | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Tables under Anki's names that are tables and compute nothing. */
function plainTables(db: Database): ReadonlySet<Table> {
  const found = rows(db, `select name, sql from sqlite_schema where type = 'table'`);
  const isPlain = (sql: string) => !/\bvirtual\b|\bgenerated\b|\bas\s*\(/i.test(sql);
  const plain = new Set([...found].filter(([, sql]) => isPlain(text(sql))).map(([name]) => text(name)));
  return new Set(TABLES.filter((name) => plain.has(name)));
}

function* rows(db: Database, sql: string): Generator<SqlValue[]> {
  const statement = db.prepare(sql);
  try {
    for (let read = 0; read < MOST_ROWS && statement.step(); read += 1) yield statement.get();
  } finally {
    statement.free();
  }
}

/** From schema 15 on a note type's kind is the first field of its settings, a protobuf: `08 01` is a cloze. */
function namesOfTables(db: Database): Names {
  const types = [...rows(db, 'select id, config from notetypes not indexed')];
  const isCloze = (config: SqlValue | undefined) => config instanceof Uint8Array && config[0] === 8 && config[1] === 1;
  const decks = [...rows(db, 'select id, name from decks not indexed')];
  return {
    clozes: new Set(types.filter(([, config]) => isCloze(config)).map(([id]) => text(id))),
    decks: new Map(decks.map(([id, name]) => [text(id), text(name)])),
  };
}

/** In schema 11 note types and decks are JSON in the one row of `col`. */
function namesOfRow(db: Database, tables: ReadonlySet<Table>): Names {
  if (!tables.has('col')) return { clozes: new Set(), decks: new Map() };
  const [row = []] = [...rows(db, 'select models, decks from col not indexed limit 1')];
  const [models, decks] = row.map(objectIn);
  return {
    clozes: new Set(entriesOf(models).flatMap(([id, model]) => (model.type === 1 ? [id] : []))),
    decks: new Map(entriesOf(decks).flatMap(([id, { name }]) => (typeof name === 'string' ? [[id, name]] : []))),
  };
}

function objectIn(value: SqlValue): unknown {
  try {
    return JSON.parse(text(value));
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const entriesOf = (value: unknown): [string, Record<string, unknown>][] =>
  isRecord(value) ? Object.entries(value).flatMap(([id, one]) => (isRecord(one) ? [[id, one]] : [])) : [];
