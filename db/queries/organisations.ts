import { and, eq, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type Deed, doDeed, recordDeed } from '#db/queries/deed';
import { ensurePerson } from '#db/queries/people';
import { sessions } from '#db/schema/accounts';
import { memberships, organisations } from '#db/schema/organisations';
import { freeSlug, slugOf } from '#domain/people/slug';

/** Founds an organisation; who does so is its owner. Answers its part of addresses, which no other one has. */
export const foundOrganisation = (db: Db, deed: Deed, name: string): Promise<string> =>
  doDeed(db, deed, async (tx) => {
    const { organisationId: id, actorId, at } = deed;
    const slug = await findFreeSlug(tx, slugOf(name));
    await tx.insert(organisations).values({ id, slug, name, createdAt: at });
    await ensurePerson(tx, actorId, at);
    await tx.insert(memberships).values({ personId: actorId, organisationId: id, role: 'owner', createdAt: at });
    await recordDeed(tx, deed, { action: 'organisation-founded', subjectId: id });
    return slug;
  });

async function findFreeSlug(db: Pick<Db, 'select'>, slug: string): Promise<string> {
  const rows = await db
    .select({ slug: organisations.slug })
    .from(organisations)
    .where(or(eq(organisations.slug, slug), sql`${organisations.slug} glob ${`${slug}-[0-9]*`}`));
  return freeSlug(slug, new Set(rows.map((row) => row.slug)));
}

/** Gives an organisation another name. Its address stays: links to it are out in the world. */
export const renameOrganisation = (db: Db, deed: Deed, name: string): Promise<void> =>
  doDeed(db, deed, async (tx) => {
    const changed = await tx
      .update(organisations)
      .set({ name })
      .where(and(eq(organisations.id, deed.organisationId), sql`${organisations.name} <> ${name}`))
      .returning({ id: organisations.id });
    if (changed.length === 0) return;
    await recordDeed(tx, deed, {
      action: 'organisation-changed',
      subjectId: deed.organisationId,
      details: { changed: 'name' },
    });
  });

/**
 * Says in which organisation a browser works; null for the platform's own charts. Only a session of that person changes,
 * and only to an organisation they are in. False when there is no such session or membership.
 */
export async function setWorkplace(
  db: Db,
  { sessionId, personId, organisationId }: { sessionId: string; personId: string; organisationId: string | null },
): Promise<boolean> {
  const isMember = sql`exists (select 1 from ${memberships} where ${memberships.personId} = ${personId}
    and ${memberships.organisationId} = ${organisationId})`;
  const changed = await db
    .update(sessions)
    .set({ organisationId })
    .where(
      and(eq(sessions.id, sessionId), eq(sessions.userId, personId), organisationId === null ? undefined : isMember),
    )
    .returning({ id: sessions.id });
  return changed.length > 0;
}
