import { and, eq, gte, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemDomains, items, itemVersions } from '#db/schema/items';
import { sittingItems, sittings } from '#db/schema/sittings';
import type { Instant } from '#domain/time';

/** Items of a sitting whose key this person was shown before it began, by place: they were in a sitting that was closed. One query. */
export async function listKnownPlaces(db: Db, sittingId: string): Promise<Set<number>> {
  const wasShown = sql`exists (
    select 1 from sittings earlier
      join sitting_items shown on shown.sitting_id = earlier.id
      join item_versions of_item on of_item.id = shown.item_version_id
    where earlier.person_id = ${sittings.personId} and earlier.id <> ${sittings.id}
      and earlier.closed_at <= ${sittings.startedAt} and of_item.item_id = ${itemVersions.itemId})`;
  const found = await db
    .select({ place: sittingItems.place })
    .from(sittingItems)
    .innerJoin(sittings, eq(sittings.id, sittingItems.sittingId))
    .innerJoin(itemVersions, eq(itemVersions.id, sittingItems.itemVersionId))
    .where(and(eq(sittingItems.sittingId, sittingId), wasShown));
  return new Set(found.map(({ place }) => place));
}

/** How many items of each closed sitting of a person had been in one that was closed before, by sitting. One query. */
export async function countKnownItems(db: Db, personId: string): Promise<Map<string, number>> {
  const found = await db.all<{ sittingId: string; known: number }>(sql`
    with had as (
      select s.id, s.started_at, s.closed_at, v.item_id
      from sittings s join sitting_items i on i.sitting_id = s.id join item_versions v on v.id = i.item_version_id
      where s.person_id = ${personId} and s.closed_at is not null
    ), first as (select item_id, min(closed_at) as shown_at from had group by item_id)
    select had.id as sittingId, sum(first.shown_at <= had.started_at) as known
    from had join first on first.item_id = had.item_id group by had.id`);
  return new Map(found.map(({ sittingId, known }) => [sittingId, known]));
}

/**
 * The domains that items of a person's closed sittings count for, as their authors said, by `sitting item`: as
 * observations of exams name them. One query.
 */
export async function listDomainsOfExamItems(
  db: Db,
  personId: string,
  since: Instant,
): Promise<Map<string, readonly string[]>> {
  const found = await db
    .select({ sittingId: sittings.id, name: items.name, domain: itemDomains.domain })
    .from(sittings)
    .innerJoin(sittingItems, eq(sittingItems.sittingId, sittings.id))
    .innerJoin(itemVersions, eq(itemVersions.id, sittingItems.itemVersionId))
    .innerJoin(items, eq(items.id, itemVersions.itemId))
    .innerJoin(itemDomains, eq(itemDomains.itemVersionId, itemVersions.id))
    .where(and(eq(sittings.personId, personId), isNotNull(sittings.closedAt), gte(sittings.closedAt, since)))
    .orderBy(sittings.id, sittingItems.place, itemDomains.place);
  const byItem = Map.groupBy(found, ({ sittingId, name }) => `${sittingId} ${name}`);
  return new Map([...byItem].map(([key, rows]) => [key, rows.map(({ domain }) => domain)]));
}

/**
 * Sittings of anybody that are not closed, and were handed in or had their time up at `before`, breaks left out: at most
 * `most`, by their ids, behind `after`. Their clocks decide; this only keeps the others out of the way. One query.
 */
export const listMaybeOver = (
  db: Db,
  { before, after, most }: { before: Instant; after: string; most: number },
): Promise<{ sittingId: string; personId: string }[]> =>
  db
    .select({ sittingId: sittings.id, personId: sittings.personId })
    .from(sittings)
    .where(
      and(
        isNull(sittings.closedAt),
        sql`${sittings.id} > ${after}`,
        or(
          isNotNull(sittings.handedInAt),
          sql`${sittings.startedAt} + ${sittings.minutes} * 60000 * json_extract(${sittings.accommodations}, '$.timeMultiplier') <= ${before}`,
        ),
      ),
    )
    .orderBy(sittings.id)
    .limit(most);
