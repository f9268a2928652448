import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import initSqlJs, { type Database } from 'sql.js';
import { describe, expect, test } from 'vitest';
import type { CardToPack } from '#db/anki/collection-format';
import { readPackage, writePackage } from '#db/anki/package';
import { plainText, readNote } from '#domain/study/foreign-note';

const NOW = Date.UTC(2026, 10, 26, 12);
const { Database: SqlDatabase } = await initSqlJs();

const aCard = (overrides: Partial<CardToPack> = {}): CardToPack => ({
  key: 'k',
  deck: 'Coding::Rules',
  front: 'What does NEC mean?',
  back: 'Not elsewhere classifiable & <specified>\nin the record',
  tags: ['conventions'],
  ...overrides,
});
const cardsIn = async (bytes: Uint8Array) => {
  const read = await readPackage(bytes);
  if (!read.ok) throw new Error(read.problem);
  return read.value.notes.flatMap((note) => readNote(note).cards);
};
const refusalOf = async (bytes: Uint8Array) => {
  const read = await readPackage(bytes);
  return read.ok ? undefined : read.problem;
};
const collection = (fill: (db: Database) => void): Uint8Array => {
  const db = new SqlDatabase();
  fill(db);
  return db.export();
};
const packed = (bytes: Uint8Array, name = 'collection.anki2') => zipSync({ [name]: bytes, media: strToU8('{}') });

describe('a package', () => {
  test('is read as it was written', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((one) => plainText(one, false))
      .filter((one) => one !== '' && !/\{\{c\d/.test(one));
    const card = fc.record({
      key: fc.uuid(),
      front: text,
      back: text,
      deck: text.map((name) => name.replace(/\s+/g, ' ')),
      tags: fc.array(fc.stringMatching(/^[a-z0-9_-]{1,12}$/), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(card, { maxLength: 10 }), async (cards) => {
        const expected = cards.map(({ key: _, ...rest }) => rest);
        expect(await cardsIn(await writePackage(cards, NOW))).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  test('has the form Anki documents: schema 11, and the same note is the same in every export', async () => {
    const open = async (now: number) => {
      const files = unzipSync(await writePackage([aCard(), aCard({ key: 'other', front: 'b' })], now));
      expect(Object.keys(files)).toEqual(['collection.anki2', 'media']);
      return new SqlDatabase(files['collection.anki2']);
    };
    const db = await open(NOW);
    const one = (sql: string) => db.exec(sql)[0]?.values;
    expect(one('pragma integrity_check')).toEqual([['ok']]);
    expect(one('select ver, usn, crt from col')).toEqual([[11, 0, NOW / 1000]]);
    expect(one('select nid, did, ord, type, queue, due from cards')?.map((row) => row.slice(2))).toEqual([
      [0, 0, 0, 1],
      [0, 0, 0, 2],
    ]);
    expect(one('select tags, flds from notes')?.[0]).toEqual([
      ' conventions ',
      'What does NEC mean?\u001fNot elsewhere classifiable &amp; &lt;specified&gt;<br>in the record',
    ]);
    // The first eight hexadecimal digits of the SHA-1 of the first field.
    expect(one(`select csum from notes where sfld = 'b'`)).toEqual([[0xe9d71f5e]]);
    const [[models, decks] = []] = one('select models, decks from col') ?? [];
    const types: Record<string, { flds: unknown[]; tmpls: unknown[] }> = JSON.parse(String(models));
    expect(Object.keys(types)).toEqual(one('select distinct mid from notes')?.flat().map(String));
    expect(Object.values(types)[0]?.flds).toHaveLength(2);
    const names = Object.values<{ name: string }>(JSON.parse(String(decks))).map(({ name }) => name);
    expect(names).toEqual(['Default', 'Coding::Rules']);
    const guids = async (now: number) => (await open(now)).exec('select guid from notes')[0]?.values;
    expect(await guids(NOW)).toEqual(await guids(NOW + 5000));
  });
});

/** A collection of schema 18 as current Anki packs it; the order of names is one that SQLite here does not know. */
function aNewCollection(): Uint8Array {
  return collection((db) => {
    db.exec(`create table notetypes (id integer primary key, name text not null, config blob not null);
      create table decks (id integer primary key, name text not null, common blob);
      create table notes (id integer primary key, mid integer, tags text, flds text, sfld integer);
      create table cards (id integer primary key, nid integer, did integer);
      insert into notetypes values (1, 'Basic', x'1a00'), (2, 'Lückentext', x'0801');
      insert into decks values (7, 'Coding' || char(31) || 'ICD', null);
      insert into notes values (10, 1, ' a b ', 'front' || char(31) || 'back' || char(31) || 'extra', 0);
      insert into notes values (11, 2, '', '{{c1::one}} and {{c2::two}}' || char(31), 0);
      insert into cards values (1, 10, 7), (2, 11, 7), (3, 11, 7);
      pragma writable_schema = on;
      update sqlite_schema set sql = replace(sql, 'name text not null', 'name text not null collate unicase');`);
  });
}

describe('what Anki itself writes', () => {
  const EXPECTED = [
    { deck: 'Coding::ICD', front: 'front', back: 'back', tags: ['a', 'b'] },
    { deck: 'Coding::ICD', front: '[…] and two', back: 'one and two', tags: [] },
    { deck: 'Coding::ICD', front: 'one and […]', back: 'one and two', tags: [] },
  ];
  test('now: a collection packed with zstd beside one that says to update', async () => {
    const old = unzipSync(await writePackage([aCard({ front: 'Please update' })], NOW))['collection.anki2'];
    const files = { 'collection.anki2': old as Uint8Array, 'collection.anki21b': zstdCompressSync(aNewCollection()) };
    expect(await cardsIn(zipSync({ ...files, media: new Uint8Array(), 0: strToU8('a picture') }))).toEqual(EXPECTED);
  });
  test('before: JSON in the row of the collection', async () => {
    const models = JSON.stringify({ 1: { type: 0 }, 2: { type: 1 } });
    const old = collection((db) => {
      db.exec(`create table col (models text, decks text);
        create table notes (id integer primary key, mid integer, tags text, flds text);
        create table cards (id integer primary key, nid integer, did integer);
        insert into notes values (11, 2, '', '{{c1::one}}' || char(31) || 'extra'); insert into cards values (1, 11, 7);`);
      db.run('insert into col values (?, ?)', [models, JSON.stringify({ 7: { name: 'D' } })]);
    });
    expect(await cardsIn(packed(old, 'collection.anki21'))).toEqual([
      { deck: 'D', front: '[…]', back: 'one\nextra', tags: [] },
    ]);
  });
});

describe('what is refused', () => {
  const tables = 'create table notes (id integer primary key, mid, tags, flds); create table cards (id, nid, did);';
  const endless = 'with recursive n(id) as (select 1 union all select id + 1 from n)';
  test.each<[string, Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['words', strToU8('no package at all'), /no zip archive/],
    ['nothing', new Uint8Array(), /no zip archive/],
    ['an archive without a collection', zipSync({ a: strToU8('b') }), /no collection/],
    ['a collection that is none', packed(strToU8('SQLite format 3\0 but not really')), /damaged/],
    ['a collection without notes', packed(collection((db) => db.exec('create table t (a)'))), /no notes/],
    ['zstd that is none', packed(strToU8('abc'), 'collection.anki21b'), /damaged/],
    ['a zip bomb', packed(new Uint8Array(80 * 2 ** 20)), /bomb/],
    ['a zstd bomb', packed(zstdCompressSync(new Uint8Array(80 * 2 ** 20)), 'collection.anki21b'), /bomb/],
    [
      'a view that never ends in place of notes',
      packed(
        collection((db) =>
          db.exec(
            `create table cards (id, nid, did); create view notes as ${endless} select id, 1 mid, '' tags, 'a' flds from n`,
          ),
        ),
      ),
      /no notes/,
    ],
    [
      'a column that computes',
      packed(
        collection((db) =>
          db.exec(`create table notes (id integer primary key, mid, tags, flds generated always as (hex(zeroblob(500000000))));
            create table cards (id, nid, did)`),
        ),
      ),
      /no notes/,
    ],
    [
      'too many notes',
      packed(
        collection((db) => db.exec(`${tables} ${endless} insert into notes select id, 1, '', 'a' from n limit 20001`)),
      ),
      /more than 20,000 notes/,
    ],
  ])('%s', async (_, bytes, sentence) => expect(await refusalOf(await bytes)).toMatch(sentence));

  test('any part of a package, and any byte of it changed, is read or refused in a sentence', async () => {
    const whole = await writePackage([aCard(), aCard({ key: 'b', front: 'b' })], NOW);
    const sqlite = unzipSync(whole)['collection.anki2'] as Uint8Array;
    const damaged = fc.oneof(
      fc.nat(whole.length).map((length) => whole.slice(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.with(at, byte)),
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.tuple(fc.nat(sqlite.length - 1), fc.nat(255)), { minLength: 1, maxLength: 60 }).map((changes) => {
        const bytes = sqlite.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        return packed(bytes);
      }),
      fc.nat(sqlite.length).map((length) => packed(sqlite.slice(0, length))),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        const read = await readPackage(bytes);
        if (read.ok) for (const note of read.value.notes) readNote(note);
        else expect(read.problem).toMatch(/^(?:is|holds|unpacks|takes) /);
      }),
      { numRuns: 30 },
    );
  });
});
