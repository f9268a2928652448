import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { forgetLimits } from '#db/queries/limits';
import { deleteOldMails } from '#db/queries/mails';
import {
  deleteEndedSessions,
  deleteEndedTokens,
  deleteOldAttempts,
  deleteOldAudit,
  deleteOldGuests,
  deleteOldInvitations,
  deleteUnconfirmed,
  listOrganisationRetentions,
} from '#db/queries/retention';
import { getRetention } from '#db/queries/retention-settings';
import { KEPT_DAYS } from '#domain/people/retention';
import { daysBefore, type Instant, monthsBefore } from '#domain/time';

/** How many of each went. */
export type RetentionCounts = Record<
  'guests' | 'attempts' | 'auditRows' | 'accounts' | 'sessions' | 'tokens' | 'invitations' | 'mails',
  number
>;

/** Rows or people in one transaction: the longest that a request has to wait is one of these. */
const AT_ONCE = { people: 20, attempts: 100, rows: 500 };
/** Between two transactions, so that what waits gets its turn. */
const PAUSE_MS = 5;

/** Repeats a bounded deletion until it finds less than it may take; answers the sum. */
async function untilDone(most: number, step: (most: number) => Promise<number>): Promise<number> {
  for (let sum = 0; ; await pause(PAUSE_MS)) {
    const gone = await step(most);
    sum += gone;
    if (gone < most) return sum;
  }
}

async function deleteOfOrganisations(db: Db, now: Instant): Promise<number> {
  const limits = (await listOrganisationRetentions(db)).flatMap(({ id: organisationId, months }) =>
    months === null ? [] : [{ organisationId, before: monthsBefore(now, months) }],
  );
  if (limits.length === 0) return 0;
  let sum = 0;
  for (let after: number | undefined = 0; after !== undefined; await pause(PAUSE_MS)) {
    const { gone, next }: { gone: number; next?: number } = await deleteOldAttempts(db, {
      limits,
      after,
      most: AT_ONCE.attempts,
    });
    sum += gone;
    after = next;
  }
  return sum;
}

/**
 * Deletes what the settings and `KEPT_DAYS` say is kept no longer, and nothing else; results stay as statistics without a
 * person. In small transactions, safe to stop and to run again. Answers and audits how many of each went.
 */
export async function applyRetention(db: Db, now: Instant): Promise<RetentionCounts> {
  const { guestMonths, auditMonths } = await getRetention(db);
  const { people, rows } = AT_ONCE;
  const lastUse = monthsBefore(now, guestMonths);
  const unconfirmed = { before: daysBefore(now, KEPT_DAYS.unconfirmedAccount), at: now };
  const mails = {
    sentBefore: daysBefore(now, KEPT_DAYS.sentMail),
    writtenBefore: daysBefore(now, KEPT_DAYS.unsentMail),
  };
  const counts: RetentionCounts = {
    accounts: await untilDone(people, (most) => deleteUnconfirmed(db, { ...unconfirmed, most })),
    guests: await untilDone(people, (most) => deleteOldGuests(db, lastUse, most)),
    attempts: await deleteOfOrganisations(db, now),
    sessions: await untilDone(rows, (most) => deleteEndedSessions(db, now, most)),
    tokens: await untilDone(rows, (most) => deleteEndedTokens(db, now, most)),
    invitations: await untilDone(rows, (most) => deleteOldInvitations(db, daysBefore(now, KEPT_DAYS.invitation), most)),
    mails: await untilDone(rows, (most) => deleteOldMails(db, { ...mails, most })),
    auditRows:
      auditMonths === null
        ? 0
        : await untilDone(rows, (most) => deleteOldAudit(db, { now, months: auditMonths, most })),
  };
  await forgetLimits(db, now);
  await recordAudit(db, { action: 'retention-applied', at: now, details: counts });
  return counts;
}
