import { useEffect, useRef } from 'react';
import { announce } from '../announce.ts';
import { handInAddress } from './exam-facts.ts';
import { answersKept } from './KeepStatus.tsx';
import type { KeepState } from './sitting-keeper.ts';

interface TimeUpProps {
  sittingId: string;
  keeping: KeepState;
  /** The sitting is closed: nothing is taken any more. */
  isClosed: boolean;
  /** The screen takes part in the page: before, nothing in it can have the focus. */
  isReady: boolean;
  flush(): Promise<boolean>;
}

/** The end of time: nothing can be changed; what was answered before is still sent, then the result follows. */
export function TimeUpScreen({ sittingId, keeping, isClosed, isReady, flush }: TimeUpProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = isClosed ? 'This exam is handed in' : 'Time is up';
  useEffect(() => {
    if (!isReady) return;
    heading.current?.focus();
    announce(`${title}.`);
    void flush();
  }, [isReady, title, flush]);
  const isSafe = keeping.kind === 'saved';
  return (
    <section className="break-screen" aria-labelledby="over-heading">
      <h1 id="over-heading" tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p role="status">{isSafe ? 'All your answers have arrived.' : waitingText(keeping, isClosed)}</p>
      <form method="post" action={handInAddress(sittingId)}>
        {isSafe || isClosed ? null : (
          <p className="notice">
            Answers that have not arrived cannot count once the result is shown. With a connection they are sent by
            themselves; there are 24 hours for it.
          </p>
        )}
        <p>
          <button type="submit" className={isSafe || isClosed ? 'button main' : 'button'}>
            {isSafe || isClosed ? 'See the result' : 'See the result without them'}
          </button>
        </p>
      </form>
    </section>
  );
}

function waitingText(keeping: KeepState, isClosed: boolean): string {
  if (keeping.kind === 'sending' || keeping.kind === 'saved') return 'The last answers are being sent …';
  if (isClosed && keeping.answers === 0) return 'No answer is missing.';
  if (isClosed) return `${answersKept(keeping.answers)} and can no longer count.`;
  return keeping.kind === 'refused' ? keeping.message : `Not sent yet: ${answersKept(keeping.answers)}.`;
}
