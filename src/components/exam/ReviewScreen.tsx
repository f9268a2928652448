import { type RefObject, useState } from 'react';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import { plainText } from '#domain/exam/items/text-runs';
import type { SittingItem } from '#domain/exam/sittings/sitting';
import { countMarks, type ItemMark, reviewOrder } from './navigator-state.ts';
import { MarkSigns, markWords } from './QuestionGrid.tsx';

interface ReviewProps {
  items: readonly SittingItem[];
  marks: readonly ItemMark[];
  heading: RefObject<HTMLHeadingElement | null>;
  onGo(place: number): void;
}

const SHOWS = { open: 'Not answered, not complete or flagged', all: 'All' } as const;

/** Looking everything over before handing in: what has no whole answer first, then what is flagged. */
export function ReviewScreen({ items, marks, heading, onGo }: ReviewProps) {
  const [shows, setShows] = useState<keyof typeof SHOWS>('all');
  const counts = countMarks(marks);
  const listed = reviewOrder(marks).filter(
    ({ progress, isFlagged }) => shows === 'all' || progress !== 'answered' || isFlagged,
  );
  return (
    <section className="review-screen" aria-labelledby="review-heading">
      <h1 id="review-heading" tabIndex={-1} ref={heading}>
        Review
      </h1>
      <p>{countsText(counts, marks.length)}</p>
      <fieldset className="review-filter">
        <legend className="ears-only">Which questions are listed</legend>
        {Object.entries(SHOWS).map(([key, words]) => (
          <label key={key}>
            <input
              type="radio"
              name="review-shows"
              checked={shows === key}
              onChange={() => setShows(key as keyof typeof SHOWS)}
            />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      {listed.length === 0 ? <p className="soft">Every question is answered, and none is flagged.</p> : null}
      <ol className="review-list">
        {listed.map((mark) => (
          <li key={mark.place}>
            <button type="button" onClick={() => onGo(mark.place)}>
              <span className="number">{mark.place + 1}</span>
              <MarkSigns mark={mark} />
              <span className="review-state">{markWords(mark)}</span>
              <span className="review-stem">{stemOf(items[mark.place]?.item)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

const stemOf = (item: CandidateItem | undefined): string => (item ? plainText(item.stem) : '');

function countsText({ answered, incomplete, unanswered, flagged }: ReturnType<typeof countMarks>, all: number): string {
  const parts = [
    `${answered} of ${all} answered`,
    unanswered > 0 && `${unanswered} not answered`,
    incomplete > 0 && `${incomplete} not complete`,
    `${flagged} flagged`,
  ];
  return `${parts.filter(Boolean).join(', ')}. Unanswered questions count as wrong; a guess costs nothing.`;
}
