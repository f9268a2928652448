import { and, desc, eq, isNull, max, type SQL, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { AccountGoneError, hasAccount } from '#db/queries/accounts';
import { items, itemVersions } from '#db/schema/items';
import { people } from '#db/schema/people';
import { sittingItems, sittings } from '#db/schema/sittings';
import type { Outcome } from '#domain/exam/sittings/outcome';
import type { Accommodations, SittingMode, SittingScope } from '#domain/exam/sittings/sitting';
import type { SittingTime } from '#domain/exam/sittings/sitting-clock';
import type { Instant } from '#domain/time';

/** A sitting without its form. */
export interface Sitting {
  id: string;
  personId: string;
  /** Name of the blueprint's file: `cpc-2026`. */
  blueprint: string;
  mode: SittingMode;
  scope: SittingScope;
  /** What it was restricted to, `cpc/anatomy`; empty when to nothing. */
  domains: string[];
  /** With the pool of its day it makes the same form again. */
  seed: number;
  /** Without accommodations. */
  minutes: number;
  accommodations: Accommodations;
  /** Mean expected share right of the form. */
  expected: number;
  /** How many there are. */
  items: number;
  time: SittingTime;
  /** Judged: the key may be told. */
  closedAt?: Instant;
  outcome?: Outcome;
}

const columns = {
  id: sittings.id,
  personId: sittings.personId,
  blueprint: sittings.blueprint,
  mode: sittings.mode,
  scope: sittings.scope,
  domains: sittings.domains,
  seed: sittings.seed,
  minutes: sittings.minutes,
  accommodations: sittings.accommodations,
  expected: sittings.expected,
  startedAt: sittings.startedAt,
  handedInAt: sittings.handedInAt,
  closedAt: sittings.closedAt,
  outcome: sittings.outcome,
  items: sql<number>`(select count(*) from sitting_items where sitting_id = ${sittings.id})`,
  breaks: sql<string>`(select json_group_array(json_array(from_at, to_at)) from sitting_breaks where sitting_id = ${sittings.id})`,
};
type Row = Omit<typeof sittings.$inferSelect, never> & { items: number; breaks: string };

const MINUTE_MS = 60_000;

/** What the clock goes by. In an exam breaks stop it as long as was granted; while practising as long as one likes. */
function timeOf(row: Row): SittingTime {
  const { startedAt, minutes, accommodations, mode, breaks, handedInAt } = row;
  const spans = JSON.parse(breaks) as [number, number | null][];
  return {
    startedAt: startedAt as Instant,
    minutes,
    timeMultiplier: accommodations.timeMultiplier,
    ...(mode === 'exam' && { breakMs: accommodations.breakMinutes * MINUTE_MS }),
    breaks: spans.map(([from, to]) => ({ from: from as Instant, ...(to !== null && { to: to as Instant }) })),
    ...(handedInAt !== null && { handedInAt: handedInAt as Instant }),
  };
}

function toSitting(row: Row): Sitting {
  const { startedAt: _, handedInAt: __, breaks: ___, closedAt, outcome, ...own } = row;
  return {
    ...own,
    time: timeOf(row),
    ...(closedAt !== null && { closedAt: closedAt as Instant }),
    ...(outcome !== null && { outcome }),
  };
}

const selectSittings = async (db: Pick<Db, 'select'>, condition: SQL | undefined): Promise<Sitting[]> =>
  (await db.select(columns).from(sittings).where(condition).orderBy(desc(sittings.startedAt), desc(sittings.id))).map(
    toSitting,
  );

/**
 * A sitting of this person. Somebody else's and one that never was answer the same, undefined, so that ids cannot be
 * tried out. One query.
 */
export async function findSitting(
  db: Pick<Db, 'select'>,
  { sittingId, personId }: { sittingId: string; personId: string },
): Promise<Sitting | undefined> {
  const [found] = await selectSittings(db, and(eq(sittings.id, sittingId), eq(sittings.personId, personId)));
  return found;
}

/** The sitting this person is in the middle of, or whose time is up and that was not closed yet. One query. */
export async function findOpenSitting(db: Pick<Db, 'select'>, personId: string): Promise<Sitting | undefined> {
  const [found] = await selectSittings(db, and(eq(sittings.personId, personId), isNull(sittings.closedAt)));
  return found;
}

/** Every sitting of a person, the latest first. One query. */
export const listSittings = (db: Pick<Db, 'select'>, personId: string): Promise<Sitting[]> =>
  selectSittings(db, eq(sittings.personId, personId));

export interface NewSitting {
  /** UUIDv7, made by the caller; not used when a sitting is open already. */
  sittingId: string;
  personId: string;
  /** The person has an account: nothing is begun for one that was deleted meanwhile. */
  isAccount: boolean;
  blueprint: string;
  mode: SittingMode;
  scope: SittingScope;
  domains: string[];
  seed: number;
  expected: number;
  /** Without accommodations. */
  minutes: number;
  accommodations: Accommodations;
  /** In the order asked. */
  items: { versionId: string; domain: string; isPretest: boolean }[];
  now: Instant;
}

/**
 * The sitting this person has open, whatever its exam, or a new one with its form frozen. The person's row is made here,
 * with the first piece of work. Two tabs that ask at once get the same. Throws `AccountGoneError`.
 */
export const openSitting = (db: Db, wanted: NewSitting): Promise<{ sittingId: string; isNew: boolean }> =>
  db.transaction(async (tx) => {
    const isOpen = and(eq(sittings.personId, wanted.personId), isNull(sittings.closedAt));
    const [open] = await tx.select({ id: sittings.id }).from(sittings).where(isOpen);
    if (open) return { sittingId: open.id, isNew: false };
    await begin(tx, wanted);
    return { sittingId: wanted.sittingId, isNew: true };
  });

async function begin(tx: Transaction, wanted: NewSitting): Promise<void> {
  const { sittingId, isAccount, items: form, now, ...row } = wanted;
  if (isAccount && !(await hasAccount(tx, row.personId)))
    throw new AccountGoneError(`account ${row.personId} is deleted`);
  await tx.insert(people).values({ id: row.personId, createdAt: now }).onConflictDoNothing();
  await tx.insert(sittings).values({ ...row, id: sittingId, startedAt: now });
  await tx.insert(sittingItems).values(
    form.map(({ versionId, domain, isPretest }, place) => ({
      sittingId,
      place,
      itemVersionId: versionId,
      domain,
      isPretest,
    })),
  );
}

/** When this person last began a sitting with each item they ever had, by the item's name. One query. */
export async function listSeenItems(db: Pick<Db, 'select'>, personId: string): Promise<Map<string, Instant>> {
  const found = await db
    .select({ name: items.name, at: max(sittings.startedAt) })
    .from(sittings)
    .innerJoin(sittingItems, eq(sittingItems.sittingId, sittings.id))
    .innerJoin(itemVersions, eq(itemVersions.id, sittingItems.itemVersionId))
    .innerJoin(items, eq(items.id, itemVersions.itemId))
    .where(eq(sittings.personId, personId))
    .groupBy(items.name);
  return new Map(found.map(({ name, at }) => [name, (at ?? 0) as Instant]));
}
