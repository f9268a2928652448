import type { CandidateItem } from '#domain/exam/items/candidate-item';
import { isEmptyAnswer } from '#domain/exam/items/empty-answer';
import type { ItemState } from '#domain/exam/sittings/sitting';

/** `incomplete`: something is chosen, but not as many as the question asks for. */
export type Progress = 'answered' | 'incomplete' | 'unanswered' | 'unseen';

/** How an item stands, as the overview and the review show it. */
export interface ItemMark {
  place: number;
  progress: Progress;
  isFlagged: boolean;
  hasNote: boolean;
}

export const PROGRESS_WORDS: Record<Progress, string> = {
  answered: 'answered',
  incomplete: 'not complete',
  unanswered: 'not answered',
  unseen: 'not seen',
};

/** How one item stands. `isSeen`: it was on screen, in this visit or an earlier one. */
export function markOf(place: number, item: CandidateItem, state: ItemState | undefined, isSeen: boolean): ItemMark {
  return {
    place,
    progress: progressOf(item, state, isSeen),
    isFlagged: state?.isFlagged ?? false,
    hasNote: Boolean(state?.note.trim()),
  };
}

function progressOf(item: CandidateItem, state: ItemState | undefined, isSeen: boolean): Progress {
  if (!state?.answer || isEmptyAnswer(state.answer)) return isSeen || state?.spentMs ? 'unanswered' : 'unseen';
  const isWhole =
    item.type !== 'multiple-choice' ||
    (state.answer.kind === 'options' && state.answer.chosen.length === item.rightAnswers);
  return isWhole ? 'answered' : 'incomplete';
}

export interface Counts {
  answered: number;
  incomplete: number;
  /** Seen or not. */
  unanswered: number;
  flagged: number;
}

export function countMarks(marks: readonly ItemMark[]): Counts {
  const many = (test: (mark: ItemMark) => boolean) => marks.filter(test).length;
  return {
    answered: many(({ progress }) => progress === 'answered'),
    incomplete: many(({ progress }) => progress === 'incomplete'),
    unanswered: many(({ progress }) => progress === 'unanswered' || progress === 'unseen'),
    flagged: many(({ isFlagged }) => isFlagged),
  };
}

/** The order to look them over before handing in: without a whole answer first, then flagged, then the rest. */
export function reviewOrder(marks: readonly ItemMark[]): ItemMark[] {
  const rank = ({ progress, isFlagged }: ItemMark) => (progress !== 'answered' ? 0 : isFlagged ? 1 : 2);
  return marks.toSorted((one, other) => rank(one) - rank(other) || one.place - other.place);
}

/** The next place without a whole answer after `place`, from the beginning again at the end; undefined when all have one. */
export function nextOpen(marks: readonly ItemMark[], place: number): number | undefined {
  const open = marks.filter(({ progress }) => progress !== 'answered').map((mark) => mark.place);
  return open.find((one) => one > place) ?? open[0];
}
