import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { mails } from '#db/schema/mails';
import type { Instant } from '#domain/time';

export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
}

/** Puts a message into the outbox. Inside a transaction it is there exactly when the rest is. */
export async function recordMail(
  db: Pick<Db, 'insert'>,
  { at, ...mail }: Omit<Mail, 'id'> & { at: Instant },
): Promise<void> {
  await db.insert(mails).values({ id: newId(), ...mail, createdAt: at, nextTryAt: at });
}

/** The same for many messages at once, in one statement; at most a thousand. */
export async function recordMails(db: Pick<Db, 'insert'>, at: Instant, sent: Omit<Mail, 'id'>[]): Promise<void> {
  if (sent.length === 0) return;
  await db.insert(mails).values(sent.map((mail) => ({ id: newId(), ...mail, createdAt: at, nextTryAt: at })));
}

/** Messages not sent yet whose time to try has come, the oldest first, at most `most`. */
export const listWaitingMails = (db: Db, now: Instant, most: number): Promise<(Mail & { failures: number })[]> =>
  db
    .select({
      id: mails.id,
      recipient: mails.recipient,
      subject: mails.subject,
      body: mails.body,
      failures: mails.failures,
    })
    .from(mails)
    .where(and(isNull(mails.sentAt), lte(mails.nextTryAt, now)))
    .orderBy(asc(mails.createdAt))
    .limit(most);

/** Says that the mail server took it. The text is wiped: it holds a link that works. */
export async function closeMail(db: Db, id: string, now: Instant): Promise<void> {
  await db.update(mails).set({ sentAt: now, body: '' }).where(eq(mails.id, id));
}

/** Says that sending failed, why, and when to try again. */
export async function postponeMail(db: Db, id: string, why: string, nextTryAt: Instant): Promise<void> {
  await db
    .update(mails)
    .set({ failures: sql`${mails.failures} + 1`, lastFailure: why.slice(0, 300), nextTryAt })
    .where(eq(mails.id, id));
}

/** The newest messages of the outbox, sent ones included, for the administrator. */
export const listOutbox = (db: Db, most: number): Promise<(typeof mails.$inferSelect)[]> =>
  db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(most);

/**
 * Deletes messages sent before `sentBefore`, and those written before `writtenBefore` that never were, at most `most`.
 * Answers how many.
 */
export async function deleteOldMails(
  db: Db,
  { sentBefore, writtenBefore, most }: { sentBefore: Instant; writtenBefore: Instant; most: number },
): Promise<number> {
  const old = sql`(select id from mails where sent_at < ${sentBefore} or (sent_at is null and created_at < ${writtenBefore})
    limit ${most})`;
  const gone = await db.delete(mails).where(sql`${mails.id} in ${old}`).returning({ id: mails.id });
  return gone.length;
}
