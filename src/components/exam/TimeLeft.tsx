import { useEffect, useRef, useState } from 'react';
import type { ClockReading } from '#domain/exam/sittings/sitting';
import { announce } from '../announce.ts';
import { timeText, timeWords, warningBetween } from './reckon-clock.ts';

/** What is left of the time. It can be put out of sight; the two warnings and the end are told all the same. */
export function TimeLeft({ clock }: { clock: ClockReading }) {
  const [isHidden, setHidden] = useState(false);
  const [warning, setWarning] = useState('');
  const before = useRef(clock.remainingMs);
  const { remainingMs, phase } = clock;
  useEffect(() => {
    const minutes = warningBetween(before.current, remainingMs);
    before.current = remainingMs;
    if (minutes === undefined) return;
    setWarning(`${minutes} minutes left`);
    announce(`${minutes} minutes left.`);
  }, [remainingMs]);
  const isLow = remainingMs <= 5 * 60_000;
  return (
    <div className={isLow ? 'time-left low' : 'time-left'}>
      <span className="time-name">{phase === 'break' ? 'Clock stands' : 'Time left'}</span>
      {isHidden ? null : (
        // Says itself only when asked: a clock that spoke would speak all the time.
        <span role="timer" aria-live="off" aria-label={timeWords(remainingMs)} className="time">
          {timeText(remainingMs)}
        </span>
      )}
      {warning && isHidden ? <b className="time">{warning}</b> : null}
      <button type="button" className="link-button small" aria-pressed={isHidden} onClick={() => setHidden(!isHidden)}>
        {isHidden ? 'Show' : 'Hide'}
        <span className="ears-only"> the time left</span>
      </button>
    </div>
  );
}
