import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { listItemsToPublish } from '#db/items-to-publish';
import { publishItems } from '#db/queries/publish-items';
import type { Actor } from '#domain/people/permissions';
import type { Instant } from '#domain/time';

/** Puts the whole bank into a database, every question as if somebody had answered it unseen. */
export async function putBank(db: Db): Promise<void> {
  const all = listItemsToPublish('.').map((one) => ({ ...one, isReviewed: true }));
  await publishItems(db, all, 'the bank', { now: 1 as Instant, newId });
}

/** A new guest. */
export const aGuest = (): Actor => ({ personId: newId(), isSignedIn: false, isAdministrator: false, memberships: [] });
