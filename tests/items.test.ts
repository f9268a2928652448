import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { getCatalog } from '#db/queries/codes';
import { readAllItems } from '#db/read-items';
import { withStarterCatalog } from '#db/review-cases';
import { lintItemBank } from '#db/review-items';
import type { Item } from '#domain/exam/items/item-file';
import { judgeItem } from '#domain/exam/items/judge-item';
import { codesOfTypedItem } from '#domain/exam/items/judge-typed-codes';
import { rightAnswer } from '#domain/exam/items/right-answer';
import { releasesOfItem } from '#domain/exam/items/typed-codes-item';
import { aCatalog } from './build.ts';

/** Every item of the repository is answered by its own key. */
const files = readAllItems('.');
let catalogDb: Db;
let release: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  release = resolve;
  await new Promise<void>((ready) => {
    closed = withStarterCatalog('.', (opened) => {
      catalogDb = opened;
      ready();
      return done;
    });
  });
});
afterAll(async () => {
  release();
  await closed;
});

const catalogOf = async (item: Item) =>
  item.type === 'typed-codes' ? getCatalog(catalogDb, releasesOfItem(item), codesOfTypedItem(item)) : aCatalog();

test('the bank has items of every type', () => {
  const types = new Set(files.flatMap(({ source }) => source.value.items.map(({ type }) => type)));
  expect([...types].sort()).toEqual([
    'form-field',
    'hotspot',
    'multiple-choice',
    'order',
    'single-choice',
    'typed-codes',
  ]);
  expect(files.some(({ scenario }) => scenario.length > 0)).toBe(true);
});

test('the bank passes the content check', async () => {
  const issues = await lintItemBank('.', catalogDb, readGuidelineSections(process.env.CODESETS_DIR));
  expect(issues.filter(({ isWarning }) => !isWarning).map(sayIssue)).toEqual([]);
}, 60_000);

describe.each(files.map(({ id, source }) => ({ id, items: source.value.items })))('$id', ({ items }) => {
  test.each(items)('$id: its right answer has full credit, no answer none', async (item) => {
    const context = { catalog: await catalogOf(item) };
    const right = judgeItem(item, rightAnswer(item), context);
    expect(right).toMatchObject({ verdict: 'right', credit: 1 });
    expect(right.remarks.filter(({ tone }) => tone === 'wrong' || tone === 'missed')).toEqual([]);
    expect(judgeItem(item, undefined, context)).toMatchObject({ verdict: 'unanswered', credit: 0 });
  });
});
