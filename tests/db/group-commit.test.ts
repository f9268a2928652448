import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Transaction } from '#db/client';
import { inGroup } from '#db/group-commit';
import { people } from '#db/schema/people';
import { freshDatabase } from './fresh-database.ts';

const put = (id: string) => async (tx: Transaction) => {
  await tx.insert(people).values({ id, createdAt: 1 });
  return id;
};

/** Counts transactions that begin. */
function counting(db: Awaited<ReturnType<typeof freshDatabase>>['db']) {
  const { transaction } = db;
  let begun = 0;
  db.transaction = ((...call: Parameters<typeof transaction>) => {
    begun += 1;
    return transaction.apply(db, call);
  }) as typeof transaction;
  return () => begun;
}

test('what comes at once is committed together, in the order of calls, each with its own answer', async () => {
  const { db } = await freshDatabase();
  const begun = counting(db);
  const ids = Array.from({ length: 150 }, (_, index) => `person-${index}`);
  expect(await Promise.all(ids.map((id) => inGroup(db, put(id))))).toEqual(ids);
  expect(begun()).toBe(3);
  expect((await db.select({ id: people.id }).from(people).orderBy(sql`rowid`)).map(({ id }) => id)).toEqual(ids);
});

test('what comes one after the other waits for nobody', async () => {
  const { db } = await freshDatabase();
  for (const id of ['a', 'b', 'c']) expect(await inGroup(db, put(id))).toBe(id);
  expect(await db.$count(people)).toBe(3);
});

test('nobody is told before it is in the file, nor sees less than what came before', async () => {
  const { db } = await freshDatabase();
  const seen = await Promise.all(
    ['a', 'b', 'c'].map(async (id) => {
      const before = await inGroup(db, async (tx) => {
        const count = await tx.$count(people);
        await put(id)(tx);
        return count;
      });
      return [before, await db.$count(people, sql`id = ${id}`)];
    }),
  );
  expect(seen).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
  ]);
});

test('one that fails takes nobody along and leaves nothing', async () => {
  const { db } = await freshDatabase();
  const fail = async (tx: Transaction) => {
    await put('half')(tx);
    throw new Error('on purpose');
  };
  const all = await Promise.allSettled([inGroup(db, put('a')), inGroup(db, fail), inGroup(db, put('b'))]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(inGroup(db, fail)).rejects.toThrow('on purpose');
  expect((await db.select({ id: people.id }).from(people)).map(({ id }) => id).sort()).toEqual(['a', 'b']);
});

test('a database that cannot be used fails all of them, and the next ones are not stuck', async () => {
  const { db } = await freshDatabase();
  const { transaction } = db;
  let tried = 0;
  db.transaction = (() => {
    tried += 1;
    return Promise.reject(new Error('no turn'));
  }) as typeof transaction;
  const all = await Promise.allSettled(['a', 'b'].map((id) => inGroup(db, put(id))));
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  // Each of many waiting for its own turn again would keep them for minutes.
  expect(tried).toBe(1);
  db.transaction = transaction;
  expect(await inGroup(db, put('c'))).toBe('c');
});

test('a commit that fails tells nobody that it was kept', async () => {
  const { db } = await freshDatabase();
  const { transaction } = db;
  let fails = 1;
  // What was done is rolled back as the commit is tried: the disk is full, say.
  db.transaction = ((work: Parameters<typeof transaction>[0]) =>
    transaction.call(db, async (tx) => {
      const value = await work(tx);
      if (fails-- > 0) throw new Error('disk full');
      return value;
    })) as typeof transaction;
  const told = await Promise.all(
    ['a', 'b'].map(async (id) => {
      await inGroup(db, put(id));
      return db.$count(people, sql`id = ${id}`);
    }),
  );
  expect(told).toEqual([1, 1]);
});
