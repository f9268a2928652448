import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemDomains, itemKeys, itemScenarios, items, itemVersions } from '#db/schema/items';
import type { Block } from '#domain/chart/chart';
import type { ItemSummary } from '#domain/exam/forms/item-pool';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { Item } from '#domain/exam/items/item-file';

/** What a form is put together from: the version that would be in it, and what assembly asks. */
export type PublishedItem = ItemSummary & { versionId: string; type: Item['type'] };

const isNewest = sql`${itemVersions.number} = (select max(newest.number) from item_versions newest where newest.item_id = ${items.id})`;

/**
 * The platform's items for exams, in their newest versions, in the order of their names: only those that somebody has
 * answered unseen, unless `withUnreviewed`. `expected` is as authored; nobody's history is in it. Two queries.
 */
export async function listItemSummaries(db: Db, { withUnreviewed = false } = {}): Promise<PublishedItem[]> {
  const isReviewed = withUnreviewed ? undefined : eq(items.reviewedVersion, itemVersions.version);
  const isOffered = and(isNull(items.organisationId), isNull(items.withdrawnAt), isNewest, isReviewed);
  const found = await db
    .select({
      versionId: itemVersions.id,
      type: itemVersions.type,
      id: items.name,
      expected: itemVersions.difficulty,
      scenario: itemScenarios.name,
    })
    .from(itemVersions)
    .innerJoin(items, eq(items.id, itemVersions.itemId))
    .leftJoin(itemScenarios, eq(itemScenarios.id, itemVersions.scenarioId))
    .where(isOffered)
    .orderBy(asc(items.name));
  const domains = await db
    .select({ versionId: itemDomains.itemVersionId, domain: itemDomains.domain })
    .from(itemDomains)
    .innerJoin(itemVersions, eq(itemVersions.id, itemDomains.itemVersionId))
    .innerJoin(items, eq(items.id, itemVersions.itemId))
    .where(isOffered)
    .orderBy(asc(itemDomains.itemVersionId), asc(itemDomains.place));
  const byVersion = Map.groupBy(domains, ({ versionId }) => versionId);
  return found.map(({ scenario, ...item }) => ({
    ...item,
    domains: (byVersion.get(item.versionId) ?? []).map(({ domain }) => domain),
    ...(scenario !== null && { scenario }),
  }));
}

/** An item as a candidate sees it, with the text it asks about. */
export interface ShownItem {
  versionId: string;
  item: CandidateItem;
  scenario: { id: string; title: string; blocks: Block[] } | undefined;
}

/** These versions without their keys, in the order asked for; one that is not there is left out. One query. */
export async function listShownItems(db: Db, versionIds: readonly string[]): Promise<ShownItem[]> {
  const found = await db
    .select({
      versionId: itemVersions.id,
      item: itemVersions.candidate,
      scenario: { id: itemScenarios.id, title: itemScenarios.title, blocks: itemScenarios.blocks },
    })
    .from(itemVersions)
    .leftJoin(itemScenarios, eq(itemScenarios.id, itemVersions.scenarioId))
    .where(inArray(itemVersions.id, [...versionIds]));
  const byId = new Map(found.map((one) => [one.versionId, { ...one, scenario: one.scenario ?? undefined }]));
  return versionIds.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The whole items with their keys, by version: for judging on the server and for results of sittings that are over, never
 * for a page that comes before. Throws when a version has none. One query.
 */
export async function getItemKeys(db: Db, versionIds: readonly string[]): Promise<Map<string, Item>> {
  const found = await db
    .select()
    .from(itemKeys)
    .where(inArray(itemKeys.itemVersionId, [...versionIds]));
  const keys = new Map(found.map(({ itemVersionId, item }) => [itemVersionId, item]));
  const missing = versionIds.find((id) => !keys.has(id));
  if (missing !== undefined) throw new Error(`item version ${missing} has no key`);
  return keys;
}
