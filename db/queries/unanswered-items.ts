import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemKeys } from '#db/schema/items';
import { sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';
import type { Item } from '#domain/exam/items/item-file';
/** A question of a closed sitting that counted and was left unanswered, with its key. */
export interface UnansweredItem {
  sittingId: string;
  /** From 0. */
  place: number;
  /** Name of the blueprint's file. */
  blueprint: string;
  item: Item;
}

/** What was left unanswered in these sittings, of those that are closed and this person's, in the order asked. One query. */
export async function listUnansweredItems(
  db: Db,
  personId: string,
  sittingIds: readonly string[],
): Promise<UnansweredItem[]> {
  if (sittingIds.length === 0) return [];
  const isTold = and(eq(sittingJudgements.sittingId, sittings.id), eq(sittingJudgements.place, sittingItems.place));
  return db
    .select({
      sittingId: sittings.id,
      place: sittingItems.place,
      blueprint: sittings.blueprint,
      item: itemKeys.item,
    })
    .from(sittings)
    .innerJoin(sittingItems, eq(sittingItems.sittingId, sittings.id))
    .innerJoin(sittingJudgements, isTold)
    .innerJoin(itemKeys, eq(itemKeys.itemVersionId, sittingItems.itemVersionId))
    .where(
      and(
        inArray(sittings.id, [...sittingIds]),
        eq(sittings.personId, personId),
        isNotNull(sittings.closedAt),
        eq(sittingItems.isPretest, false),
        eq(sittingJudgements.verdict, 'unanswered'),
      ),
    )
    .orderBy(asc(sittings.id), asc(sittingItems.place));
}
