import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { getAnswerKey } from '#db/queries/answer-keys';
import { findOpenAttempt, openAttempt } from '#db/queries/attempts';
import { findPublishedCase, getCaseVersion, listCases } from '#db/queries/cases';
import { isPublished } from '#db/queries/publishing';
import { aDiagnosis, aKey } from '../build.ts';
import { aChart } from '../domain/authoring/a-review.ts';
import { aCase, aPublishedCase, at, newId, publish } from './a-case.ts';
import { freshDatabase } from './fresh-database.ts';

test('the same files publish nothing twice', async () => {
  const { db } = await freshDatabase();
  expect(await publish(db, [aCase()])).toEqual({ published: ['a-case'], withdrawn: [] });
  expect(await publish(db, [aCase()])).toEqual({ published: [], withdrawn: [] });
  expect(await db.get(sql`select count(*) as n from case_versions`)).toMatchObject({ n: 1 });
});

test('a changed chart and a changed key are new versions, and an attempt keeps the one it began on', async () => {
  const { db } = await freshDatabase();
  const first = await aPublishedCase(db);
  const attempt = await openAttempt(db, { ...first, attemptId: newId(), personId: 'ann', now: at(1) });
  expect(await publish(db, [aCase({ key: aKey({ diagnoses: [aDiagnosis('I10')] }) })], 2)).toMatchObject({
    published: ['a-case'],
  });
  expect(await publish(db, [aCase({ chart: aChart({ title: 'Another title' }) })], 3)).toMatchObject({
    published: ['a-case'],
  });
  const newest = await findPublishedCase(db, 'a-case');
  expect(newest?.chart.title).toBe('Another title');
  expect(newest?.caseVersionId).not.toBe(first.caseVersionId);
  const stillOpen = await findOpenAttempt(db, { slug: 'a-case', personId: 'ann' });
  expect(stillOpen).toEqual(attempt);
  expect((await getCaseVersion(db, first.caseVersionId)).title).toBe(aChart().title);
  expect((await getAnswerKey(db, first.caseVersionId)).key).toEqual(aKey());
  expect(await listCases(db)).toMatchObject([{ slug: 'a-case', title: 'Another title', documents: 1, words: 7 }]);
});

test('a case whose files are gone is withdrawn, and offered again when they are back', async () => {
  const { db } = await freshDatabase();
  await aPublishedCase(db);
  expect(await publish(db, [])).toEqual({ published: [], withdrawn: ['a-case'] });
  expect(await listCases(db)).toEqual([]);
  expect(await findPublishedCase(db, 'a-case')).toBeUndefined();
  await publish(db, [aCase()]);
  expect(await listCases(db)).toHaveLength(1);
});

test('the fingerprint tells whether anything is to be done', async () => {
  const { db } = await freshDatabase();
  const cases = [aCase()];
  expect(await isPublished(db, JSON.stringify(cases))).toBe(false);
  await publish(db, cases);
  expect(await isPublished(db, JSON.stringify(cases))).toBe(true);
  expect(await isPublished(db, 'other files')).toBe(false);
});

test.each(['case_versions set title = 1', 'answer_keys set revision = 2'])(
  'published rows never change: update %s',
  async (change) => {
    const { db } = await freshDatabase();
    await aPublishedCase(db);
    await expect(db.run(sql.raw(`update ${change}`))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('never change') },
    });
  },
);

test('a chart in the database holds nothing of its key', async () => {
  const { db } = await freshDatabase();
  await publish(db, [aCase({ key: aKey({ turnsOn: 'What only the key says.' }) })]);
  const found = await findPublishedCase(db, 'a-case');
  expect(JSON.stringify([found, await listCases(db)])).not.toMatch(/only the key|rationale|whyNot/);
});
