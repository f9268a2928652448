import { secondsToWait } from '#operations/flood-limits';

const inSeconds = (seconds: number) => (seconds === 1 ? 'in a second' : `in ${seconds} seconds`);

/** The sentence for who writes too often to be a person, or begins as too many new guests; undefined when it may go on. */
export async function refuseWriting(locals: App.Locals): Promise<string | undefined> {
  const { actor, guestId, address } = locals;
  const isNew = !actor.isSignedIn && guestId === undefined;
  const seconds =
    (isNew ? await secondsToWait('begin', address) : undefined) ?? (await secondsToWait('save', actor.personId));
  if (seconds === undefined) return undefined;
  locals.retryAfter = seconds;
  return `Too many changes at once. Nothing was changed; try again ${inSeconds(seconds)}.`;
}
