import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { pagesOfAudit } from '#db/queries/audit';
import { type ExportTable, isoTime, pagesOf } from '#db/queries/pages';
import { users } from '#db/schema/accounts';
import { attempts, grades } from '#db/schema/attempts';
import { cases } from '#db/schema/cases';
import { itemDrafts } from '#db/schema/item-drafts';
import { cohortMembers, cohorts, invitations, memberships, organisations } from '#db/schema/organisations';
import { actorWords, subjectWords } from '#domain/people/audit';

/** Rows read at once: sheets and grades are large. */
const LARGE = 50;
const SMALL = 500;

/**
 * Everything an organisation has, table by table, without what opens a door (the hashes of invitations). Read page by
 * page when it is asked for.
 */
export const organisationTables = (db: Db, organisationId: string): ExportTable[] => [
  {
    name: 'settings',
    about: 'the organisation itself',
    columns: ['id', 'slug', 'name', 'foundedAt', 'attemptsKeptMonths'],
    pages: async function* () {
      yield await readSettings(db, organisationId);
    },
  },
  {
    name: 'members',
    about: 'people and their roles; several roles are several rows',
    columns: ['personId', 'name', 'email', 'role', 'since'],
    pages: () => pagesOf(SMALL, (after, most) => readMembers(db, organisationId, after, most)),
  },
  {
    name: 'cohorts',
    about: 'groups with their people; an empty one is a row without a person',
    columns: ['cohort', 'startsOn', 'endsOn', 'personId', 'name'],
    pages: async function* () {
      yield await readCohorts(db, organisationId);
    },
  },
  {
    name: 'invitations',
    about: 'who was invited, as what, and what became of it',
    columns: ['email', 'roles', 'sentAt', 'endsAt', 'acceptedAt', 'takenBackAt'],
    pages: () => pagesOf(SMALL, (after, most) => readInvitations(db, organisationId, after, most)),
  },
  {
    name: 'attempts',
    about: 'charts coded in this organisation, with sheet and results',
    columns: ['id', 'personId', 'chart', 'mode', 'try', 'startedAt', 'submittedAt', 'sheet', 'grades'],
    pages: () => pagesOf(LARGE, (after, most) => readAttempts(db, organisationId, after, most)),
  },
  {
    name: 'questions',
    about: 'questions brought in from files, with their keys',
    columns: ['name', 'file', 'broughtBy', 'broughtAt', 'question'],
    pages: () => pagesOf(LARGE, (after, most) => readDrafts(db, organisationId, after, most)),
  },
  {
    name: 'audit-log',
    about: 'what was done in this organisation',
    columns: ['at', 'action', 'by', 'about', 'details'],
    pages: () => readAudit(db, organisationId),
  },
];

async function readSettings(db: Db, organisationId: string) {
  const found = await db.select().from(organisations).where(eq(organisations.id, organisationId));
  return found.map(({ createdAt, ...row }) => ({ ...row, foundedAt: isoTime(createdAt) }));
}

async function readMembers(db: Db, organisationId: string, after: number, most: number) {
  const cursor = sql<number>`${memberships}.rowid`;
  const { personId, role, createdAt } = memberships;
  const found = await db
    .select({ cursor, personId, name: users.name, email: users.email, role, createdAt })
    .from(memberships)
    .leftJoin(users, eq(users.id, memberships.personId))
    .where(and(eq(memberships.organisationId, organisationId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ createdAt: since, ...row }) => ({ ...row, since: isoTime(since) }));
}

const readCohorts = (db: Db, organisationId: string) =>
  db
    .select({
      cohort: cohorts.name,
      startsOn: cohorts.startsOn,
      endsOn: cohorts.endsOn,
      personId: cohortMembers.personId,
      name: users.name,
    })
    .from(cohorts)
    .leftJoin(cohortMembers, eq(cohortMembers.cohortId, cohorts.id))
    .leftJoin(users, eq(users.id, cohortMembers.personId))
    .where(eq(cohorts.organisationId, organisationId))
    .orderBy(asc(cohorts.startsOn), asc(cohorts.name), asc(users.name));

async function readInvitations(db: Db, organisationId: string, after: number, most: number) {
  const cursor = sql<number>`${invitations}.rowid`;
  const { email, roles, createdAt, expiresAt, acceptedAt, withdrawnAt } = invitations;
  const found = await db
    .select({ cursor, email, roles, createdAt, expiresAt, acceptedAt, withdrawnAt })
    .from(invitations)
    .where(and(eq(invitations.organisationId, organisationId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map((row) => ({
    cursor: row.cursor,
    email: row.email,
    roles: row.roles,
    sentAt: isoTime(row.createdAt),
    endsAt: isoTime(row.expiresAt),
    acceptedAt: isoTime(row.acceptedAt),
    takenBackAt: isoTime(row.withdrawnAt),
  }));
}

async function readAttempts(db: Db, organisationId: string, after: number, most: number) {
  const cursor = sql<number>`${attempts}.rowid`;
  const found = await db
    .select({
      cursor,
      attempt: attempts,
      chart: cases.slug,
      grades: sql<string>`(select json_group_array(json(grade)) from ${grades} where attempt_id = ${attempts.id})`,
    })
    .from(attempts)
    .innerJoin(cases, eq(cases.id, attempts.caseId))
    .where(and(eq(attempts.organisationId, organisationId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ cursor: at, attempt, chart, grades: graded }) => ({
    cursor: at,
    id: attempt.id,
    personId: attempt.personId,
    chart,
    mode: attempt.mode,
    try: attempt.tryNumber,
    startedAt: isoTime(attempt.startedAt),
    submittedAt: isoTime(attempt.submittedAt),
    sheet: attempt.draft,
    grades: JSON.parse(graded),
  }));
}

async function readDrafts(db: Db, organisationId: string, after: number, most: number) {
  const cursor = sql<number>`${itemDrafts}.rowid`;
  const { name, file, broughtBy, createdAt, item } = itemDrafts;
  const found = await db
    .select({ cursor, name, file, broughtBy, createdAt, item })
    .from(itemDrafts)
    .where(and(eq(itemDrafts.organisationId, organisationId), gt(cursor, after)))
    .orderBy(cursor)
    .limit(most);
  return found.map(({ createdAt: brought, item: question, ...row }) => {
    return { ...row, broughtAt: isoTime(brought), question };
  });
}

async function* readAudit(db: Db, organisationId: string) {
  for await (const rows of pagesOfAudit(db, { organisationId }))
    yield rows.map((row) => ({
      at: isoTime(row.at),
      action: row.action,
      by: actorWords(row),
      about: subjectWords(row),
      details: row.details,
    }));
}
