import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Db } from '#db/client';
import { getItemKeys, listItemSummaries, listShownItems } from '#db/queries/items';
import { type ItemToPublish, publishItems } from '#db/queries/publish-items';
import { isPublished } from '#db/queries/publishing';
import { anItem, KINDS, option } from '../domain/exam/items/an-item.ts';
import { at, newId } from './a-case.ts';
import { freshDatabase } from './fresh-database.ts';

const scenario = {
  id: 'a-stay',
  title: 'A stay',
  blocks: [{ kind: 'paragraph' as const, runs: [{ text: 'Came in.' }] }],
};
const toPublish = (overrides: Record<string, unknown> = {}, more: Partial<ItemToPublish> = {}): ItemToPublish => ({
  item: anItem('single-choice', overrides),
  scenario: undefined,
  isReviewed: true,
  ...more,
});
const publish = (db: Db, all: ItemToPublish[], now = 1) =>
  publishItems(db, all, JSON.stringify(all), { now: at(now), newId });
const count = async (db: Db, table: string) =>
  (await db.get<{ n: number }>(sql.raw(`select count(*) as n from ${table}`)))?.n;

test('the same files publish nothing twice', async () => {
  const { db } = await freshDatabase();
  const all = KINDS.map((kind) => ({ ...toPublish(), item: anItem(kind, { id: `of-${kind}` }) }));
  expect(await publish(db, all)).toEqual({ published: KINDS.length, withdrawn: 0 });
  expect(await publish(db, all)).toEqual({ published: 0, withdrawn: 0 });
  expect(await count(db, 'item_versions')).toBe(KINDS.length);
  expect(await count(db, "audit_events where action = 'items-published'")).toBe(1);
});

test('the fingerprint of items is not that of cases', async () => {
  const { db } = await freshDatabase();
  await publish(db, []);
  expect(await isPublished(db, '[]', 'items')).toBe(true);
  expect(await isPublished(db, '[]')).toBe(false);
});

test('a changed item is a new version; the old one stays as it was', async () => {
  const { db } = await freshDatabase();
  await publish(db, [toPublish()]);
  const [first] = await listItemSummaries(db);
  const stem = 'A record says something else. What follows now?';
  expect(await publish(db, [toPublish({ stem, version: 2 })], 2)).toEqual({ published: 1, withdrawn: 0 });
  const [newest] = await listItemSummaries(db);
  expect(newest?.versionId).not.toBe(first?.versionId);
  const shown = await listShownItems(db, [newest?.versionId ?? '', first?.versionId ?? '', 'nobody']);
  expect(shown.map(({ item }) => [item.version, item.stem])).toEqual([
    [2, stem],
    [1, anItem('single-choice').stem],
  ]);
});

test('only what somebody has answered unseen is for exams, in the version they answered', async () => {
  const { db } = await freshDatabase();
  const names = async (options = {}) => (await listItemSummaries(db, options)).map(({ id }) => id);
  await publish(db, [toPublish({}, { isReviewed: false })]);
  expect(await names()).toEqual([]);
  expect(await names({ withUnreviewed: true })).toEqual(['an-item']);
  expect(await publish(db, [toPublish()])).toEqual({ published: 0, withdrawn: 0 });
  expect(await names()).toEqual(['an-item']);
  await publish(db, [
    toPublish({ version: 2, stem: 'Another question, nobody has answered it yet?' }, { isReviewed: false }),
  ]);
  expect(await names()).toEqual([]);
  // Feedback may be reworded without another pass.
  await publish(db, [toPublish({ options: ['a', 'b', 'c', 'd'].map((text) => option(text, text === 'b')) })]);
  expect(await names()).toEqual(['an-item']);
});

test('an item whose file is gone is withdrawn, and offered again when it is back', async () => {
  const { db } = await freshDatabase();
  await publish(db, [toPublish()]);
  expect(await publish(db, [])).toEqual({ published: 0, withdrawn: 1 });
  expect(await listItemSummaries(db)).toEqual([]);
  expect(await publish(db, [toPublish()])).toEqual({ published: 0, withdrawn: 0 });
  expect(await listItemSummaries(db)).toHaveLength(1);
});

test('items of one text share it, and a reworded text is another one', async () => {
  const { db } = await freshDatabase();
  const both = (told: ItemToPublish['scenario']) => [
    toPublish({ id: 'one' }, { scenario: told }),
    toPublish({ id: 'two', domains: ['ccs/documentation', 'cpc/anatomy'] }, { scenario: told }),
  ];
  await publish(db, both(scenario));
  expect(await count(db, 'item_scenarios')).toBe(1);
  const summaries = await listItemSummaries(db);
  expect(summaries).toMatchObject([
    { id: 'one', scenario: 'a-stay', domains: ['cpc/anatomy'], expected: 0.7 },
    { id: 'two', scenario: 'a-stay', domains: ['ccs/documentation', 'cpc/anatomy'] },
  ]);
  expect(await publish(db, both({ ...scenario, title: 'Another stay' }))).toEqual({ published: 2, withdrawn: 0 });
  const [shown] = await listShownItems(db, [summaries[0]?.versionId ?? '']);
  expect(shown?.scenario).toMatchObject({ title: 'A stay', blocks: scenario.blocks });
});

test('what is shown holds nothing of a key, and what is wrong on purpose is not marked', async () => {
  const { db } = await freshDatabase();
  const options = ['E11.9', 'I10', '`E11.93`', 'Z79.4'].map((text, place) =>
    option(text, place === 1, `Only the key says ${place}.`),
  );
  await publish(db, [toPublish({ options })]);
  const [summary] = await listItemSummaries(db);
  const versionId = summary?.versionId ?? '';
  const shown = JSON.stringify([summary, await listShownItems(db, [versionId])]);
  expect(shown).not.toMatch(/Only the key|isRight|feedback|`/);
  expect(shown).toContain('E11.93');
  const key = (await getItemKeys(db, [versionId])).get(versionId);
  expect(JSON.stringify(key)).toContain('Only the key says 2.');
  expect(JSON.stringify(key)).not.toContain('`');
  await expect(getItemKeys(db, ['nobody'])).rejects.toThrow('nobody has no key');
});

test.each([
  'item_versions set number = 9',
  "item_keys set item = '{}'",
  'item_domains set place = 9',
  "item_scenarios set title = 'x'",
])('published rows never change: update %s', async (change) => {
  const { db } = await freshDatabase();
  await publish(db, [toPublish({}, { scenario })]);
  await expect(db.run(sql.raw(`update ${change}`))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('never change') },
  });
});
