import { eq, or } from 'drizzle-orm';
import type { Db } from '#db/client';
import { readOwnAudit } from '#db/queries/export-person-audit';
import { sittingTables } from '#db/queries/export-person-sittings';
import { readStudy, STUDY_FILES } from '#db/queries/export-person-study';
import { readAttempts, readGrades, readLookUps } from '#db/queries/export-person-work';
import { type ExportTable, isoTime, pagesOf } from '#db/queries/pages';
import { accounts, passkeys, sessions, users } from '#db/schema/accounts';
import { mails } from '#db/schema/mails';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { administrators } from '#db/schema/people';

/** Rows read at once: sheets and grades are large, steps in the code book are small. */
const LARGE = 50;
const SMALL = 500;

const once = <Row extends Record<string, unknown>>(read: () => Promise<Row[]>) =>
  async function* () {
    yield await read();
  };

/**
 * Everything that is stored about an account, table by table, without what opens a door (password hash, tokens, secrets)
 * and without ids of other people. Read page by page when it is asked for.
 */
export const personTables = (db: Db, { personId, email }: { personId: string; email: string }): ExportTable[] => [
  {
    name: 'account',
    about: 'who you are here',
    columns: ['id', 'name', 'email', 'emailConfirmed', 'madeAt', 'secondFactor', 'administratorSince'],
    pages: once(() => readAccount(db, personId)),
  },
  {
    name: 'ways-to-sign-in',
    about: 'password or provider; never the password itself, which nobody here knows',
    columns: ['kind', 'madeAt', 'changedAt'],
    pages: once(() => readWays(db, personId)),
  },
  {
    name: 'passkeys',
    about: 'passkeys you made',
    columns: ['name', 'madeAt', 'deviceType'],
    pages: once(() => readPasskeys(db, personId)),
  },
  {
    name: 'sessions',
    about: 'browsers you are signed in with',
    columns: ['madeAt', 'usedAt', 'endsAt', 'networkAddress', 'browser'],
    pages: once(() => readSessions(db, personId)),
  },
  {
    name: 'memberships',
    about: 'organisations you are in, and as what',
    columns: ['organisation', 'role', 'since'],
    pages: once(() => readMemberships(db, personId)),
  },
  {
    name: 'cohorts',
    about: 'groups you are in',
    columns: ['organisation', 'cohort', 'startsOn', 'endsOn', 'since'],
    pages: once(() => readCohorts(db, personId)),
  },
  {
    name: 'invitations',
    about: 'invitations to your address',
    columns: ['organisation', 'roles', 'sentAt', 'endsAt', 'acceptedAt', 'takenBackAt'],
    pages: once(() => readInvitations(db, { personId, email })),
  },
  {
    name: 'messages',
    about: 'messages to your address; without their text, because its links work',
    columns: ['subject', 'writtenAt', 'sentAt'],
    pages: once(() => readMessages(db, email)),
  },
  {
    name: 'attempts',
    about: 'charts you coded, each with your sheet',
    columns: ['id', 'chart', 'mode', 'try', 'organisation', 'startedAt', 'savedAt', 'submittedAt', 'sheet'],
    pages: () => pagesOf(LARGE, (after, most) => readAttempts(db, personId, after, most)),
  },
  {
    name: 'grades',
    about: 'results of what you handed in',
    columns: ['attemptId', 'gradedAt', 'engine', 'grade'],
    pages: () => pagesOf(LARGE, (after, most) => readGrades(db, personId, after, most)),
  },
  {
    name: 'look-ups',
    about: 'your way through the code book while coding',
    columns: ['attemptId', 'at', 'kind', 'what', 'code'],
    pages: () => pagesOf(SMALL, (after, most) => readLookUps(db, personId, after, most)),
  },
  ...sittingTables(db, personId),
  ...STUDY_FILES.map(({ table, ...file }) => ({
    ...file,
    pages: () => pagesOf(SMALL, (after, most) => readStudy(db, table, personId, { after, most })),
  })),
  {
    name: 'audit-log',
    about: 'what the log says you did, or was done to you; other people are not named',
    columns: ['at', 'action', 'by', 'about', 'details'],
    pages: () => pagesOf(SMALL, (after, most) => readOwnAudit(db, personId, after, most)),
  },
];

async function readAccount(db: Db, personId: string) {
  const found = await db
    .select({ user: users, since: administrators.since })
    .from(users)
    .leftJoin(administrators, eq(administrators.personId, users.id))
    .where(eq(users.id, personId));
  return found.map(({ user, since }) => ({
    id: user.id,
    name: user.name,
    email: user.email,
    emailConfirmed: user.emailVerified,
    madeAt: isoTime(user.createdAt),
    secondFactor: user.twoFactorEnabled === true,
    administratorSince: isoTime(since),
  }));
}

async function readWays(db: Db, personId: string) {
  const { providerId, createdAt, updatedAt } = accounts;
  const found = await db
    .select({ providerId, createdAt, updatedAt })
    .from(accounts)
    .where(eq(accounts.userId, personId));
  return found.map((way) => ({
    kind: way.providerId === 'credential' ? 'password' : way.providerId,
    madeAt: isoTime(way.createdAt),
    changedAt: isoTime(way.updatedAt),
  }));
}

async function readPasskeys(db: Db, personId: string) {
  const { name, createdAt, deviceType } = passkeys;
  const found = await db.select({ name, createdAt, deviceType }).from(passkeys).where(eq(passkeys.userId, personId));
  return found.map((key) => ({ name: key.name, madeAt: isoTime(key.createdAt), deviceType: key.deviceType }));
}

async function readSessions(db: Db, personId: string) {
  const found = await db.select().from(sessions).where(eq(sessions.userId, personId));
  return found.map((session) => ({
    madeAt: isoTime(session.createdAt),
    usedAt: isoTime(session.updatedAt),
    endsAt: isoTime(session.expiresAt),
    networkAddress: session.ipAddress,
    browser: session.userAgent,
  }));
}

async function readMemberships(db: Db, personId: string) {
  const found = await db
    .select({ organisation: organisations.name, role: memberships.role, since: memberships.createdAt })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(eq(memberships.personId, personId));
  return found.map((row) => ({ ...row, since: isoTime(row.since) }));
}

async function readCohorts(db: Db, personId: string) {
  const { name: cohort, startsOn, endsOn } = cohorts;
  const found = await db
    .select({ organisation: organisations.name, cohort, startsOn, endsOn, since: cohortMembers.createdAt })
    .from(cohortMembers)
    .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
    .innerJoin(organisations, eq(organisations.id, cohorts.organisationId))
    .where(eq(cohortMembers.personId, personId));
  return found.map((row) => ({ ...row, since: isoTime(row.since) }));
}

async function readInvitations(db: Db, { personId, email }: { personId: string; email: string }) {
  const found = await db
    .select({ invitation: invitations, organisation: organisations.name })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .where(or(eq(invitations.email, email), eq(invitations.acceptedBy, personId)));
  return found.map(({ invitation, organisation }) => ({
    organisation,
    roles: invitation.roles,
    sentAt: isoTime(invitation.createdAt),
    endsAt: isoTime(invitation.expiresAt),
    acceptedAt: isoTime(invitation.acceptedAt),
    takenBackAt: isoTime(invitation.withdrawnAt),
  }));
}

async function readMessages(db: Db, email: string) {
  const { subject, createdAt, sentAt } = mails;
  const found = await db.select({ subject, createdAt, sentAt }).from(mails).where(eq(mails.recipient, email));
  return found.map((mail) => ({
    subject: mail.subject,
    writtenAt: isoTime(mail.createdAt),
    sentAt: isoTime(mail.sentAt),
  }));
}
