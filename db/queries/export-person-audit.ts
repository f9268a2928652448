import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { isoTime } from '#db/queries/pages';
import { users } from '#db/schema/accounts';
import { auditEvents } from '#db/schema/audit';
import { people } from '#db/schema/people';

/** A page of the log about a person or by them. Other people are there, but not who they are. Up to three queries. */
export async function readOwnAudit(db: Db, personId: string, after: number, most: number) {
  const cursor = sql<number>`${auditEvents}.rowid`;
  const found = await db
    .select({ cursor, event: auditEvents })
    .from(auditEvents)
    .where(and(or(eq(auditEvents.actorId, personId), eq(auditEvents.subjectId, personId)), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  const others = await listOtherPeople(
    db,
    personId,
    found.map(({ event }) => event),
  );
  const hide = (value: unknown): unknown => (typeof value === 'string' && others.has(value) ? 'somebody else' : value);
  const who = (id: string | null) => (id === personId ? 'you' : id);
  return found.map(({ cursor: at, event }) => ({
    cursor: at,
    at: isoTime(event.at),
    action: event.action,
    by: event.actorId === null ? 'the platform' : event.actorId === personId ? 'you' : 'somebody else',
    about: hide(who(event.subjectId)),
    details: Object.fromEntries(
      Object.entries(event.details).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(hide) : hide(value),
      ]),
    ),
  }));
}

/** Which ids in these rows are other people's. One query. */
async function listOtherPeople(
  db: Db,
  personId: string,
  events: (typeof auditEvents.$inferSelect)[],
): Promise<Set<string>> {
  const named = events.flatMap(({ subjectId, details }) => [subjectId, ...Object.values(details).flat()]);
  const ids = [...new Set(named.filter((id) => typeof id === 'string' && id !== personId))] as string[];
  if (ids.length === 0) return new Set();
  const found = await db
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, ids.slice(0, 5000)));
  const withAccount = await db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, ids.slice(0, 5000)));
  return new Set([...found, ...withAccount].map(({ id }) => id));
}
