import { useCallback, useEffect, useRef, useState } from 'react';
import type { ItemState, SittingItem, StoredState } from '#domain/exam/sittings/sitting';
import { onWayOut } from '../workspace/on-way-out.ts';
import { openChangeStore } from './change-store.ts';
import { sendChanges, sendLast } from './exam-doors.ts';
import { type KeepState, type PeerMessage, SittingKeeper } from './sitting-keeper.ts';
import type { ExamClock } from './use-exam-clock.ts';

/** So close to the end every change travels by itself. */
const NEAR_END_MS = 15_000;

const storedOf = (items: readonly SittingItem[]): Map<number, StoredState> =>
  new Map(items.flatMap(({ place, stored }) => (stored ? [[place, stored]] : [])));

/** The answers of one sitting, kept safe while the page is open. */
export function useAnswers(sittingId: string, items: readonly SittingItem[], clock: ExamClock) {
  const [states, setStates] = useState<ReadonlyMap<number, StoredState>>(() => storedOf(items));
  const [keeping, setKeeping] = useState<KeepState>({ kind: 'saved' });
  const keeper = useRef<SittingKeeper>(undefined);
  const peers = useRef<BroadcastChannel>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for the life of the page
  useEffect(() => {
    peers.current = 'BroadcastChannel' in window ? new BroadcastChannel(`sitting:${sittingId}`) : undefined;
    const kept = new SittingKeeper(storedOf(items), {
      send: async (changes) => {
        const asked = performance.now();
        const answer = await sendChanges(sittingId, changes);
        if (answer.kind === 'saved') clock.take(answer.clock, asked);
        return answer;
      },
      store: openChangeStore(localStorage, sittingId),
      tellPeers: (message) => peers.current?.postMessage(message),
      onStates: setStates,
      onKeep: setKeeping,
      now: clock.now,
      isNearEnd: () => clock.current().remainingMs < NEAR_END_MS,
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
    keeper.current = kept;
    const hear = ({ data }: MessageEvent<PeerMessage>) => (data.kind === 'clock' ? clock.read() : kept.hear(data));
    peers.current?.addEventListener('message', hear);
    const stopWatching = onWayOut({
      flush: () => void kept.flush(),
      leave: () => {
        if (kept.unsent.length > 0) sendLast(sittingId, kept.unsent);
      },
    });
    kept.recover();
    return () => {
      kept.stop();
      peers.current?.close();
      stopWatching();
    };
  }, []);

  const change = useCallback((place: number, what: Partial<ItemState>, latestAt?: number) => {
    const kept = keeper.current;
    if (kept) kept.change(place, { ...kept.stateOf(place), ...what }, latestAt);
  }, []);
  const flush = useCallback(async () => (await keeper.current?.flush()) ?? false, []);
  const tellClock = useCallback(() => peers.current?.postMessage({ kind: 'clock' } satisfies PeerMessage), []);
  return { states, keeping, keeper, change, flush, tellClock };
}
