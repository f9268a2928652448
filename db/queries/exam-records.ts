import { and, asc, desc, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemKeys, items, itemVersions } from '#db/schema/items';
import { sittings } from '#db/schema/sittings';
import { guessingChance } from '#domain/exam/items/guessing-chance';
import type { Item } from '#domain/exam/items/item-file';
import type { RecordedAnswer, RecordedItem, RecordedSitting } from '#domain/exam/statistics/exam-records';
import type { Instant } from '#domain/time';

/** Items of an exam's closed sittings, and which of them a published version belongs to. */
export interface RecordedBank {
  items: RecordedItem[];
  indexOfVersion: ReadonlyMap<string, number>;
}

/**
 * Every author's version that a closed sitting of the exam had, by name and version. Published versions that only say
 * something in other words are one. One query; keys are in it.
 */
export async function listRecordedItems(db: Db, blueprint: string): Promise<RecordedBank> {
  const isSat = sql`exists (select 1 from sitting_items join sittings on sittings.id = sitting_items.sitting_id
    where sitting_items.item_version_id = ${itemVersions.id} and sittings.blueprint = ${blueprint}
      and sittings.closed_at is not null)`;
  const found = await db
    .select({
      versionId: itemVersions.id,
      name: items.name,
      version: itemVersions.version,
      publishedAt: itemVersions.publishedAt,
      item: itemKeys.item,
    })
    .from(itemVersions)
    .innerJoin(items, eq(items.id, itemVersions.itemId))
    .innerJoin(itemKeys, eq(itemKeys.itemVersionId, itemVersions.id))
    .where(isSat)
    .orderBy(asc(items.name), asc(itemVersions.version), asc(itemVersions.number));
  const indexOfVersion = new Map<string, number>();
  const recorded: RecordedItem[] = [];
  for (const { versionId, name, version, publishedAt, item } of found) {
    const last = recorded.at(-1);
    if (last?.name !== name || last.version !== version)
      recorded.push({ name, version, publishedAt: publishedAt as Instant, ...askedIn(item) });
    indexOfVersion.set(versionId, recorded.length - 1);
  }
  return { items: recorded, indexOfVersion };
}

function askedIn(item: Item): Pick<RecordedItem, 'type' | 'options' | 'key' | 'guessing'> {
  const { type } = item;
  const guessing = guessingChance(item);
  if (type !== 'single-choice' && type !== 'multiple-choice') return { type, guessing, options: 0, key: [] };
  return {
    type,
    guessing,
    options: item.options.length,
    key: item.options.flatMap(({ isRight }, place) => (isRight ? [place] : [])),
  };
}

/** Where a page of sittings ended: the next begins behind it. */
export interface SittingPlace {
  startedAt: number;
  id: string;
}

/** The place before the newest `most` closed sittings of an exam; the very beginning where there are fewer. One query. */
export async function findRecordsStart(db: Db, blueprint: string, most: number): Promise<SittingPlace> {
  const [found] = await db
    .select({ startedAt: sittings.startedAt, id: sittings.id })
    .from(sittings)
    .where(and(eq(sittings.blueprint, blueprint), isNotNull(sittings.closedAt)))
    .orderBy(desc(sittings.startedAt), desc(sittings.id))
    .limit(1)
    .offset(most);
  return found ?? { startedAt: -1, id: '' };
}

/**
 * The next `most` closed sittings of an exam behind `after`, the oldest first, with every answer; `next` is undefined
 * when that was all. One query, bounded, so that requests get their turn in between; the answers of a sitting come as
 * one text, which takes a third of the time that a row each takes.
 */
export async function listRecordedSittings(
  db: Db,
  { blueprint, after, most }: { blueprint: string; after: SittingPlace; most: number },
  indexOfVersion: ReadonlyMap<string, number>,
): Promise<{ sittings: RecordedSitting[]; next?: SittingPlace }> {
  const { id, personId, scope, startedAt } = sittings;
  const isBehind = or(gt(startedAt, after.startedAt), and(eq(startedAt, after.startedAt), gt(id, after.id)));
  const found = await db
    .select({ id, personId, scope, startedAt, answers: answersOf })
    .from(sittings)
    .where(and(eq(sittings.blueprint, blueprint), isNotNull(sittings.closedAt), isBehind))
    .orderBy(asc(startedAt), asc(id))
    .limit(most);
  const last = found.at(-1);
  return {
    sittings: found.map((one) => ({
      personId: one.personId,
      scope: one.scope,
      startedAt: one.startedAt as Instant,
      answers: readAnswers(one.answers, indexOfVersion),
    })),
    ...(last && found.length === most && { next: { startedAt: last.startedAt, id: last.id } }),
  };
}

type AnswerText = [
  versionId: string,
  isPretest: 0 | 1,
  credit: 0 | 1,
  isLeftOut: 0 | 1,
  chosen: number[] | null,
  spentMs: number | null,
];
const answersOf = sql<string>`(select json_group_array(json_array(asked.item_version_id, asked.is_pretest, told.credit,
    told.verdict = 'unanswered', json_extract(given.answer, '$.chosen'), given.spent_ms))
  from sitting_items asked
  join sitting_judgements told on told.sitting_id = asked.sitting_id and told.place = asked.place
  left join sitting_answers given on given.sitting_id = asked.sitting_id and given.place = asked.place
  where asked.sitting_id = ${sittings.id})`;

function readAnswers(text: string, indexOfVersion: ReadonlyMap<string, number>): RecordedAnswer[] {
  return (JSON.parse(text) as AnswerText[]).flatMap(([versionId, isPretest, credit, isLeftOut, chosen, spentMs]) => {
    const item = indexOfVersion.get(versionId);
    // Published and sat since the items were read: the next reckoning has it.
    if (item === undefined) return [];
    return {
      item,
      isRight: credit === 1,
      chosen: chosen ?? [],
      isLeftOut: isLeftOut === 1,
      isPretest: isPretest === 1,
      ...(spentMs !== null && spentMs > 0 && { spentMs }),
    };
  });
}
