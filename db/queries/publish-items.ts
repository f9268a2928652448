import { createHash } from 'node:crypto';
import { inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { type Edge, recordPublished } from '#db/queries/publishing';
import { itemDomains, itemKeys, itemScenarios, items, itemVersions } from '#db/schema/items';
import type { Block } from '#domain/chart/chart';
import { forCandidate } from '#domain/exam/items/candidate-item';
import type { Item } from '#domain/exam/items/item-file';
import { shown } from '#domain/exam/items/shown-text';

export interface ScenarioToPublish {
  id: string;
  title: string;
  blocks: Block[];
}

export interface ItemToPublish {
  item: Item;
  scenario: ScenarioToPublish | undefined;
  /** Whether somebody has answered this version unseen. */
  isReviewed: boolean;
}

export interface ItemPublication {
  /** How many items got a new version, and how many are in no file any more. */
  published: number;
  withdrawn: number;
}

interface KnownItem {
  id: string;
  name: string;
  reviewedVersion: number | null;
  withdrawnAt: number | null;
  number: number;
  contentHash: string;
}

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const hashOfItem = ({ item, scenario }: ItemToPublish): string => hashOf({ item, scenario });

/** Rows in one statement: far below SQLite's limit of parameters. */
const ROWS_AT_ONCE = 200;

/**
 * Makes the platform's items what the files say. An item that changed becomes a new, immutable version; one that did not
 * is left alone; one that is in no file any more is withdrawn. All or nothing.
 */
export async function publishItems(
  db: Db,
  wanted: readonly ItemToPublish[],
  fingerprint: string,
  edge: Edge,
): Promise<ItemPublication> {
  const known = new Map((await listKnown(db)).map((found) => [found.name, found]));
  const changed = wanted.filter((one) => known.get(one.item.id)?.contentHash !== hashOfItem(one));
  const names = new Set(wanted.map(({ item }) => item.id));
  const gone = [...known.values()].filter(({ name, withdrawnAt }) => withdrawnAt === null && !names.has(name));
  const ids = new Map(wanted.map(({ item }) => [item.id, known.get(item.id)?.id ?? edge.newId()]));
  await db.transaction(async (tx) => {
    await writeItems(tx, wanted, known, ids, edge);
    await writeVersions(tx, changed, known, ids, edge);
    const goneIds = gone.map(({ id }) => id);
    if (goneIds.length > 0) await tx.update(items).set({ withdrawnAt: edge.now }).where(inArray(items.id, goneIds));
    await recordPublished(tx, 'items', fingerprint);
    // Files on the server's disk are nobody's in particular: there is no actor.
    const details = { published: changed.length, withdrawn: gone.length };
    if (changed.length + gone.length > 0) await recordAudit(tx, { action: 'items-published', at: edge.now, details });
  });
  return { published: changed.length, withdrawn: gone.length };
}

const isNewest = sql`${itemVersions.number} = (select max(newest.number) from item_versions newest where newest.item_id = ${items.id})`;

async function listKnown(db: Db): Promise<KnownItem[]> {
  return db
    .select({
      id: items.id,
      name: items.name,
      reviewedVersion: items.reviewedVersion,
      withdrawnAt: items.withdrawnAt,
      number: itemVersions.number,
      contentHash: itemVersions.contentHash,
    })
    .from(items)
    .innerJoin(itemVersions, sql`${itemVersions.itemId} = ${items.id} and ${isNewest}`)
    .where(isNull(items.organisationId));
}

/** The rows of items that are new, back, or reviewed otherwise than is known. */
async function writeItems(
  tx: Transaction,
  wanted: readonly ItemToPublish[],
  known: ReadonlyMap<string, KnownItem>,
  ids: ReadonlyMap<string, string>,
  { now }: Edge,
): Promise<void> {
  const rows = wanted.flatMap(({ item: { id: name, version }, isReviewed }) => {
    const before = known.get(name);
    const reviewedVersion = isReviewed ? version : (before?.reviewedVersion ?? null);
    if (before && before.withdrawnAt === null && before.reviewedVersion === reviewedVersion) return [];
    return [{ id: ids.get(name) ?? '', name, reviewedVersion, createdAt: now }];
  });
  for (const some of inChunks(rows))
    await tx
      .insert(items)
      .values(some)
      .onConflictDoUpdate({
        target: items.id,
        set: { reviewedVersion: sql`excluded.reviewed_version`, withdrawnAt: null },
      });
}

async function writeVersions(
  tx: Transaction,
  changed: readonly ItemToPublish[],
  known: ReadonlyMap<string, KnownItem>,
  ids: ReadonlyMap<string, string>,
  edge: Edge,
): Promise<void> {
  const scenarios = await writeScenarios(tx, changed, edge);
  const versions = changed.map((one) => {
    const { item, scenario } = one;
    return {
      item,
      row: {
        id: edge.newId(),
        itemId: ids.get(item.id) ?? '',
        number: (known.get(item.id)?.number ?? 0) + 1,
        version: item.version,
        type: item.type,
        level: item.level,
        difficulty: item.difficulty,
        scenarioId: scenario === undefined ? null : (scenarios.get(hashOf(scenario)) ?? null),
        candidate: forCandidate(item),
        contentHash: hashOfItem(one),
        publishedAt: edge.now,
      },
    };
  });
  const domains = versions.flatMap(({ item, row }) =>
    item.domains.map((domain, place) => ({ itemVersionId: row.id, place, domain })),
  );
  const keys = versions.map(({ item, row }) => ({ itemVersionId: row.id, item: shown(item) }));
  for (const rows of inChunks(versions)) await tx.insert(itemVersions).values(rows.map(({ row }) => row));
  for (const rows of inChunks(domains)) await tx.insert(itemDomains).values(rows);
  for (const rows of inChunks(keys)) await tx.insert(itemKeys).values(rows);
}

/** Ids of the scenarios by their hashes; those that are not there yet are written. */
async function writeScenarios(
  tx: Transaction,
  changed: readonly ItemToPublish[],
  { now, newId }: Edge,
): Promise<Map<string, string>> {
  const wanted = new Map(changed.flatMap(({ scenario }) => (scenario ? [[hashOf(scenario), scenario] as const] : [])));
  const rows = [...wanted].map(([contentHash, { id: name, title, blocks }]) => ({
    id: newId(),
    name,
    title,
    blocks: shown(blocks),
    contentHash,
    createdAt: now,
  }));
  for (const some of inChunks(rows)) await tx.insert(itemScenarios).values(some).onConflictDoNothing();
  const found = await tx
    .select({ id: itemScenarios.id, contentHash: itemScenarios.contentHash })
    .from(itemScenarios)
    .where(inArray(itemScenarios.contentHash, [...wanted.keys()]));
  return new Map(found.map(({ id, contentHash }) => [contentHash, id]));
}

const inChunks = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, at) =>
    rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
