import { secondsToWait } from '#operations/flood-limits';
import { refusal } from './refusal.ts';

const REASONS = { begin: 'too-many-begun', save: 'too-many-saved', sitting: 'too-many-saved' } as const;

/** Throws the refusal for who begins or saves more than people do. */
export async function refuseFlood(locals: App.Locals, flood: keyof typeof REASONS, who: string): Promise<void> {
  const seconds = await secondsToWait(flood, who);
  if (seconds === undefined) return;
  locals.retryAfter = seconds;
  throw refusal(REASONS[flood]);
}
