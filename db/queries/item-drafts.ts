import { createHash } from 'node:crypto';
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { users } from '#db/schema/accounts';
import { itemDrafts } from '#db/schema/item-drafts';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';

/** Questions one organisation can have. */
export const MOST_DRAFTS = 20_000;
/** Together, as they are stored: all of them are read to be exported. Twenty thousand of usual length have this much. */
export const MOST_DRAFT_BYTES = 64 * 2 ** 20;
/** Rows in one statement: far below SQLite's limit of parameters. */
const ROWS_AT_ONCE = 200;

/** A question as a list shows it. */
export interface DraftRow {
  id: string;
  name: string;
  title: string;
  type: ForeignItem['question']['type'];
  file: string;
  createdAt: number;
}

/** A page of an organisation's questions, those brought last first, and how many there are. Two queries. */
export async function listDrafts(
  db: Db,
  organisationId: string,
  { from, most }: { from: number; most: number },
): Promise<{ drafts: DraftRow[]; total: number }> {
  const isTheirs = eq(itemDrafts.organisationId, organisationId);
  const [counted] = await db.select({ total: count() }).from(itemDrafts).where(isTheirs);
  const found = await db
    .select()
    .from(itemDrafts)
    .where(isTheirs)
    .orderBy(desc(itemDrafts.createdAt), asc(itemDrafts.id))
    .limit(most)
    .offset(from);
  return {
    drafts: found.map(({ id, name, item, file, createdAt }) => {
      return { id, name, title: item.title, type: item.question.type, file, createdAt };
    }),
    total: counted?.total ?? 0,
  };
}

export interface Draft {
  id: string;
  item: ForeignItem;
  file: string;
  createdAt: number;
  /** Name of who brought it; null when their account is gone. */
  broughtBy: string | null;
}

/** One question of an organisation; another organisation's is undefined. */
export async function findDraft(db: Db, organisationId: string, id: string): Promise<Draft | undefined> {
  const [found] = await db
    .select({
      id: itemDrafts.id,
      item: itemDrafts.item,
      file: itemDrafts.file,
      createdAt: itemDrafts.createdAt,
      broughtBy: users.name,
    })
    .from(itemDrafts)
    .leftJoin(users, eq(users.id, itemDrafts.broughtBy))
    .where(and(eq(itemDrafts.organisationId, organisationId), eq(itemDrafts.id, id)));
  return found;
}

/** Questions to write into a file, the first brought first: those of `ids`, or without it all. One query. */
export async function listDraftItems(db: Db, organisationId: string, ids?: readonly string[]): Promise<ForeignItem[]> {
  const isTheirs = eq(itemDrafts.organisationId, organisationId);
  const found = await db
    .select({ item: itemDrafts.item })
    .from(itemDrafts)
    .where(ids ? and(isTheirs, inArray(itemDrafts.id, [...ids])) : isTheirs)
    .orderBy(asc(itemDrafts.createdAt), asc(itemDrafts.id));
  return found.map(({ item }) => item);
}

/** Over what a question asks and its key: reworded names and feedback make no other question. */
const fingerprintOf = ({ stem, question }: ForeignItem): string =>
  createHash('sha256')
    .update(JSON.stringify([stem, question.type, keyedParts(question)]))
    .digest('hex');

function keyedParts(question: ForeignItem['question']): unknown[] {
  if (question.type === 'choice')
    return [question.isMultiple, question.options.map(({ text, isRight }) => [text, isRight])];
  if (question.type === 'order') return question.steps.map(({ text }) => text);
  return [question.isCaseSensitive, question.accept];
}

/**
 * How many of these an organisation has already, as `bringDrafts` would find; of one that stands in them twice the second,
 * too. One query for each two hundred.
 */
export async function countKnown(db: Db, organisationId: string, items: readonly ForeignItem[]): Promise<number> {
  const fingerprints = [...new Set(items.map(fingerprintOf))];
  let fresh = fingerprints.length;
  for (let from = 0; from < fingerprints.length; from += ROWS_AT_ONCE) {
    const some = inArray(itemDrafts.fingerprint, fingerprints.slice(from, from + ROWS_AT_ONCE));
    fresh -= await db.$count(itemDrafts, and(eq(itemDrafts.organisationId, organisationId), some));
  }
  return items.length - fresh;
}

const bytesOf = (items: readonly ForeignItem[]): number => Buffer.byteLength(JSON.stringify(items));

export interface BroughtItems {
  items: readonly ForeignItem[];
  file: string;
  format: string;
  newId: () => string;
}

/**
 * Stores questions an organisation brought, all or nothing. What it has already is left alone, so that the same file
 * brought twice makes nothing twice. Undefined when there is no room for them.
 */
export const bringDrafts = (
  db: Db,
  deed: Deed,
  { items, file, format, newId }: BroughtItems,
): Promise<{ added: number; known: number } | undefined> =>
  doDeed(db, deed, async (tx) => {
    const { organisationId, actorId, at } = deed;
    const [counted] = await tx
      .select({ total: count(), bytes: sql<number>`coalesce(sum(octet_length(${itemDrafts.item})), 0)` })
      .from(itemDrafts)
      .where(eq(itemDrafts.organisationId, organisationId));
    if ((counted?.total ?? 0) + items.length > MOST_DRAFTS) return undefined;
    if ((counted?.bytes ?? 0) + bytesOf(items) > MOST_DRAFT_BYTES) return undefined;
    const rows = items.map((item) => ({
      id: newId(),
      organisationId,
      name: item.name,
      item,
      fingerprint: fingerprintOf(item),
      file,
      broughtBy: actorId,
      createdAt: at,
    }));
    let added = 0;
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      added += (
        await tx
          .insert(itemDrafts)
          .values(rows.slice(from, from + ROWS_AT_ONCE))
          .onConflictDoNothing()
          .returning({ id: itemDrafts.id })
      ).length;
    const known = items.length - added;
    await recordDeed(tx, deed, { action: 'questions-brought', details: { format, added, known } });
    return { added, known };
  });

/** Deletes questions of an organisation. Answers how many of them were there. */
export const deleteDrafts = (db: Db, deed: Deed, ids: readonly string[]): Promise<number> =>
  doDeed(db, deed, async (tx) => {
    const gone = await tx
      .delete(itemDrafts)
      .where(and(eq(itemDrafts.organisationId, deed.organisationId), inArray(itemDrafts.id, [...ids])))
      .returning({ id: itemDrafts.id });
    if (gone.length > 0) await recordDeed(tx, deed, { action: 'questions-deleted', details: { deleted: gone.length } });
    return gone.length;
  });
