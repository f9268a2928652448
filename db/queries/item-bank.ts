import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { itemKeys, itemScenarios, items, itemVersions } from '#db/schema/items';
import type { Block } from '#domain/chart/chart';
import type { Item, ItemType } from '#domain/exam/items/item-file';

/** A question of the platform's own bank as a list shows it; without its key. */
export interface BankItem {
  name: string;
  /** Of its author. */
  version: number;
  type: ItemType;
  /** Expected share right, as authored. */
  expected: number;
  /** `cpc/anatomy`, in its author's order. */
  domains: string[];
  stem: string;
  /** Whether somebody has answered this version unseen: only then it is in forms. */
  isReviewed: boolean;
  isWithdrawn: boolean;
}

const isNewest = sql`${itemVersions.number} = (select max(newest.number) from item_versions newest where newest.item_id = ${items.id})`;

/** All questions that count for an exam (`cpc`), in their newest versions, by name. One query. */
export async function listBankItems(db: Db, exam: string): Promise<BankItem[]> {
  const domains = sql<string>`(select json_group_array(domain) from (select domain from item_domains
    where item_version_id = ${itemVersions.id} order by place))`;
  const counts = sql`exists (select 1 from item_domains where item_version_id = ${itemVersions.id}
    and domain >= ${`${exam}/`} and domain < ${`${exam}0`})`;
  const found = await db
    .select({
      name: items.name,
      version: itemVersions.version,
      type: itemVersions.type,
      expected: itemVersions.difficulty,
      domains,
      stem: sql<string>`json_extract(${itemVersions.candidate}, '$.stem')`,
      reviewedVersion: items.reviewedVersion,
      withdrawnAt: items.withdrawnAt,
    })
    .from(items)
    .innerJoin(itemVersions, eq(itemVersions.itemId, items.id))
    .where(and(isNull(items.organisationId), isNewest, counts))
    .orderBy(asc(items.name));
  return found.map(({ reviewedVersion, withdrawnAt, domains: named, ...item }) => ({
    ...item,
    domains: JSON.parse(named),
    isReviewed: reviewedVersion === item.version,
    isWithdrawn: withdrawnAt !== null,
  }));
}

/** A published version with its key. */
export interface BankVersion {
  number: number;
  version: number;
  publishedAt: number;
  item: Item;
  scenario: { title: string; blocks: Block[] } | undefined;
  isReviewed: boolean;
  isWithdrawn: boolean;
}

/** Every published version of a question of the platform's bank, the newest first; empty where there is none. One query. */
export async function listBankVersions(db: Db, name: string): Promise<BankVersion[]> {
  const found = await db
    .select({
      number: itemVersions.number,
      version: itemVersions.version,
      publishedAt: itemVersions.publishedAt,
      item: itemKeys.item,
      scenario: { title: itemScenarios.title, blocks: itemScenarios.blocks },
      reviewedVersion: items.reviewedVersion,
      withdrawnAt: items.withdrawnAt,
    })
    .from(items)
    .innerJoin(itemVersions, eq(itemVersions.itemId, items.id))
    .innerJoin(itemKeys, eq(itemKeys.itemVersionId, itemVersions.id))
    .leftJoin(itemScenarios, eq(itemScenarios.id, itemVersions.scenarioId))
    .where(and(isNull(items.organisationId), eq(items.name, name)))
    .orderBy(desc(itemVersions.number));
  return found.map(({ reviewedVersion, withdrawnAt, scenario, ...one }) => ({
    ...one,
    scenario: scenario ?? undefined,
    isReviewed: reviewedVersion === one.version,
    isWithdrawn: withdrawnAt !== null,
  }));
}
