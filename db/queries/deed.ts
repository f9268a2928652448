import { type AuditEntry, recordAudit } from '#db/queries/audit';
import type { Instant } from '#domain/time';

/** Who changes something in which organisation, when, in which request. */
export interface Deed {
  organisationId: string;
  actorId: string;
  at: Instant;
  requestId: string;
}

/** Writes what was done into the audit log, with the transaction it was done in. */
export const recordDeed = (
  db: Parameters<typeof recordAudit>[0],
  deed: Deed,
  entry: Pick<AuditEntry, 'action' | 'subjectId' | 'details'>,
): Promise<void> => recordAudit(db, { ...deed, ...entry });
