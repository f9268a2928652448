import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { getAnswerKey } from '#db/queries/answer-keys';
import { openAttempt } from '#db/queries/attempts';
import { recordSubmission } from '#db/queries/grades';
import { ensurePerson } from '#db/queries/people';
import { accounts, sessions, users } from '#db/schema/accounts';
import { attempts } from '#db/schema/attempts';
import { memberships, organisations } from '#db/schema/organisations';
import { grade } from '#domain/grading/grade';
import type { OrganisationRole } from '#domain/people/roles';
import { chartEvidence } from '#domain/study/chart-evidence';
import type { Instant } from '#domain/time';
import { aContext, aDiagnosis, aKey, aSheet } from '../build.ts';
import { aPublishedCase, at, newId } from './a-case.ts';

/** An account with a password, a session and the person's row. */
export async function anAccount(db: Db, id: string, { email = `${id}@example.org`, now = 1, isConfirmed = true } = {}) {
  const moment = new Date(now);
  const times = { createdAt: moment, updatedAt: moment };
  await db.insert(users).values({ id, name: `Name of ${id}`, email, emailVerified: isConfirmed, ...times });
  await db.insert(accounts).values({
    id: `password-${id}`,
    accountId: id,
    providerId: 'credential',
    userId: id,
    password: 'a-hash',
    ...times,
  });
  if (!isConfirmed) return;
  await ensurePerson(db, id, at(now));
  const session = { id: `session-${id}`, token: `token-${id}`, userId: id, expiresAt: new Date(now + 1e12), ...times };
  await db.insert(sessions).values(session);
}

export async function anOrganisation(db: Db, id: string, roles: Record<string, OrganisationRole[]>, months?: number) {
  const row = { id, slug: id, name: `Name of ${id}`, createdAt: 1, attemptsKeptMonths: months ?? null };
  await db.insert(organisations).values(row);
  for (const [personId, given] of Object.entries(roles))
    for (const role of given) await db.insert(memberships).values({ personId, organisationId: id, role, createdAt: 1 });
}

/** A try on the platform's one case, submitted unless told otherwise. Cases have to be published once before. */
export async function aTry(
  db: Db,
  personId: string,
  {
    now = 1,
    isSubmitted = true,
    organisationId,
  }: { now?: number; isSubmitted?: boolean; organisationId?: string } = {},
) {
  const published = await aPublishedCase(db);
  const attemptId = `try-${personId}-${now}-${organisationId ?? ''}`;
  await openAttempt(db, { ...published, attemptId, personId, now: now as Instant });
  if (organisationId !== undefined) await db.update(attempts).set({ organisationId }).where(sql`id = ${attemptId}`);
  if (isSubmitted) await submit(db, { attemptId, personId, caseVersionId: published.caseVersionId, now });
  return attemptId;
}

export async function submit(
  db: Db,
  attempt: { attemptId: string; personId: string; caseVersionId: string; now: number },
): Promise<boolean> {
  const { caseVersionId, now, ...owner } = attempt;
  const verdict = await aVerdict(db, caseVersionId, owner.attemptId);
  return recordSubmission(db, { ...owner, ...verdict, revision: 0, now: at(now) });
}

/** A grade with variances, the key it goes with, and the evidence it leaves. */
export async function aVerdict(db: Db, caseVersionId: string, attemptId: string) {
  const [key, sheet, context] = [aKey({ diagnoses: [aDiagnosis('I10')] }), aSheet(), aContext()];
  const verdict = grade(key, sheet, context);
  const attempt = { attemptId, tryNumber: 1, at: at(5), newId };
  const evidence = chartEvidence({ key, sheet, grade: verdict, context }, attempt);
  return { grade: verdict, answerKeyId: (await getAnswerKey(db, caseVersionId)).id, evidence };
}

/** Every table with each of its rows as one text, so that nothing can hide in a column nobody thought of. */
export async function everyRow(db: Db): Promise<{ table: string; text: string }[]> {
  const tables = await db.all<{ name: string }>(sql`select name from sqlite_schema where type = 'table'`);
  const found: { table: string; text: string }[] = [];
  for (const { name } of tables) {
    const rows = await db.all(sql.raw(`select * from "${name}"`));
    found.push(...rows.map((row) => ({ table: name, text: JSON.stringify(row) })));
  }
  return found;
}

/** How many rows each table has. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const rows = await everyRow(db);
  return Object.fromEntries([...Map.groupBy(rows, ({ table }) => table)].map(([table, of]) => [table, of.length]));
}
