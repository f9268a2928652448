import { defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { findLookUpOwner, recordLookUps } from '#db/queries/look-ups';
import { LOOK_UP_KINDS } from '#db/schema/look-ups';
import { may } from '#domain/people/permissions';
import type { Instant } from '#domain/time';
import { answer, refusal } from './refusal.ts';

const A_WEEK_MS = 7 * 24 * 60 * 60 * 1000;

const entry = z.strictObject({
  id: z.string().regex(/^[\w-]{8,40}$/),
  kind: z.enum(LOOK_UP_KINDS),
  what: z.string().max(200),
  code: z.string().max(32).optional(),
  /** How long ago it happened: the server's clock is the one that counts, the browser's knows the distances. */
  msAgo: z.number().int().min(0).max(A_WEEK_MS),
});
const batch = z.strictObject({ attemptId: z.string().min(1).max(40), entries: z.array(entry).max(50) });

/** Appends steps to an attempt that is open and the actor's own. Sending a batch twice records it once. */
async function record({ db, actor, now }: App.Locals, { attemptId, entries }: z.infer<typeof batch>) {
  const owner = await findLookUpOwner(db, attemptId);
  if (!owner || !may(actor, 'write-attempt', owner)) throw refusal('no-such-attempt');
  if (!owner.isOpen) throw refusal('already-graded');
  if (owner.isFull) return { recorded: 0 };
  const isRecorded = await recordLookUps(
    db,
    attemptId,
    entries.map(({ msAgo, ...lookUp }) => ({ ...lookUp, at: (now - msAgo) as Instant })),
  );
  if (!isRecorded) throw refusal('no-such-attempt');
  return { recorded: entries.length };
}

/** The code book beside a sheet: the way a person goes through it is kept with the attempt. */
export const codeBook = {
  record: defineAction({
    input: batch,
    handler: (input, { locals }) => answer({ locals }, () => record(locals, input)),
  }),
};
