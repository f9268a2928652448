import type { Db } from '#db/client';
import { findPublishedCase } from '#db/queries/cases';
import { type CaseToPublish, publishCases } from '#db/queries/publishing';
import type { Instant } from '#domain/time';
import { aKey } from '../build.ts';
import { aChart } from '../domain/authoring/a-review.ts';

let ids = 0;
export const newId = (): string => `id-${++ids}`;
export const at = (milliseconds: number): Instant => milliseconds as Instant;

export const aCase = (overrides: Partial<CaseToPublish> = {}): CaseToPublish => ({
  chart: aChart(),
  key: aKey(),
  ...overrides,
});

/** Publishes cases as `npm start` does, the fingerprint standing for their files. */
export const publish = (db: Db, cases: CaseToPublish[], now = 1) =>
  publishCases(db, cases, JSON.stringify(cases), { now: at(now), newId });

/** Publishes one case and answers what opening an attempt on it takes. */
export async function aPublishedCase(db: Db) {
  await publish(db, [aCase()]);
  const found = await findPublishedCase(db, 'a-case');
  if (!found) throw new Error('nothing was published');
  return { slug: 'a-case', caseId: found.caseId, caseVersionId: found.caseVersionId, mode: 'practice' as const };
}
