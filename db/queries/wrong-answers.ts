import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemKeys, itemScenarios, itemVersions } from '#db/schema/items';
import { sittingAnswers, sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';
import { notebookEntries } from '#db/schema/study';
import type { Block } from '#domain/chart/chart';
import type { ItemAnswer } from '#domain/exam/items/item-answer';
import type { Item } from '#domain/exam/items/item-file';
import type { Judgement } from '#domain/exam/items/judgement';
import type { Instant } from '#domain/time';

/** An entry of the notebook that came from an exam, with what may be said before its key is read. */
export interface WrongAnswer {
  id: string;
  sittingId: string;
  /** Of the item in the sitting, from 0. */
  place: number;
  /** Id of the skill it belongs to first. */
  skill: string;
  /** Name of the blueprint's file. */
  blueprint: string;
}

const ofSitting = and(eq(sittings.id, notebookEntries.ref), eq(sittings.personId, notebookEntries.personId));
const isClosedExam = (personId: string) =>
  and(eq(notebookEntries.personId, personId), eq(notebookEntries.source, 'exam'), isNotNull(sittings.closedAt));

/** Entries of a person's closed sittings that are not settled, the oldest first; one of them with `id`. One query. */
export const listWrongAnswers = (db: Db, personId: string, id?: string): Promise<WrongAnswer[]> =>
  db
    .select({
      id: notebookEntries.id,
      sittingId: sittings.id,
      place: notebookEntries.place,
      skill: notebookEntries.skill,
      blueprint: sittings.blueprint,
    })
    .from(notebookEntries)
    .innerJoin(sittings, ofSitting)
    .where(
      and(
        isClosedExam(personId),
        isNull(notebookEntries.settledAt),
        id === undefined ? undefined : eq(notebookEntries.id, id),
      ),
    )
    .orderBy(asc(notebookEntries.at), asc(notebookEntries.place), asc(notebookEntries.id));

/** All that an entry is told from. */
export interface ToldAnswer extends WrongAnswer {
  /** With its key. */
  item: Item;
  answer?: ItemAnswer;
  judgement: Judgement;
  scenario?: { title: string; blocks: Block[] };
  closedAt: Instant;
}

/** These entries with item, answer and verdict, only of closed sittings of this person. In no order. One query. */
export async function listToldAnswers(db: Db, personId: string, ids: readonly string[]): Promise<ToldAnswer[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select({
      id: notebookEntries.id,
      sittingId: sittings.id,
      place: notebookEntries.place,
      skill: notebookEntries.skill,
      blueprint: sittings.blueprint,
      item: itemKeys.item,
      answer: sittingAnswers.answer,
      judgement: sittingJudgements.judgement,
      scenario: { title: itemScenarios.title, blocks: itemScenarios.blocks },
      closedAt: sittings.closedAt,
    })
    .from(notebookEntries)
    .innerJoin(sittings, ofSitting)
    .innerJoin(sittingItems, ofPlace(sittingItems))
    .innerJoin(sittingJudgements, ofPlace(sittingJudgements))
    .innerJoin(itemVersions, eq(itemVersions.id, sittingItems.itemVersionId))
    .innerJoin(itemKeys, eq(itemKeys.itemVersionId, itemVersions.id))
    .leftJoin(itemScenarios, eq(itemScenarios.id, itemVersions.scenarioId))
    .leftJoin(sittingAnswers, ofPlace(sittingAnswers))
    .where(and(isClosedExam(personId), inArray(notebookEntries.id, [...ids])));
  return found.map(({ answer, scenario, closedAt, ...row }) => ({
    ...row,
    ...(answer && { answer }),
    ...(scenario && { scenario }),
    closedAt: closedAt as Instant,
  }));
}

const ofPlace = (table: typeof sittingItems | typeof sittingJudgements | typeof sittingAnswers) =>
  and(eq(table.sittingId, sittings.id), eq(table.place, notebookEntries.place));
