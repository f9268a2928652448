import { expect, onTestFinished, test } from 'vitest';
import { listVarianceEntries } from '#db/queries/variance-entries';
import { grades } from '#db/schema/attempts';
import { tellVariances } from '#operations/study/find-card';
import { aTry } from '../../db/a-person.ts';
import { freshDatabase } from '../../db/fresh-database.ts';
import { openEmptyCatalog } from '../../releases/open-catalog.ts';

test('a card tells the variance its entry counts, also when the chart was graded anew; of others none', async () => {
  const { db } = await freshDatabase();
  const { db: catalogDb, close } = await openEmptyCatalog();
  onTestFinished(close);
  await aTry(db, 'ann');
  const localsOf = (personId: string) => {
    const actor = { personId, isSignedIn: false, isAdministrator: false, memberships: [] };
    return { db, catalogDb, actor };
  };
  const entries = await listVarianceEntries(db, 'ann');
  const before = await tellVariances(localsOf('ann'), entries);
  expect(before).toHaveLength(1);
  const [stored] = await db.select().from(grades);
  if (!stored) throw new Error('nothing was graded');
  const [first, ...rest] = stored.grade.variances;
  const shifted = { ...stored.grade, variances: [...rest, ...(first ? [first] : [])].slice(1) };
  await db.insert(grades).values({ ...stored, engine: 2, createdAt: stored.createdAt + 1, grade: shifted });
  expect(await tellVariances(localsOf('ann'), entries)).toEqual(before);
  expect(await tellVariances(localsOf('joann'), entries)).toEqual([]);
});
