import { actions, getActionPath } from 'astro:actions';
import type { ClockReading, SittingChange } from '#domain/exam/sittings/sitting';
import { inTime, isPassing } from '../workspace/passing-failure.ts';
import type { SaveAnswer } from './sitting-keeper.ts';

/** Sends changes to the server. Never rejects: what can go wrong is part of the answer. */
export async function sendChanges(sittingId: string, changes: SittingChange[]): Promise<SaveAnswer> {
  try {
    const { data, error } = await inTime(actions.exam.save({ sittingId, changes }));
    if (error) return isPassing(error) ? { kind: 'offline' } : { kind: 'refused', message: error.message };
    return { kind: 'saved', ...data };
  } catch {
    return { kind: 'offline' };
  }
}

/** A last message as the page goes away. Nothing waits for it: the changes stay on the device until acknowledged. */
export function sendLast(sittingId: string, changes: SittingChange[]): void {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const body = JSON.stringify({ sittingId, changes });
  fetch(getActionPath(actions.exam.save), { method: 'POST', keepalive: true, headers, body }).catch(() => {});
}

/** The server's clock; undefined when it cannot be reached. */
export async function readClock(sittingId: string): Promise<ClockReading | undefined> {
  try {
    return (await inTime(actions.exam.clock({ sittingId }))).data;
  } catch {
    return undefined;
  }
}

/** Begins or ends a break; the clock after it, or a sentence why not. */
export async function setBreak(sittingId: string, isBreak: boolean): Promise<ClockReading | string> {
  try {
    const { data, error } = await inTime(actions.exam.pause({ sittingId, isBreak }));
    return error ? error.message : data;
  } catch {
    return 'There is no connection, so the clock could not be told. It runs on as it was.';
  }
}
