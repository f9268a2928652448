import { describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { getAnswerKey } from '#db/queries/answer-keys';
import { findAttempt, findOpenAttempt, listTries, openAttempt, saveDraft } from '#db/queries/attempts';
import { findGrade, listGrades, recordSubmission } from '#db/queries/grades';
import { attempts } from '#db/schema/attempts';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { grade } from '#domain/grading/grade';
import { aContext, aKey, aSheet } from '../build.ts';
import { aPublishedCase, at, newId } from './a-case.ts';
import { freshDatabase } from './fresh-database.ts';

const aGrade = () => grade(aKey(), aSheet(), aContext());
const NONE = { observations: [], entries: [] };
const drafted = (...codes: string[]): DraftSheet => ({
  ...emptyDraft(),
  diagnoses: codes.map((code) => ({ id: code, code })),
});

async function anAttempt(db: Db, personId = 'ann') {
  const wanted = { ...(await aPublishedCase(db)), personId, now: at(1) };
  const begin = () => openAttempt(db, { ...wanted, attemptId: newId() });
  const attempt = await begin();
  const owner = { attemptId: attempt.id, personId };
  const save = (baseRevision: number, draft: DraftSheet) =>
    saveDraft(db, { ...owner, baseRevision, draft, now: at(2) });
  const submit = async (revision: number) =>
    recordSubmission(db, {
      ...owner,
      revision,
      answerKeyId: (await getAnswerKey(db, attempt.caseVersionId)).id,
      grade: aGrade(),
      evidence: NONE,
      now: at(3),
    });
  return { attempt, owner, begin, save, submit };
}

describe('opening', () => {
  test('twenty tabs that open a case at once share one attempt', async () => {
    const { db } = await freshDatabase();
    const wanted = { ...(await aPublishedCase(db)), personId: 'ann', now: at(1) };
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => openAttempt(db, { ...wanted, attemptId: newId() })),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(await listTries(db, 'ann')).toHaveLength(1);
  });
  test('after submitting, the next try begins empty and the first is kept', async () => {
    const { db } = await freshDatabase();
    const { attempt, begin, save, submit } = await anAttempt(db);
    await save(0, drafted('I10'));
    expect(await submit(1)).toBe(true);
    const second = await begin();
    expect(second).toMatchObject({ tryNumber: 2, revision: 0, draft: emptyDraft() });
    const tries = await listTries(db, 'ann', 'a-case');
    expect(tries.map(({ tryNumber }) => tryNumber)).toEqual([2, 1]);
    expect(tries.map((one) => 'draft' in one)).toEqual([false, false]);
    expect((await findAttempt(db, { attemptId: attempt.id, personId: 'ann' }))?.draft).toEqual(drafted('I10'));
    expect(await findOpenAttempt(db, { slug: 'a-case', personId: 'ann' })).toEqual(second);
    expect(attempt.tryNumber).toBe(1);
  });
  test('a clock that goes backwards changes no order and no save', async () => {
    const { db } = await freshDatabase();
    const wanted = { ...(await aPublishedCase(db)), personId: 'ann' };
    const first = await openAttempt(db, { ...wanted, attemptId: newId(), now: at(9000) });
    const owner = { attemptId: first.id, personId: 'ann' };
    const early = await saveDraft(db, { ...owner, baseRevision: 0, draft: drafted('I10'), now: at(5) });
    expect(early).toMatchObject({ kind: 'saved', revision: 1 });
    expect((await findAttempt(db, owner))?.draft).toEqual(drafted('I10'));
    await db.update(attempts).set({ submittedAt: at(4) });
    await openAttempt(db, { ...wanted, attemptId: newId(), now: at(3) });
    expect((await listTries(db, 'ann', 'a-case')).map(({ tryNumber }) => tryNumber)).toEqual([2, 1]);
  });
});

describe('saving', () => {
  test('the second of two tabs is told what is stored, and nothing of the first is lost', async () => {
    const { db } = await freshDatabase();
    const { owner, save } = await anAttempt(db);
    expect(await save(0, drafted('I10'))).toMatchObject({ kind: 'saved', revision: 1 });
    expect(await save(0, drafted('E119'))).toMatchObject({
      kind: 'conflict',
      attempt: { revision: 1, draft: drafted('I10') },
    });
    expect(await findAttempt(db, owner)).toMatchObject({ revision: 1, draft: drafted('I10') });
  });
  test('fifty saves from the same revision at once: one wins, all others conflict', async () => {
    const { db } = await freshDatabase();
    const { save } = await anAttempt(db);
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, index) => save(0, drafted(`R${index}`))));
    expect(outcomes.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'conflict')).toHaveLength(49);
  });
  test('a save whose answer was lost can be sent again', async () => {
    const { db } = await freshDatabase();
    const { owner, save } = await anAttempt(db);
    await save(0, drafted('I10'));
    expect(await save(0, drafted('I10'))).toMatchObject({ kind: 'saved', revision: 1 });
    expect(await findAttempt(db, owner)).toMatchObject({ revision: 1 });
  });
  test('a submitted attempt is refused', async () => {
    const { db } = await freshDatabase();
    const { owner, save, submit } = await anAttempt(db);
    await submit(0);
    expect(await save(0, drafted('I10'))).toMatchObject({ kind: 'submitted' });
    expect(await findAttempt(db, owner)).toMatchObject({ revision: 0, draft: emptyDraft() });
  });
  test("somebody else's attempt and one that never was answer the same", async () => {
    const { db } = await freshDatabase();
    const { attempt } = await anAttempt(db);
    const change = { baseRevision: 0, draft: drafted('I10'), now: at(2) };
    for (const stranger of [
      { attemptId: attempt.id, personId: 'bob' },
      { attemptId: 'forged', personId: 'ann' },
    ]) {
      expect(await saveDraft(db, { ...stranger, ...change })).toEqual({ kind: 'not-found' });
      expect(await findAttempt(db, stranger)).toBeUndefined();
    }
    expect(await findAttempt(db, { attemptId: attempt.id, personId: 'ann' })).toMatchObject({ revision: 0 });
  });
  test('emoji, right-to-left text, control characters and half a character come back as they went', async () => {
    const { db } = await freshDatabase();
    const { owner, save } = await anAttempt(db);
    const draft = { ...drafted('🩺', 'שלום', '\u0000\u0007', '\ud83d'), note: `${'x'.repeat(9_000)}\u202e` };
    await save(0, draft);
    expect((await findAttempt(db, owner))?.draft).toEqual(draft);
  });
});

describe('submitting', () => {
  test('a double submit is graded once', async () => {
    const { db } = await freshDatabase();
    const { attempt, submit } = await anAttempt(db);
    const answers = await Promise.all([submit(0), submit(0), submit(0)]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    const stored = await findGrade(db, attempt.id);
    expect(stored).toMatchObject({ grade: aGrade(), gradedAt: 3, answerKey: { revision: 1 } });
  });
  test('a sheet that was saved again meanwhile is not graded as it was', async () => {
    const { db } = await freshDatabase();
    const { attempt, save, submit, owner } = await anAttempt(db);
    await save(0, drafted('I10'));
    expect(await submit(0)).toBe(false);
    expect(await findGrade(db, attempt.id)).toBeUndefined();
    expect((await findAttempt(db, owner))?.submittedAt).toBeUndefined();
  });
  test('grades of several attempts come by attempt, those without a grade not at all', async () => {
    const { db } = await freshDatabase();
    const { attempt, submit } = await anAttempt(db);
    expect(await listGrades(db, [attempt.id])).toEqual(new Map());
    await submit(0);
    expect(await listGrades(db, [attempt.id, 'forged'])).toEqual(new Map([[attempt.id, aGrade()]]));
    expect(await listGrades(db, [])).toEqual(new Map());
  });
  test('an attempt is closed only together with its grade', async () => {
    const { db } = await freshDatabase();
    const { owner, attempt } = await anAttempt(db);
    const submission = {
      ...owner,
      revision: 0,
      answerKeyId: 'no such key',
      grade: aGrade(),
      evidence: NONE,
      now: at(3),
    };
    await expect(recordSubmission(db, submission)).rejects.toThrow();
    expect((await findAttempt(db, { attemptId: attempt.id, personId: 'ann' }))?.submittedAt).toBeUndefined();
  });
});

describe('the number of statements', () => {
  test('stays as it was reviewed', async () => {
    const { db } = await freshDatabase();
    const { owner, save, submit, attempt } = await anAttempt(db);
    const counted = async (work: () => Promise<unknown>) => {
      const before = statements.count;
      await work();
      return statements.count - before;
    };
    const statements = countStatements(db);
    expect({
      find: await counted(() => findAttempt(db, owner)),
      list: await counted(() => listTries(db, 'ann')),
      save: await counted(() => save(0, drafted('I10'))),
      submit: await counted(() => submit(1)),
      grade: await counted(() => findGrade(db, attempt.id)),
      grades: await counted(() => listGrades(db, [attempt.id, 'another', 'and one more'])),
    }).toEqual({ find: 1, list: 1, save: 5, submit: 5, grade: 1, grades: 1 });
  });
});

/** Counts what goes to the driver, inside transactions and outside. */
function countStatements(db: Db): { count: number } {
  const seen = { count: 0 };
  const client = db.$client;
  const { execute, transaction } = client;
  const counting =
    <Call extends (...call: never[]) => unknown>(call: Call) =>
    (...args: Parameters<Call>) => {
      seen.count += 1;
      return call(...args);
    };
  client.execute = counting(execute as (...call: never[]) => unknown) as typeof execute;
  client.transaction = (async (mode: 'write') => {
    const tx = await transaction(mode);
    return Object.assign(Object.create(tx), {
      execute: counting((...call: [never]) => tx.execute(...call)),
      commit: () => tx.commit(),
      rollback: () => tx.rollback(),
    });
  }) as typeof transaction;
  return seen;
}
