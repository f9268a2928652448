import type { Db } from '#db/client';
import { listItemSummaries, type PublishedItem } from '#db/queries/items';
import { listSeenItems } from '#db/queries/sittings';
import type { Blueprint } from '#domain/exam/blueprint';
import { examPool } from '#domain/exam/exam-supply';

/** The items an exam can have, with when this person last had each. Three queries. */
export async function listExamPool(
  db: Db,
  blueprint: Pick<Blueprint, 'id'>,
  personId: string,
): Promise<PublishedItem[]> {
  const bank = await listItemSummaries(db);
  const seen = await listSeenItems(db, personId);
  return examPool(blueprint, bank).map((item) => {
    const lastSeenAt = seen.get(item.id);
    return lastSeenAt === undefined ? item : { ...item, lastSeenAt };
  });
}
