import { useRef, useState } from 'react';
import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import type { Setting } from '#domain/chart/encounter';
import { Dialog } from '../workspace/Dialog.tsx';
import { openPoints } from './open-points.ts';
import type { SubmitAnswer } from './server-doors.ts';

interface GradeDialogProps {
  isOpen: boolean;
  draft: DraftSheet;
  setting: Setting;
  tryNumber: number;
  /** Saves what is open, then hands in. */
  onGrade(): Promise<SubmitAnswer>;
  onClose(): void;
}

/** Asks once before handing in, naming what is empty. A second click while the first is under way does nothing. */
export function GradeDialog({ isOpen, draft, setting, tryNumber, onGrade, onClose }: GradeDialogProps) {
  const [problem, setProblem] = useState('');
  const [isGrading, setIsGrading] = useState(false);
  const isUnderWay = useRef(false);
  const points = isOpen ? openPoints(draft, setting) : [];

  async function grade() {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setIsGrading(true);
    setProblem('');
    const answer = await onGrade();
    if (answer.ok) {
      location.assign(answer.resultUrl);
      return;
    }
    isUnderWay.current = false;
    setIsGrading(false);
    setProblem(answer.message);
  }

  return (
    <Dialog isOpen={isOpen} labelledBy="grade-heading" onClose={onClose}>
      <h2 id="grade-heading">Grade this chart?</h2>
      <p>
        Your coding is compared with the key and cannot be changed afterwards.{' '}
        {tryNumber === 1
          ? 'This is your first try, the one that counts.'
          : `This is try ${tryNumber}; your first one counts.`}
      </p>
      {points.length ? (
        <>
          <p>Still empty:</p>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p role="alert" className={problem ? 'notice wrong' : undefined}>
        {problem}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          Go on coding
        </button>
        <button type="button" className="button main" aria-disabled={isGrading} onClick={grade}>
          {isGrading ? 'Grading …' : 'Grade chart'}
        </button>
      </div>
    </Dialog>
  );
}
