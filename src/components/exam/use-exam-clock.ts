import { useCallback, useEffect, useRef, useState } from 'react';
import type { ClockReading } from '#domain/exam/sittings/sitting';
import { readClock } from './exam-doors.ts';
import {
  clockNow,
  haveParted,
  lastMoment,
  type Reckoning,
  serverNow,
  type TwoClocks,
  takeReading,
} from './reckon-clock.ts';

const TICK_MS = 250;
const READ_AGAIN_MS = 60_000;

const bothClocks = (): TwoClocks => ({ counter: performance.now(), device: Date.now() });

/** When this page's answer began to arrive: nearest to the moment the server read its clock for it. */
function arrivalOfPage(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
}

export interface ExamClock {
  clock: ClockReading;
  /** The server's time as reckoned now, and whether the end is near; for code that runs between two renderings. */
  now(): number;
  current(): ClockReading;
  /** When time is up, by the server's clock, if no break comes between. */
  endsAt(): number;
  take(reading: ClockReading, asked: number): void;
  /** Asks the server. */
  read(): void;
}

/**
 * The server's clock, counted on by the page's own counter between readings. It is read again every minute, when the page
 * comes back to sight or to the network, and when the device slept or its clock was set. The device's clock counts nothing.
 */
export function useExamClock(sittingId: string, first: ClockReading): ExamClock {
  const [clock, setClock] = useState(first);
  const reckoning = useRef<Reckoning>({ reading: first, counter: 0 });
  const show = useCallback(() => setClock(clockNow(reckoning.current, performance.now())), []);
  const take = useCallback(
    (reading: ClockReading, asked: number) => {
      reckoning.current = takeReading(reckoning.current, reading, { asked, answered: performance.now() });
      show();
    },
    [show],
  );
  const read = useCallback(async () => {
    const asked = performance.now();
    const reading = await readClock(sittingId);
    if (reading) take(reading, asked);
  }, [sittingId, take]);

  useEffect(() => {
    reckoning.current = { ...reckoning.current, counter: arrivalOfPage() };
    let before = bothClocks();
    let lastRead = before.counter;
    const readNow = () => {
      lastRead = performance.now();
      void read();
    };
    const tick = () => {
      const after = bothClocks();
      if (haveParted(before, after) || after.counter - lastRead > READ_AGAIN_MS) readNow();
      before = after;
      show();
    };
    const seen = () => document.visibilityState === 'visible' && readNow();
    const timer = setInterval(tick, TICK_MS);
    addEventListener('online', readNow);
    addEventListener('pageshow', readNow);
    document.addEventListener('visibilitychange', seen);
    readNow();
    return () => {
      clearInterval(timer);
      removeEventListener('online', readNow);
      removeEventListener('pageshow', readNow);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [read, show]);

  const current = useCallback(() => clockNow(reckoning.current, performance.now()), []);
  const now = useCallback(() => serverNow(reckoning.current, performance.now()), []);
  const endsAt = useCallback(() => lastMoment(reckoning.current), []);
  return { clock, now, current, endsAt, take, read };
}
