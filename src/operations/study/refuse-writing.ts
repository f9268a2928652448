import { secondsForWriter } from '#operations/flood-limits';

const inSeconds = (seconds: number) => (seconds === 1 ? 'in a second' : `in ${seconds} seconds`);

/** The sentence for who writes too often to be a person, or begins as too many new guests; undefined when it may go on. */
export async function refuseWriting(locals: App.Locals): Promise<string | undefined> {
  const seconds = await secondsForWriter('save', locals);
  if (seconds === undefined) return undefined;
  return `Too many changes at once. Nothing was changed; try again ${inSeconds(seconds)}.`;
}
