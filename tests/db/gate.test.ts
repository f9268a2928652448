import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eq, sql } from 'drizzle-orm';
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { type Db, openDb } from '#db/client';
import { freshDatabase } from './fresh-database.ts';

const counters = sqliteTable('counters', { id: integer().primaryKey(), n: integer().notNull() });

async function withCounter(db: Db) {
  await db.run(sql`create table counters (id integer primary key, n integer not null)`);
  await db.insert(counters).values({ id: 1, n: 0 });
}
const increment = (db: Db) =>
  db.transaction(async (tx) => {
    const [row] = await tx.select().from(counters).where(eq(counters.id, 1));
    await new Promise((resolve) => setTimeout(resolve, 1));
    await tx.update(counters).set({ n: (row?.n ?? 0) + 1 });
  });

/** What another process reads in the file: this process's own view could be of something never written. */
async function readElsewhere(path: string, query: string): Promise<number> {
  const script = `const {DatabaseSync}=require('node:sqlite');console.log(new DatabaseSync(${JSON.stringify(path)}).prepare(${JSON.stringify(query)}).get().n)`;
  const reader = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  reader.stdout.on('data', (chunk) => (out += chunk));
  await once(reader, 'close');
  return Number(out);
}

/**
 * Locks the file from another process; the answer releases it. From this process it would not do: file locks are a
 * process's own, and two SQLite libraries on one file do not see each other's.
 */
async function lockElsewhere(path: string): Promise<() => Promise<void>> {
  const script = `const {DatabaseSync}=require('node:sqlite');const db=new DatabaseSync(${JSON.stringify(path)});db.exec('begin immediate');console.log('locked');process.stdin.once('data',()=>{db.exec('rollback');db.close();process.exit()})`;
  const holder = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return async () => {
    holder.stdin.write('release\n');
    await once(holder, 'exit');
  };
}

test('50 transactions and 50 statements at once are all in the file', async () => {
  const { db, path } = await freshDatabase();
  await withCounter(db);
  await Promise.all([
    ...Array.from({ length: 50 }, () => increment(db)),
    ...Array.from({ length: 50 }, () =>
      db
        .update(counters)
        .set({ n: sql`${counters.n} + 1` })
        .run(),
    ),
  ]);
  expect(await readElsewhere(path, 'select n from counters')).toBe(100);
});

test('a transaction that throws leaves nothing, and the next one works', async () => {
  const { db, path } = await freshDatabase();
  await withCounter(db);
  const broken = db.transaction(async (tx) => {
    await tx.update(counters).set({ n: 99 });
    throw new Error('no');
  });
  await expect(broken).rejects.toThrow('no');
  await increment(db);
  expect(await readElsewhere(path, 'select n from counters')).toBe(1);
});

test('db inside a transaction fails after the wait, and does not hang the database', async () => {
  const { path } = await freshDatabase();
  const db = openDb(`file:${path}`, { maxWaitMs: 50 });
  await withCounter(db);
  await expect(db.transaction(() => db.select().from(counters))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('Database gate') },
  });
  await increment(db);
  expect(await readElsewhere(path, 'select n from counters')).toBe(1);
  db.$client.close();
});

test('after another process held the lock, every write that is acknowledged is in the file', async () => {
  const { db, path } = await freshDatabase();
  await withCounter(db);
  const release = await lockElsewhere(path);
  await expect(db.update(counters).set({ n: 1 }).run()).rejects.toThrow();
  await expect(increment(db)).rejects.toThrow();
  await release();
  for (let round = 0; round < 5; round++) await db.insert(counters).values({ n: 7 }).run();
  await Promise.all(Array.from({ length: 5 }, () => increment(db)));
  expect(await readElsewhere(path, 'select count(*) as n from counters')).toBe(6);
}, 20_000);

test('a short lock of another process is waited for, and meanwhile the event loop runs', async () => {
  const { db, path } = await freshDatabase();
  await withCounter(db);
  const release = await lockElsewhere(path);
  let longestGap = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longestGap = Math.max(longestGap, performance.now() - last);
    last = performance.now();
  }, 5);
  const writes = Promise.all([...Array.from({ length: 5 }, () => increment(db)), db.insert(counters).values({ n: 7 })]);
  await new Promise((resolve) => setTimeout(resolve, 600));
  await release();
  await writes;
  clearInterval(beat);
  expect(await readElsewhere(path, 'select n from counters where id = 1')).toBe(5);
  expect(await readElsewhere(path, 'select count(*) as n from counters')).toBe(2);
  expect(longestGap).toBeLessThan(400);
});

test('pragmas are set on every connection, also on the one after a lock', async () => {
  const { db, path } = await freshDatabase();
  await withCounter(db);
  const pragmas = async () =>
    Promise.all(
      ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => db.get<unknown[]>(sql.raw(`pragma ${name}`))),
    );
  const before = await pragmas();
  expect(before.map((row) => Object.values(row)[0])).toEqual(['wal', 2, 1]);
  const release = await lockElsewhere(path);
  await expect(db.update(counters).set({ n: 1 }).run()).rejects.toThrow();
  await release();
  expect(await pragmas()).toEqual(before);
}, 20_000);
