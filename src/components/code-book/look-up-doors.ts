import { actions, getActionPath } from 'astro:actions';
import type { SendAnswer, SentLookUp } from './look-up-log.ts';

const PASSING = ['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'BAD_GATEWAY', 'GATEWAY_TIMEOUT', 'TOO_MANY_REQUESTS'];

/** A batch that has not come back by then is treated as a lost connection and tried again. */
const PATIENCE_MS = 15_000;

/** Sends a batch of look-ups to the server. Never rejects. */
export async function sendLookUps(attemptId: string, entries: SentLookUp[]): Promise<SendAnswer> {
  const tooLong = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), PATIENCE_MS));
  try {
    const { error } = await Promise.race([actions.codeBook.record({ attemptId, entries }), tooLong]);
    if (!error) return 'recorded';
    return PASSING.includes(error.code) ? 'offline' : 'refused';
  } catch {
    return 'offline';
  }
}

/** The same as the page goes away: the browser finishes it by itself. */
export function sendLastLookUps(attemptId: string, entries: SentLookUp[]): void {
  const body = JSON.stringify({ attemptId, entries });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  fetch(getActionPath(actions.codeBook.record), { method: 'POST', keepalive: true, headers, body }).catch(() => {});
}
