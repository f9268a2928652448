import type { KeyboardEvent } from 'react';
import type { TextSpan } from '#domain/chart/document-text';
import { selectedSpan } from '../chart/selected-span.ts';
import { wordSpans } from './highlight-spans.ts';

/** Where choosing began in a text, so that Shift and an arrow can grow and shrink the choice from there. */
const anchors = new WeakMap<HTMLElement, number>();

const WORD_STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
const TEXT_STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Chooses words by keys, as dragging does by pointer: an arrow goes to the next or previous word, with Shift it takes it
 * along. Where there are several texts, the one that holds the choice is left upwards and downwards; without a choice
 * these keys scroll, as everywhere. For texts that stand in pieces with `data-start`. The focus stays where it is.
 */
export function selectWordsByKeys(event: KeyboardEvent<HTMLElement>, texts: readonly HTMLElement[]): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
  const at = texts.findIndex((text) => selectedSpan(text, getSelection()));
  const [words, others] = [WORD_STEPS[event.key], TEXT_STEPS[event.key]];
  const isDone =
    words !== undefined
      ? selectWord(texts[Math.max(0, at)], words, event.shiftKey)
      : others !== undefined && at >= 0 && !event.shiftKey && selectWord(texts[at + others], 1, false);
  if (isDone) event.preventDefault();
}

/** Every word of a text, with its place in it. */
function wordsOf(text: HTMLElement): TextSpan[] {
  return [...text.querySelectorAll<HTMLElement>('[data-start]')].flatMap((unit) => {
    const from = Number(unit.dataset.start);
    return wordSpans(unit.textContent).map(({ start, end }) => ({ start: from + start, end: from + end }));
  });
}

/** False where there is no word. */
function selectWord(text: HTMLElement | undefined, step: number, isGrowing: boolean): boolean {
  if (!text) return false;
  const words = wordsOf(text);
  const chosen = selectedSpan(text, getSelection());
  const first = chosen ? words.findIndex(({ end }) => end > chosen.start) : -1;
  const last = chosen ? words.findLastIndex(({ start }) => start < chosen.end) : -1;
  const anchor = isGrowing && chosen ? Math.min(Math.max(anchors.get(text) ?? first, first), last) : -1;
  const head = anchor === first ? last : first;
  const to = Math.min(
    words.length - 1,
    Math.max(0, chosen ? (anchor < 0 ? (step > 0 ? last : first) : head) + step : 0),
  );
  const from = anchor < 0 ? to : anchor;
  anchors.set(text, from);
  const [begin, end] = [words[Math.min(from, to)], words[Math.max(from, to)]];
  if (!begin || !end) return false;
  selectSpan(text, { start: begin.start, end: end.end });
  return true;
}

function selectSpan(root: HTMLElement, { start, end }: TextSpan): void {
  const [from, to] = [placeOf(root, start), placeOf(root, end - 1)];
  if (!from || !to) return;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset + 1);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  from.node.parentElement?.scrollIntoView({ block: 'nearest' });
}

/** The text node a character of the whole text stands in. */
function placeOf(root: HTMLElement, offset: number): { node: Text; offset: number } | undefined {
  const units = [...root.querySelectorAll<HTMLElement>('[data-start]')];
  const unit = units.findLast((one) => Number(one.dataset.start) <= offset);
  if (!unit) return undefined;
  let left = offset - Number(unit.dataset.start);
  const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (left < node.length) return { node, offset: left };
    left -= node.length;
  }
  return undefined;
}
