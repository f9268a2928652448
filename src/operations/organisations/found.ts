import { v7 as newId } from 'uuid';
import { consumeLimit } from '#db/queries/limits';
import { foundOrganisation } from '#db/queries/organisations';
import { inAWhile } from '#operations/accounts/sign-in';
import { deedIn } from '#operations/organisations/deed';

const HOUR_MS = 60 * 60 * 1000;
const PER_HOUR = 5;

export type FoundOutcome = { kind: 'founded'; slug: string } | { kind: 'refused'; sentence: string; status: 429 };

/** Founds an organisation for the account that is signed in, who becomes its owner. */
export async function found(locals: App.Locals, name: string): Promise<FoundOutcome> {
  const { db, actor, now } = locals;
  const use = { key: `found-organisation:${actor.personId}`, most: PER_HOUR, windowMs: HOUR_MS, now };
  const { allowed, retryAfter } = await consumeLimit(db, use);
  if (!allowed)
    return {
      kind: 'refused',
      status: 429,
      sentence: `You founded ${PER_HOUR} organisations within an hour. Try again ${inAWhile(retryAfter ?? 60)}.`,
    };
  return { kind: 'founded', slug: await foundOrganisation(db, deedIn(locals, newId()), name) };
}
