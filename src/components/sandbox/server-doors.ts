import { actions, getActionPath } from 'astro:actions';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { inTime, isPassing } from '../workspace/passing-failure.ts';
import type { SaveAnswer } from './draft-keeper.ts';

/** Browsers send at most 64 KiB as a page goes away; larger sheets stay in the outbox until the next visit. */
const LAST_MESSAGE_BYTES = 60_000;

/** Sends a sheet to the server. Never rejects: what can go wrong is part of the answer. */
export async function saveDraft(attemptId: string, baseRevision: number, draft: DraftSheet): Promise<SaveAnswer> {
  try {
    const { data, error } = await inTime(actions.practice.saveDraft({ attemptId, baseRevision, draft }));
    if (error) return refusal(error);
    return data.conflict
      ? { kind: 'conflict', revision: data.revision, draft: data.draft }
      : { kind: 'saved', revision: data.revision, savedAt: data.savedAt, findings: data.findings };
  } catch {
    return { kind: 'offline' };
  }
}

function refusal(error: { type?: string; code: string; message: string }): SaveAnswer {
  if (isPassing(error)) return { kind: 'offline' };
  // The form of the input was refused: nothing a person types in the fields is, short of their limits.
  if (error.type === 'AstroActionInputError') {
    return {
      kind: 'refused',
      message: 'Something on the sheet is longer than it can be. Shorten it, and it is saved.',
    };
  }
  return { kind: 'refused', message: error.message };
}

/** A last message as the page goes away. Nothing waits for it: the outbox keeps the work until it is acknowledged. */
export function sendLast(attemptId: string, unsaved: { baseRevision: number; draft: DraftSheet }): void {
  const body = JSON.stringify({ attemptId, ...unsaved });
  if (body.length > LAST_MESSAGE_BYTES) return;
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  fetch(getActionPath(actions.practice.saveDraft), { method: 'POST', keepalive: true, headers, body }).catch(() => {});
}

export type SubmitAnswer = { ok: true; resultUrl: string } | { ok: false; message: string };

/** Hands the sheet in for grading. Sending it twice gives the same result twice. */
export async function submit(attemptId: string, baseRevision: number): Promise<SubmitAnswer> {
  try {
    const { data, error } = await actions.practice.submit({ attemptId, baseRevision });
    return error ? { ok: false, message: error.message } : { ok: true, resultUrl: data.resultUrl };
  } catch {
    return { ok: false, message: 'There is no connection, so the chart was not graded. Your work is kept; try again.' };
  }
}
