import { and, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type ExportTable, isoTime, pagesOf } from '#db/queries/pages';
import { itemVersions } from '#db/schema/items';
import { sittingAnswers, sittingBreaks, sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';

/** Sittings and answers are large, breaks are small. */
const MANY = 200;

/**
 * The exams a person sat: the sittings, what they did with each question, breaks, and of those that are closed the
 * verdicts. Before, a verdict would tell the key.
 */
export const sittingTables = (db: Db, personId: string): ExportTable[] => [
  {
    name: 'exams',
    about: 'practice exams you sat, each with its result once it was closed',
    columns: [
      'id',
      'exam',
      'mode',
      'scope',
      'domains',
      'seed',
      'expected',
      'minutes',
      'accommodations',
      'startedAt',
      'handedInAt',
      'closedAt',
      'outcome',
    ],
    pages: () => pagesOf(MANY, (after, most) => readSittings(db, personId, after, most)),
  },
  {
    name: 'exam-questions',
    about:
      'the questions of each exam, in the order asked, and what you did with them; what they ask once it was closed',
    columns: [
      'examId',
      'number',
      'domain',
      'question',
      'answer',
      'isFlagged',
      'struck',
      'note',
      'highlights',
      'spentMs',
      'changedAt',
      'changeOrder',
      'savedAt',
    ],
    pages: () => pagesOf(MANY, (after, most) => readQuestions(db, personId, after, most)),
  },
  {
    name: 'exam-breaks',
    about: 'breaks you took in exams',
    columns: ['examId', 'fromAt', 'toAt'],
    pages: () => pagesOf(MANY, (after, most) => readBreaks(db, personId, after, most)),
  },
  {
    name: 'exam-verdicts',
    about: 'how each answer of a closed exam was judged, and which questions were on trial and did not count',
    columns: ['examId', 'number', 'verdict', 'credit', 'judgement', 'isPretest'],
    pages: () => pagesOf(MANY, (after, most) => readVerdicts(db, personId, after, most)),
  },
];

async function readSittings(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${sittings}.rowid`;
  const found = await db
    .select({ cursor, row: sittings })
    .from(sittings)
    .where(and(eq(sittings.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(
    ({ cursor: at, row: { personId: _, blueprint, startedAt, handedInAt, closedAt, seed, ...row } }) => ({
      ...row,
      cursor: at,
      // With the bank it tells which questions are on trial.
      ...(closedAt !== null && { seed }),
      exam: blueprint,
      startedAt: isoTime(startedAt),
      handedInAt: isoTime(handedInAt),
      closedAt: isoTime(closedAt),
    }),
  );
}

/**
 * Every question with what was done; a question on trial is not told from the others before the exam is closed. Nor is
 * what it asks: in a break the clock stands, and questions are hidden.
 */
async function readQuestions(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${sittingItems}.rowid`;
  const ofItem = and(
    eq(sittingAnswers.sittingId, sittingItems.sittingId),
    eq(sittingAnswers.place, sittingItems.place),
  );
  const found = await db
    .select({
      cursor,
      asked: sittingItems,
      question: itemVersions.candidate,
      answer: sittingAnswers,
      closedAt: sittings.closedAt,
    })
    .from(sittingItems)
    .innerJoin(sittings, eq(sittings.id, sittingItems.sittingId))
    .innerJoin(itemVersions, eq(itemVersions.id, sittingItems.itemVersionId))
    .leftJoin(sittingAnswers, ofItem)
    .where(and(eq(sittings.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, asked, question, answer, closedAt }) => {
    const { id: _, ...shown } = question;
    return {
      cursor: at,
      examId: asked.sittingId,
      number: asked.place + 1,
      domain: asked.domain,
      ...(closedAt !== null && { question: shown }),
      ...(answer && answerOf(answer)),
    };
  });
}

function answerOf({ sittingId: _, place: __, changedAt, savedAt, ...own }: typeof sittingAnswers.$inferSelect) {
  return { ...own, changedAt: isoTime(changedAt), savedAt: isoTime(savedAt) };
}

async function readBreaks(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${sittingBreaks}.rowid`;
  const found = await db
    .select({ cursor, row: sittingBreaks })
    .from(sittingBreaks)
    .innerJoin(sittings, eq(sittings.id, sittingBreaks.sittingId))
    .where(and(eq(sittings.personId, personId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, row: { sittingId: examId, fromAt, toAt } }) => {
    return { cursor: at, examId, fromAt: isoTime(fromAt), toAt: isoTime(toAt) };
  });
}

async function readVerdicts(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${sittingJudgements}.rowid`;
  const ofItem = and(
    eq(sittingItems.sittingId, sittingJudgements.sittingId),
    eq(sittingItems.place, sittingJudgements.place),
  );
  const found = await db
    .select({ cursor, row: sittingJudgements, isPretest: sittingItems.isPretest })
    .from(sittingJudgements)
    .innerJoin(sittings, eq(sittings.id, sittingJudgements.sittingId))
    .innerJoin(sittingItems, ofItem)
    .where(and(eq(sittings.personId, personId), isNotNull(sittings.closedAt), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, row: { sittingId: examId, place: asked, ...verdict }, isPretest }) => {
    return { cursor: at, examId, number: asked + 1, ...verdict, isPretest };
  });
}
