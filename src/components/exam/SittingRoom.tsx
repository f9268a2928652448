import { useEffect, useState } from 'react';
import { BreakScreen } from './BreakScreen.tsx';
import { ExamBar } from './ExamBar.tsx';
import type { ExamFacts } from './exam-facts.ts';
import { OpenExam } from './OpenExam.tsx';
import { TimeUpScreen } from './TimeUpScreen.tsx';
import { useSitting } from './use-sitting.ts';
import { useTools } from './use-tools.ts';

/** The whole screen of a sitting: what is asked, the tools beside it, and everything that keeps answers and time safe. */
export function SittingRoom(facts: ExamFacts) {
  const sitting = useSitting(facts);
  const { clock, keeping, phase } = sitting;
  const { accommodations } = facts;
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const tools = useTools();
  return (
    <div
      className={`exam${tools.isBookOpen && phase === 'open' ? ' with-book' : ''}`}
      data-text-size={accommodations.largeText ? 'large' : undefined}
      inert={!isReady}
    >
      <ExamBar
        title={facts.title}
        clock={clock}
        keeping={keeping}
        isQuiet={accommodations.screenReader}
        isResting={phase !== 'open'}
        isBookOpen={facts.isCodeBookAllowed ? tools.isBookOpen : undefined}
        isCalculatorOpen={tools.isCalculatorOpen}
        pauseName={pauseNameOf(facts, clock.breakLeftMs)}
        onHighlight={sitting.highlight}
        onBook={tools.toggleBook}
        onCalculator={tools.toggleCalculator}
        onKeys={() => tools.setDialog('keys')}
        onPause={() => sitting.pause(true)}
      />
      <div role="alert">
        {sitting.problem && phase === 'open' ? <p className="notice wrong">{sitting.problem}</p> : null}
      </div>
      {phase === 'open' ? <OpenExam facts={facts} sitting={sitting} tools={tools} /> : null}
      {phase === 'break' ? (
        <BreakScreen clock={clock} problem={sitting.problem} onEnd={() => sitting.pause(false)} />
      ) : null}
      {phase === 'over' ? (
        <TimeUpScreen
          sittingId={facts.sittingId}
          keeping={keeping}
          isClosed={clock.phase === 'closed'}
          isReady={isReady}
          flush={sitting.flush}
        />
      ) : null}
    </div>
  );
}

/** Pauses are free while practising; in an exam there are breaks where they were granted. */
function pauseNameOf({ mode }: ExamFacts, breakLeftMs: number | undefined): string | undefined {
  if (mode === 'practice') return 'Pause';
  return breakLeftMs ? 'Break' : undefined;
}
