import { useEffect, useState } from 'react';
import type { ClockReading } from '#domain/exam/sittings/sitting';
import { KeepStatus } from './KeepStatus.tsx';
import type { KeepState } from './sitting-keeper.ts';
import { TimeLeft } from './TimeLeft.tsx';

interface ExamBarProps {
  title: string;
  clock: ClockReading;
  keeping: KeepState;
  isQuiet: boolean;
  /** Nothing can be done to a question now: it is a break, or over. */
  isResting: boolean;
  isBookOpen: boolean | undefined;
  isCalculatorOpen: boolean;
  /** What stops the clock is called; undefined where nothing does. */
  pauseName: string | undefined;
  onHighlight(): void;
  onBook(): void;
  onCalculator(): void;
  onKeys(): void;
  onPause(): void;
}

/** What is there on every screen of the exam: the tools, whether all is saved, and the time. */
export function ExamBar(props: ExamBarProps) {
  const { title, clock, keeping, isQuiet, isResting } = props;
  return (
    <div className="exam-bar">
      <b className="exam-title">{title}</b>
      {isResting ? null : <Tools {...props} />}
      <span className="fill" />
      <KeepStatus state={keeping} isQuiet={isQuiet} />
      <TimeLeft clock={clock} />
    </div>
  );
}

function Tools({ isBookOpen, isCalculatorOpen, pauseName, ...on }: ExamBarProps) {
  return (
    // Not a toolbar: each of its buttons is a stop of Tab.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form
    <div className="exam-tools" role="group" aria-label="Tools">
      {/* Taking the focus would take the selection along in some browsers. */}
      <button
        type="button"
        className="button"
        onPointerDown={(event) => event.preventDefault()}
        onClick={on.onHighlight}
        title="Highlight what is selected (H)"
      >
        Highlight
      </button>
      <button
        type="button"
        className="button"
        aria-expanded={isCalculatorOpen}
        onClick={on.onCalculator}
        title="Calculator (K)"
      >
        Calculator
      </button>
      {isBookOpen === undefined ? null : (
        <button type="button" className="button" aria-expanded={isBookOpen} onClick={on.onBook} title="Code book (/)">
          Code book
        </button>
      )}
      {pauseName ? (
        <button type="button" className="button" onClick={on.onPause}>
          {pauseName}
        </button>
      ) : null}
      <FullScreenButton />
      <button type="button" className="button" onClick={on.onKeys} title="Keys (?)">
        Keys
      </button>
    </div>
  );
}

/** Optional: nothing is asked of who does not want it, or whose browser has none. */
function FullScreenButton() {
  const [isFull, setFull] = useState<boolean>();
  useEffect(() => {
    if (!document.fullscreenEnabled) return;
    const look = () => setFull(document.fullscreenElement !== null);
    look();
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (isFull === undefined) return null;
  const toggle = () => (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    <button type="button" className="button" aria-pressed={isFull} onClick={() => toggle().catch(() => {})}>
      Full screen
    </button>
  );
}
