import type { Db } from '#db/client';
import { listItemSummaries, type PublishedItem } from '#db/queries/items';
import { findPublishedFingerprint } from '#db/queries/publishing';
import { listSeenItems } from '#db/queries/sittings';
import type { Blueprint } from '#domain/exam/blueprint';
import { examPool } from '#domain/exam/forms/exam-supply';

interface KnownBank {
  fingerprint: string;
  bank: readonly PublishedItem[];
}
/** By database, so that nothing is known of one that is closed. */
const knownBanks = new WeakMap<Db, KnownBank>();

/**
 * The platform's items for exams. They change with publishing alone, so they are read again only when that happened: of
 * what a start costs, reading them is the half. One query, or three.
 */
export async function listBank(db: Db): Promise<readonly PublishedItem[]> {
  const fingerprint = (await findPublishedFingerprint(db, 'items')) ?? '';
  const known = knownBanks.get(db);
  if (known?.fingerprint === fingerprint) return known.bank;
  const bank = await listItemSummaries(db);
  knownBanks.set(db, { fingerprint, bank });
  return bank;
}

/** The items an exam can have, with when this person last had each. Two queries, or four. */
export async function listExamPool(
  db: Db,
  blueprint: Pick<Blueprint, 'id'>,
  personId: string,
): Promise<PublishedItem[]> {
  const bank = await listBank(db);
  const seen = await listSeenItems(db, personId);
  return examPool(blueprint, bank).map((item) => {
    const lastSeenAt = seen.get(item.id);
    return lastSeenAt === undefined ? item : { ...item, lastSeenAt };
  });
}
