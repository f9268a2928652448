import { useEffect, useRef } from 'react';
import { sendLastLookUps, sendLookUps } from './look-up-doors.ts';
import { LookUpLog, type NotedLookUp } from './look-up-log.ts';
import { openLookUpStore } from './look-up-store.ts';

export interface LookUps {
  note(kind: NotedLookUp['kind'], what: string, code?: string): void;
  /** Sends what waits. Never rejects. */
  flush(): Promise<void>;
}

/** The log of one attempt, for the life of a page. Without an attempt nothing is noted. `newId` makes random ids. */
export function useLookUpLog(attemptId: string, newId: () => string): LookUps {
  const log = useRef<LookUpLog>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one log for the life of the page
  useEffect(() => {
    if (!attemptId) return;
    const kept = new LookUpLog({
      send: (entries) => sendLookUps(attemptId, entries),
      sendLast: (entries) => sendLastLookUps(attemptId, entries),
      store: openLookUpStore(localStorage, attemptId, newId()),
      now: () => Date.now(),
      newId,
      later: (work, ms) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
    log.current = kept;
    const leave = () => kept.leave();
    addEventListener('pagehide', leave);
    return () => {
      kept.stop();
      removeEventListener('pagehide', leave);
    };
  }, []);
  return {
    note: (kind, what, code) => log.current?.add(kind, what, code),
    flush: () => log.current?.flush() ?? Promise.resolve(),
  };
}
