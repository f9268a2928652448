import { isEmptyAnswer } from '#domain/exam/items/empty-answer';
import type { SittingChange, StoredState } from '#domain/exam/sittings/sitting';

/** What tells which of two changes of an item was made later. */
type Made = Pick<SittingChange, 'at' | 'order'>;

export const isLater = (one: Made, other: Made): boolean =>
  one.at > other.at || (one.at === other.at && one.order > other.order);

/** Whether an acknowledgement of `upTo` covers a change of the same item. */
const isCovered = (change: SittingChange, upTo: Made & { place: number }): boolean =>
  change.place === upTo.place && !isLater(change, upTo);

/**
 * The queue with one change more. A change is the whole state of its item, so the newest of an item is enough, unless
 * `keepsEach`: close to the end one may come too late, and must not take those that were in time with it.
 */
export function addChange(
  queue: readonly SittingChange[],
  change: SittingChange,
  { keepsEach }: { keepsEach: boolean },
): { queue: SittingChange[]; replaced: SittingChange[] } {
  const isReplaced = (one: SittingChange) => !keepsEach && isCovered(one, change);
  return { queue: [...queue.filter((one) => !isReplaced(one)), change], replaced: queue.filter(isReplaced) };
}

/** Parts a queue into what an acknowledgement covers and what is still to be sent. */
export function acknowledge(
  queue: readonly SittingChange[],
  upTo: Made & { place: number },
): { left: SittingChange[]; done: SittingChange[] } {
  const { true: done = [], false: left = [] } = Object.groupBy(queue, (one) => String(isCovered(one, upTo)));
  return { left, done };
}

/** How many answers wait. An item that was only looked at, flagged or noted on waits, too, but brings no answer. */
export const waitingAnswers = (queue: readonly SittingChange[]): number =>
  new Set(queue.filter(bringsAnswer).map(({ place }) => place)).size;

/** Without `fields` a change sets all of them. */
function bringsAnswer({ state: { answer }, fields }: SittingChange): boolean {
  return (fields?.includes('answer') ?? true) && answer !== null && !isEmptyAnswer(answer);
}

/**
 * What a page begins with: per item the state that was made last, be it stored on the server or left on this device by a
 * page that was closed or crashed; and which of those left the server still has to get.
 */
export function mergeLeft(
  stored: ReadonlyMap<number, StoredState>,
  left: readonly SittingChange[],
): { states: Map<number, StoredState>; queue: SittingChange[]; outdated: SittingChange[] } {
  const states = new Map(stored);
  const isNews = (change: SittingChange) => {
    const known = stored.get(change.place);
    return !known || isLater(change, known);
  };
  const queue = left.filter(isNews).sort((one, other) => (isLater(one, other) ? 1 : -1));
  for (const { place, at, order, state } of queue) states.set(place, { at, order, state });
  return { states, queue, outdated: left.filter((change) => !isNews(change)) };
}

/** The first changes that one message holds, at most `most`, and as text no longer than `bytes` in sum. */
export function batchOf(
  queue: readonly SittingChange[],
  { most, bytes }: { most: number; bytes: number },
): SittingChange[] {
  const batch: SittingChange[] = [];
  let size = 0;
  for (const change of queue) {
    size += new TextEncoder().encode(JSON.stringify(change)).length + 1;
    if (batch.length === most || (size > bytes && batch.length > 0)) break;
    batch.push(change);
  }
  return batch;
}
