import { useEffect, useRef } from 'react';
import type { ClockReading } from '#domain/exam/sittings/sitting';
import { timeText } from './reckon-clock.ts';

interface BreakProps {
  clock: ClockReading;
  problem: string;
  onEnd(): void;
}

/** A break: the clock stands, the questions are out of sight. */
export function BreakScreen({ clock, problem, onEnd }: BreakProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="break-screen" aria-labelledby="break-heading">
      <h1 id="break-heading" tabIndex={-1} ref={heading}>
        {clock.breakLeftMs === undefined ? 'Paused' : 'Break'}
      </h1>
      <p>{`The clock stands at ${timeText(clock.remainingMs)}. The questions come back when you go on.`}</p>
      {clock.breakLeftMs === undefined ? null : (
        <p>
          Break time left: <b>{timeText(clock.breakLeftMs)}</b>. When it is used up, the exam goes on by itself.
        </p>
      )}
      <div role="alert">{problem ? <p className="notice wrong">{problem}</p> : null}</div>
      <p>
        <button type="button" className="button main" onClick={onEnd}>
          Go on
        </button>
      </p>
    </section>
  );
}
