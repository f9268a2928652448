import type { Block } from '#domain/chart/chart';
import type { Highlight } from '#domain/exam/sittings/sitting';
import { BlockList } from '../chart/DocumentView.tsx';
import { marksOf } from './MarkedText.tsx';
import { selectWordsByKeys } from './select-words.ts';

interface ScenarioProps {
  scenario: { title: string; blocks: Block[] };
  /** Numbers of the questions that ask about it, from 1. */
  askedBy: readonly number[];
  highlights: readonly Highlight[];
}

/** The text that several questions ask about. What is highlighted in it stays so in all of them. */
export function ScenarioPane({ scenario, askedBy, highlights }: ScenarioProps) {
  const [first, last] = [askedBy[0], askedBy.at(-1)];
  return (
    <section
      className="pane scenario-pane"
      aria-label={scenario.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and words of it can be chosen by key
      tabIndex={0}
      onKeyDown={(event) => selectWordsByKeys(event, [event.currentTarget])}
    >
      <div className="document" data-text-part="scenario">
        <p className="author">
          {first === last ? `For question ${first}` : `For questions ${first} to ${last}`}: {scenario.title}
        </p>
        <BlockList blocks={scenario.blocks} marks={marksOf(highlights, 'scenario')} />
      </div>
    </section>
  );
}
