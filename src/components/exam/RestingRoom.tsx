import { useEffect, useState } from 'react';
import type { ClockReading } from '#domain/exam/sittings/sitting';
import { BreakScreen } from './BreakScreen.tsx';
import { setBreak } from './exam-doors.ts';
import { TimeLeft } from './TimeLeft.tsx';
import { useExamClock } from './use-exam-clock.ts';

interface RestingFacts {
  sittingId: string;
  title: string;
  clock: ClockReading;
}

/** A sitting that is opened while its clock stands: nothing of the questions is here until the break has ended. */
export function RestingRoom({ sittingId, title, clock: first }: RestingFacts) {
  const time = useExamClock(sittingId, first);
  const [problem, setProblem] = useState('');
  const { phase } = time.clock;
  useEffect(() => {
    if (phase !== 'break') location.reload();
  }, [phase]);
  async function goOn() {
    const told = await setBreak(sittingId, false);
    if (typeof told === 'string') setProblem(told);
    else location.reload();
  }
  return (
    <div className="exam">
      <div className="exam-bar">
        <b className="exam-title">{title}</b>
        <span className="fill" />
        <TimeLeft clock={time.clock} />
      </div>
      <BreakScreen clock={time.clock} problem={problem} onEnd={goOn} />
    </div>
  );
}
