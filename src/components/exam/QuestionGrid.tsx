import type { RefObject } from 'react';
import { type ItemMark, PROGRESS_WORDS, type Progress } from './navigator-state.ts';

/** Each state has a sign of its own, full, half or empty: colour alone says nothing. */
const Sign = ({ of }: { of: Progress }) => <span className={`sign ${of}`} aria-hidden="true" />;

export const markWords = ({ progress, isFlagged, hasNote }: ItemMark): string =>
  [PROGRESS_WORDS[progress], isFlagged && 'flagged', hasNote && 'with a note'].filter(Boolean).join(', ');

export function MarkSigns({ mark }: { mark: ItemMark }) {
  return (
    <span className="mark-signs" aria-hidden="true">
      <Sign of={mark.progress} />
      {mark.isFlagged ? <span className="flag">⚑</span> : null}
      {mark.hasNote ? <span>✎</span> : null}
    </span>
  );
}

interface QuestionGridProps {
  marks: readonly ItemMark[];
  current: number;
  currentRef: RefObject<HTMLButtonElement | null>;
  onGo(place: number): void;
}

/** Every question as a small square with its state; a legend says what the signs mean. */
export function QuestionGrid({ marks, current, currentRef, onGo }: QuestionGridProps) {
  return (
    <>
      <ul className="grid-legend small soft">
        {(['answered', 'incomplete', 'unanswered', 'unseen'] as const).map((progress) => (
          <li key={progress}>
            <Sign of={progress} /> {PROGRESS_WORDS[progress]}
          </li>
        ))}
        <li>
          <span aria-hidden="true">⚑</span> flagged
        </li>
        <li>
          <span aria-hidden="true">✎</span> with a note
        </li>
      </ul>
      <ol className="question-grid">
        {marks.map((mark) => (
          <li key={mark.place}>
            <button
              type="button"
              className={`question-mark ${mark.progress}`}
              aria-current={mark.place === current ? 'step' : undefined}
              ref={mark.place === current ? currentRef : undefined}
              aria-label={`Question ${mark.place + 1}, ${markWords(mark)}`}
              onClick={() => onGo(mark.place)}
            >
              <span className="number">{mark.place + 1}</span>
              <MarkSigns mark={mark} />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
