import type { RefObject } from 'react';
import type { LookUps } from '../code-book/use-look-up-log.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { type SubmitAnswer, submit } from './server-doors.ts';
import type { StartingPoint } from './use-draft.ts';

const NOT_SAVED =
  'Your last changes are not saved yet, so the chart was not graded. They are kept on this device; try again in a moment.';
/** The way through the code book is worth a moment, not a wait. */
const LOOK_UPS_PATIENCE_MS = 3000;

/** Saves what is open, sends the last look-ups, then hands the sheet in. Look-ups that cannot be sent hold nothing up. */
export function gradeDoor(
  start: StartingPoint,
  keeper: RefObject<DraftKeeper | undefined>,
  lookUps: LookUps,
): () => Promise<SubmitAnswer> {
  return async () => {
    const isSaved = (await keeper.current?.flush()) ?? false;
    if (!isSaved) return { ok: false, message: NOT_SAVED };
    const longEnough = new Promise((resolve) => setTimeout(resolve, LOOK_UPS_PATIENCE_MS));
    await Promise.race([lookUps.flush(), longEnough]);
    return submit(start.attemptId, keeper.current?.revision ?? start.revision);
  };
}
