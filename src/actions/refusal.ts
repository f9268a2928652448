import { ActionError } from 'astro:actions';
import type { APIContext } from 'astro';
import { logFailure } from '../edge/log-failure.ts';

/** The refusals an action can give, each with the one status that fits and the sentence a person reads. */
const REFUSALS = {
  'no-such-case': ['NOT_FOUND', 'There is no chart of this name. Choose one from the list of charts.'],
  // The same words for an attempt that never was and for somebody else's.
  'no-such-attempt': ['NOT_FOUND', 'This work is not here. Open the chart again from the list of charts.'],
  'no-such-question': ['NOT_FOUND', 'There is no such question any more. Open the lesson again.'],
  // The same words for a sitting that never was and for somebody else's.
  'no-such-sitting': ['NOT_FOUND', 'This exam is not here. Open it again from the list of exams.'],
  'no-such-place': ['BAD_REQUEST', 'The exam has no question of this number. Nothing was saved; load the page again.'],
  'sitting-closed': ['CONFLICT', 'This exam is closed, so nothing more is taken. Open its result.'],
  'sitting-over': ['CONFLICT', 'Time is up, so the clock cannot be stopped any more. Open the result.'],
  'no-break-left': ['CONFLICT', 'There is no break time left. The clock runs on.'],
  'already-graded': ['CONFLICT', 'This chart is graded already, so it can no longer be changed. Open its result.'],
  'saved-elsewhere': [
    'CONFLICT',
    'The sheet was changed in another window. Look it over here, then grade the chart again.',
  ],
  'too-many-begun': [
    'TOO_MANY_REQUESTS',
    'Too many charts were begun from this place. Nothing was changed; try again in a few minutes.',
  ],
  'too-many-saved': ['TOO_MANY_REQUESTS', 'Too much was saved at once. What you entered is kept; it is tried again.'],
  'too-many-graded': [
    'TOO_MANY_REQUESTS',
    'Too many charts were graded within the hour. Your work is kept; try again later.',
  ],
} as const;
export type Refusal = keyof typeof REFUSALS;

export function refusal(reason: Refusal): ActionError {
  const [code, message] = REFUSALS[reason];
  return new ActionError({ code, message });
}

/**
 * Runs the body of an action. What was refused on purpose goes out as it is; anything else is a bug: it is logged whole
 * under the request's id and goes out as one vague sentence, because Astro would send the message of the error.
 */
export async function answer<Value>(
  { locals }: Pick<APIContext, 'locals'>,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ActionError) throw error;
    logFailure(locals.requestId, 'action', error);
    throw new ActionError({
      code: 'INTERNAL_SERVER_ERROR',
      message: `Something went wrong here, and this was not saved. What you entered is kept on this device. Reference: ${locals.requestId}`,
    });
  }
}
