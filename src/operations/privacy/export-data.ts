import { recordAudit } from '#db/queries/audit';
import { organisationTables } from '#db/queries/export-organisation';
import { personTables } from '#db/queries/export-person';
import { consumeLimit } from '#db/queries/limits';
import type { Membership } from '#domain/people/permissions';
import { dayOf } from '#domain/time';
import { inAWhile } from '#operations/accounts/sign-in';
import { archiveOf, download } from '#operations/privacy/archive';

const HOUR_MS = 60 * 60 * 1000;
/** Exports one account may ask for in an hour: each reads everything twice. */
const PER_HOUR = 10;

export type ExportOutcome = { kind: 'export'; response: Response } | { kind: 'refused'; sentence: string; status: 429 };

/** Counts an export against the account's limit; the refusal when it is used up. */
export async function limitExports({ db, actor, now }: App.Locals): Promise<ExportOutcome | undefined> {
  const use = { key: `export:${actor.personId}`, most: PER_HOUR, windowMs: HOUR_MS, now };
  const { allowed, retryAfter } = await consumeLimit(db, use);
  if (allowed) return undefined;
  const sentence = `That were ${PER_HOUR} exports in an hour. Try again ${inAWhile(retryAfter ?? 60)}.`;
  return { kind: 'refused', sentence, status: 429 };
}

/** Everything stored about the account that is signed in, as an archive; the log says that it was asked for. */
export async function exportPerson(locals: App.Locals): Promise<ExportOutcome> {
  const { db, actor, signedIn, now, requestId } = locals;
  const refused = await limitExports(locals);
  if (refused) return refused;
  const { personId } = actor;
  const details = { what: 'account' };
  await recordAudit(db, {
    action: 'data-exported',
    actorId: personId,
    subjectId: personId,
    at: now,
    details,
    requestId,
  });
  const words = {
    title: 'Everything that is stored about your account',
    lines: [
      `Asked for on ${dayOf(now)}.`,
      'Not in it: your password, which nobody here knows, and keys that open doors.',
    ],
  };
  const tables = personTables(db, { personId, email: signedIn?.email ?? '' });
  const body = archiveOf(tables, words, now);
  return { kind: 'export', response: download(body, `my-data-${dayOf(now)}.zip`, 'application/zip') };
}

/** Everything an organisation has, as an archive. The route has asked whether the actor may. */
export async function exportOrganisation(locals: App.Locals, organisation: Membership): Promise<ExportOutcome> {
  const { db, actor, now, requestId } = locals;
  const refused = await limitExports(locals);
  if (refused) return refused;
  const { organisationId, name, slug } = organisation;
  const details = { what: 'organisation' };
  const row = {
    action: 'data-exported',
    organisationId,
    subjectId: organisationId,
    at: now,
    details,
    requestId,
  } as const;
  await recordAudit(db, { ...row, actorId: actor.personId });
  const words = {
    title: `Everything ${name} has`,
    lines: [`Asked for on ${dayOf(now)}. It names people: keep it as carefully as you keep grades.`],
  };
  const body = archiveOf(organisationTables(db, organisationId), words, now);
  return { kind: 'export', response: download(body, `${slug}-${dayOf(now)}.zip`, 'application/zip') };
}
