import { markdownOf } from '#db/exchange/qti/markup';
import type { Remarks } from '#db/exchange/qti/remarks';
import { ruleTrial } from '#db/exchange/qti/rule-trial';
import { allNamed, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';
import { printSmallMarkdown } from '#domain/exam/exchange/small-markdown';

const FEEDBACKS = new Set(['modalFeedback', 'feedbackInline', 'feedbackBlock']);

interface Piece {
  element: XmlElement;
  text: string;
}
type Pieces = ReadonlySet<Piece>;

/** What is said to which answer of an item, found out by giving its rules one answer after the other. */
export interface FeedbackTrial {
  /** What is said to an answer: its values, none for no answer. */
  saidTo(values: readonly string[]): Pieces;
  /** Says of every piece that is not among `used` that it is left out. */
  reportRest(used: Pieces): void;
}

/** Prepares the trial; undefined when the item has no feedback or its rules cannot be followed, which is then said. */
export function feedbackTrial(item: XmlElement, identifier: string, remarks: Remarks): FeedbackTrial | undefined {
  const pieces = allNamed(item, FEEDBACKS).flatMap((element) => pieceOf(element, remarks));
  if (pieces.length === 0) return undefined;
  const trial = ruleTrial(item, identifier);
  if (trial.unknown) {
    remarks.warn(
      trial.unknown,
      `Feedback is left out: when it is said depends on a rule that is not read (${trial.unknown.name}).`,
    );
    return undefined;
  }
  return {
    saidTo: (values) => {
      const state = trial.run(values);
      return new Set(pieces.filter(({ element }) => isShown(element, state)));
    },
    reportRest: (used) => {
      for (const piece of pieces)
        if (!used.has(piece)) remarks.warn(piece.element, 'Feedback is left out: it is said to certain answers only.');
    },
  };
}

/** People are shown the title of feedback above it. */
function pieceOf(element: XmlElement, remarks: Remarks): Piece[] {
  const title = trimmed(element.attributes.title ?? '').replace(/\s+/g, ' ');
  const heading = title === '' ? '' : printSmallMarkdown([[{ text: title, style: 'strong' }]]);
  const text = [heading, markdownOf(element, remarks)].filter((part) => part !== '').join('\n\n');
  return text === '' ? [] : [{ element, text }];
}

const isShown = ({ attributes }: XmlElement, state: ReadonlyMap<string, readonly string[]>): boolean => {
  const isNamed = (state.get(attributes.outcomeIdentifier ?? '') ?? []).includes(attributes.identifier ?? '');
  return attributes.showHide === 'hide' ? !isNamed : isNamed;
};

export const both = (one: Pieces, other: Pieces): Pieces => one.intersection(other);
export const without = (one: Pieces, other: Pieces): Pieces => one.difference(other);
export const together = (all: Iterable<Pieces>): Pieces => new Set([...all].flatMap((pieces) => [...pieces]));

/** The texts of pieces, one after the other; undefined when there are none. */
export const textOfPieces = (pieces: Pieces): string | undefined =>
  pieces.size === 0 ? undefined : [...pieces].map(({ text }) => text).join('\n\n');
