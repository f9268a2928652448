import { useCallback, useEffect, useRef } from 'react';

/** More is no reading: somebody left the screen on. The rest of it still counts as one stretch of this length. */
const LONGEST_MS = 3_600_000;
const SAVE_EVERY_MS = 30_000;

/**
 * Counts how long an item is in sight: not while the page is hidden, nor while `place` is undefined (review, break, end).
 * What was counted is handed to `add` when the item is left, and every half minute.
 * @returns a function that hands over what was counted until now, for when all is sent
 */
export function useTimeOnItem(place: number | undefined, add: (place: number, ms: number) => void): () => void {
  const since = useRef<number>(undefined);
  const latest = useRef(add);
  latest.current = add;
  const hand = useCallback((of: number) => {
    if (since.current === undefined) return;
    const ms = Math.min(LONGEST_MS, Math.round(performance.now() - since.current));
    since.current = performance.now();
    if (ms > 0) latest.current(of, ms);
  }, []);

  useEffect(() => {
    if (place === undefined) return;
    const begin = () => {
      since.current = document.visibilityState === 'visible' ? performance.now() : undefined;
    };
    const seenOrHidden = () => {
      hand(place);
      begin();
    };
    begin();
    const timer = setInterval(() => hand(place), SAVE_EVERY_MS);
    document.addEventListener('visibilitychange', seenOrHidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', seenOrHidden);
      hand(place);
      since.current = undefined;
    };
  }, [place, hand]);

  return useCallback(() => {
    if (place !== undefined) hand(place);
  }, [place, hand]);
}
