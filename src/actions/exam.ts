import { defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { saveChanges, setBreak } from '#db/queries/sitting-answers';
import { findSitting } from '#db/queries/sittings';
import { type ClockReading, type SittingChange, sittingChangesSchema } from '#domain/exam/sittings/sitting';
import { readClock } from '#domain/exam/sittings/take-change';
import { answer, refusal } from './refusal.ts';
import { refuseFlood } from './refuse-flood.ts';

type Locals = App.Locals;

const sittingId = z.string().min(1).max(40);

const REFUSED = {
  closed: 'sitting-closed',
  over: 'sitting-over',
  'not-found': 'no-such-sitting',
  'no-such-place': 'no-such-place',
  'no-break-left': 'no-break-left',
} as const;

/** Whose sitting is asked for, once it is sure that there can be one and that no more is asked for than people do. */
async function ownerOf(locals: Locals, id: string) {
  const { actor, guestId, now } = locals;
  // Whoever keeps no cookie is a new guest each time and has no sitting.
  if (!actor.isSignedIn && guestId === undefined) throw refusal('no-such-sitting');
  await refuseFlood(locals, 'sitting', actor.personId);
  return { sittingId: id, personId: actor.personId, now };
}

async function save(locals: Locals, { sittingId: id, changes }: { sittingId: string; changes: SittingChange[] }) {
  const owner = await ownerOf(locals, id);
  const saved = await saveChanges(locals.db, { ...owner, changes });
  if (saved.kind !== 'saved') throw refusal(REFUSED[saved.kind]);
  return { outcomes: saved.outcomes, clock: saved.clock };
}

async function readTime(locals: Locals, id: string): Promise<ClockReading> {
  const owner = await ownerOf(locals, id);
  const sitting = await findSitting(locals.db, owner);
  if (!sitting) throw refusal('no-such-sitting');
  return readClock(sitting.time, locals.now);
}

async function pause(locals: Locals, { sittingId: id, isBreak }: { sittingId: string; isBreak: boolean }) {
  const owner = await ownerOf(locals, id);
  const set = await setBreak(locals.db, { ...owner, isBreak });
  if (set.kind !== 'set') throw refusal(REFUSED[set.kind]);
  return set.clock;
}

/** Sitting an exam: what is answered as it changes, the clock, breaks. Nothing here tells a key or a verdict. */
export const exam = {
  save: defineAction({
    input: z.strictObject({ sittingId, changes: sittingChangesSchema }),
    handler: (input, { locals }) => answer({ locals }, () => save(locals, input)),
  }),
  clock: defineAction({
    input: z.strictObject({ sittingId }),
    handler: (input, { locals }) => answer({ locals }, () => readTime(locals, input.sittingId)),
  }),
  pause: defineAction({
    input: z.strictObject({ sittingId, isBreak: z.boolean() }),
    handler: (input, { locals }) => answer({ locals }, () => pause(locals, input)),
  }),
};
