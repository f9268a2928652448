import { useRef, useState } from 'react';
import { Dialog } from '../workspace/Dialog.tsx';
import { handInAddress } from './exam-facts.ts';
import { countMarks, type ItemMark } from './navigator-state.ts';

interface HandInProps {
  sittingId: string;
  marks: readonly ItemMark[];
  flush(): Promise<boolean>;
}

const NOT_SENT =
  'There is no connection, so the exam was not handed in. Your answers are kept on this device; try again when it is back.';

function whatIsOpen(marks: readonly ItemMark[]): string {
  const { unanswered, incomplete, flagged } = countMarks(marks);
  const open = [
    unanswered > 0 && `${unanswered} of ${marks.length} questions not answered`,
    incomplete > 0 && `${incomplete} not complete`,
    flagged > 0 && `${flagged} still flagged`,
  ].filter(Boolean);
  return open.length > 0 ? `${open.join(', ')}.` : 'Every question is answered.';
}

/** Hands in once, after everything has arrived and somebody has said that they mean it. */
export function HandInButton({ sittingId, marks, flush }: HandInProps) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  async function handIn() {
    if (isBusy) return;
    setBusy(true);
    setProblem('');
    // Only a page that has told everything may close the sitting: afterwards nothing is taken.
    if (await flush()) form.current?.submit();
    else {
      setProblem(NOT_SENT);
      setBusy(false);
    }
  }
  return (
    <form ref={form} method="post" action={handInAddress(sittingId)} className="hand-in">
      <button type="button" className="button main" onClick={() => setAsking(true)}>
        Hand in
      </button>
      <Dialog isOpen={isAsking} labelledBy="hand-in-heading" onClose={() => setAsking(false)}>
        <h2 id="hand-in-heading">Hand in the exam?</h2>
        <p>{whatIsOpen(marks)} Afterwards nothing can be changed.</p>
        <div role="alert">{problem ? <p className="notice wrong">{problem}</p> : null}</div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            Go on with the exam
          </button>
          <button type="button" className="button main" aria-disabled={isBusy} onClick={handIn}>
            {isBusy ? 'Handing in …' : 'Hand in'}
          </button>
        </div>
      </Dialog>
    </form>
  );
}
