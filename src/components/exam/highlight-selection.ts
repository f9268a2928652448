import { ITEM_STATE_LIMITS } from '#domain/exam/sittings/item-state-limits';
import type { Highlight, ItemState } from '#domain/exam/sittings/sitting';
import { selectedSpan } from '../chart/selected-span.ts';
import { toggleHighlight } from './highlight-spans.ts';

interface HighlighterDoors {
  /** The place that holds the highlights of a part: all questions about one text share those of the text. */
  placeOf(part: string): number;
  stateOf(place: number): ItemState;
  change(place: number, what: Partial<ItemState>): void;
}

/** Highlights what is selected on the screen, or takes the highlight away; the sentence why not, where it cannot. */
export function highlightSelection(doors: HighlighterDoors): string | undefined {
  const refusal = highlightAll(selectedParts(), doors);
  if (!refusal) getSelection()?.removeAllRanges();
  return refusal;
}

function highlightAll(spans: Highlight[], { placeOf, stateOf, change }: HighlighterDoors): string | undefined {
  if (spans.length === 0) return 'Nothing is selected. Select text first.';
  for (const span of spans) {
    const place = placeOf(span.part);
    const highlights = toggleHighlight(stateOf(place).highlights, span);
    if (highlights.length > ITEM_STATE_LIMITS.highlights) return 'There are too many highlights. Clear some first.';
    change(place, { highlights });
  }
  return undefined;
}

function selectedParts(): Highlight[] {
  const selection = getSelection();
  return [...document.querySelectorAll<HTMLElement>('[data-text-part]')].flatMap((root) => {
    const span = selectedSpan(root, selection);
    return span ? [{ part: root.dataset.textPart ?? '', from: span.start, to: span.end }] : [];
  });
}
