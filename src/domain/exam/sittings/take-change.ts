import type { Instant } from '#domain/time';
import type { ChangeOutcome, ClockReading, ItemState, SittingChange, StoredState } from './sitting.ts';
import { breakLeftMs, clockAt, endOf, isInBreak, type SittingTime } from './sitting-clock.ts';

/** What is done with a change: `stored` is what stands afterwards, `isNew` whether it has to be written. */
export interface Taken {
  outcome: ChangeOutcome;
  stored?: StoredState;
  isNew: boolean;
}

/**
 * Decides about one change of an item, of a sitting that is not closed, by the server's clock. The later of two stands,
 * whichever arrives first: by the moment it was made, then by its number in its browser; of what it did not set itself
 * what is stored stays. Sent twice it is kept once.
 * Time spent only grows, also by a change that is not kept. Pure; the moment made is taken for no earlier than the start
 * and no later than now.
 */
export function takeChange(
  time: SittingTime,
  stored: StoredState | undefined,
  change: SittingChange,
  now: Instant,
): Taken {
  const { place, order } = change;
  // Of a server whose clock was set back what it stored itself lies ahead; a browser that went on counting still is later.
  const latest = Math.max(now, stored?.at ?? 0);
  const at = Math.min(latest, Math.max(time.startedAt, change.at));
  const refused = refusalOf(time, at);
  if (refused) return { outcome: { place, order, kind: refused }, ...(stored && { stored }), isNew: false };
  const spentMs = Math.max(change.state.spentMs, stored?.state.spentMs ?? 0);
  if (!stored || isLater({ at, order }, stored)) {
    const next = { at, order, state: { ...withFieldsOf(change, stored?.state), spentMs } };
    return { outcome: outcomeOf(change, next), stored: next, isNew: true };
  }
  const grown = { ...stored, state: { ...stored.state, spentMs } };
  const isSame = at === stored.at && order === stored.order;
  return {
    outcome: isSame ? outcomeOf(change, grown) : { place, order, kind: 'older', stored: grown },
    stored: grown,
    isNew: spentMs > stored.state.spentMs,
  };
}

/** Of a device that does not know what another one did, only what it set itself replaces what is stored. */
function withFieldsOf({ state, fields }: SittingChange, stored: ItemState | undefined): ItemState {
  if (!stored || !fields) return state;
  return { ...stored, ...Object.fromEntries(fields.map((field) => [field, state[field]])) };
}

function outcomeOf({ place, order, state }: SittingChange, stored: StoredState): ChangeOutcome {
  return isAlike(state, stored.state) ? { place, order, kind: 'kept' } : { place, order, kind: 'older', stored };
}

/** Where the clock stands, as it is told to a browser. */
export function readClock(time: SittingTime, now: Instant): ClockReading {
  const left = breakLeftMs(time, now);
  return { now, ...clockAt(time, now), ...(left !== undefined && { breakLeftMs: left }) };
}

function refusalOf(time: SittingTime, at: number): 'late' | 'break' | undefined {
  const end = endOf(time);
  if (end !== undefined && at >= end) return 'late';
  return isInBreak(time, at) ? 'break' : undefined;
}

const isLater = (one: { at: number; order: number }, other: { at: number; order: number }): boolean =>
  one.at === other.at ? one.order > other.order : one.at > other.at;

/** The same but for the time spent; both come from the same schema, so their fields stand in the same order. */
const isAlike = (one: ItemState, other: ItemState): boolean =>
  JSON.stringify({ ...one, spentMs: 0 }) === JSON.stringify({ ...other, spentMs: 0 });
