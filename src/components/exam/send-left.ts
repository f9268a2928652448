import { acknowledge, batchOf, waitingAnswers } from './change-queue.ts';
import { openChangeStore } from './change-store.ts';
import { sendChanges } from './exam-doors.ts';
import { answersKept } from './KeepStatus.tsx';

/**
 * On the page that hands in: sends what the exam's own page could not, and says so when that fails here, too. When all is
 * there, the page is asked for anew: what it counts was counted before.
 */
export async function sendWhatIsLeft(): Promise<void> {
  const sittingId = document.querySelector<HTMLElement>('[data-sitting]')?.dataset.sitting;
  const notice = document.querySelector<HTMLElement>('[data-unsent]');
  if (!sittingId || !notice) return;
  const store = openChangeStore(localStorage, sittingId);
  let left = store.readAll();
  if (left.length === 0) return;
  while (left.length > 0) {
    const batch = batchOf(left, { most: 60, bytes: 48_000 });
    const answer = await sendChanges(sittingId, batch);
    if (answer.kind !== 'saved') {
      const why = answer.kind === 'refused' ? answer.message : 'Load this page again when there is a connection.';
      notice.textContent = `Not sent yet: ${answersKept(waitingAnswers(left))}. ${why}`;
      notice.hidden = false;
      return;
    }
    for (const change of batch) {
      const { left: rest, done } = acknowledge(left, change);
      store.forget(done);
      left = rest;
    }
  }
  // On a device whose storage cannot be written to it would go on for ever.
  if (store.readAll().length === 0) location.replace(location.href);
}
