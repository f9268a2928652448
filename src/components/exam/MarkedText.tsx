import { runsOf } from '#domain/exam/items/text-runs';
import type { Highlight } from '#domain/exam/sittings/sitting';
import { UnitText } from '../chart/DocumentView.tsx';
import type { MarkSpan } from '../chart/marked-runs.ts';

/** The highlights of one part of a question, as marks over its text. */
export const marksOf = (highlights: readonly Highlight[], part: string): MarkSpan[] =>
  highlights.filter((one) => one.part === part).map(({ from, to }) => ({ start: from, end: to, look: 'highlight' }));

/** A text of an item with its small Markdown and its highlights. `data-text-part` tells what a selection lies in. */
export function MarkedText({
  part,
  text,
  highlights,
}: {
  part: string;
  text: string;
  highlights: readonly Highlight[];
}) {
  return (
    <span data-text-part={part} className="marked-text">
      <UnitText unit={{ runs: runsOf(text), start: 0 }} marks={marksOf(highlights, part)} />
    </span>
  );
}
