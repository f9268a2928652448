import { defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { v7 as newId } from 'uuid';
import { AccountGoneError } from '#db/queries/accounts';
import { recordAnswer } from '#db/queries/check-answers';
import { activeMs } from '#domain/study/active-time';
import { judgeAnswer } from '#domain/study/check-answer';
import { findQuestion } from '#operations/study/find-question';
import { answer, refusal } from './refusal.ts';
import { refuseFlood } from './refuse-flood.ts';

const MOST_OPTIONS = 5;
const given = z.strictObject({
  /** `track/lesson#item`. */
  ref: z.string().max(160),
  /** Indexes of options, each once. */
  chosen: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MOST_OPTIONS - 1),
    )
    .min(1)
    .max(MOST_OPTIONS)
    .refine((options) => new Set(options).size === options.length),
  /** Since the answer before, or since the check came into sight. */
  tookMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});

/** Judges an answer from the lesson's own file and keeps it if it is the person's first to the item. */
async function recordFirstAnswer(locals: App.Locals, { ref, chosen, tookMs }: z.infer<typeof given>) {
  const { db, actor, now, guestId, address } = locals;
  // Whoever keeps no cookie is a new guest each time, and each is a row.
  if (!actor.isSignedIn && guestId === undefined) await refuseFlood(locals, 'begin', address);
  await refuseFlood(locals, 'save', actor.personId);
  const question = await findQuestion(ref);
  if (!question || chosen.some((option) => option >= question.isRight.length)) throw refusal('no-such-question');
  const who = { personId: actor.personId, isAccount: actor.isSignedIn };
  const judged = judgeAnswer(question, chosen, { at: now, entryId: newId() });
  try {
    return { isFirst: await recordAnswer(db, who, judged, { now, activeMs: activeMs(tookMs) }) };
  } catch (error) {
    throw error instanceof AccountGoneError ? refusal('no-such-question') : error;
  }
}

/** Knowledge checks of lessons: what is answered first is kept. */
export const study = {
  answer: defineAction({
    input: given,
    handler: (input, { locals }) => answer({ locals }, () => recordFirstAnswer(locals, input)),
  }),
};
