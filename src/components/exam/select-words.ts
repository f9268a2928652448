import type { KeyboardEvent } from 'react';
import type { TextSpan } from '#domain/chart/document-text';
import { selectedSpan } from '../chart/selected-span.ts';
import { wordSpans } from './highlight-spans.ts';

/** Where choosing began in an element, so that Shift and an arrow can grow and shrink the choice from there. */
const anchors = new WeakMap<HTMLElement, number>();

/**
 * Chooses words of a text by keys, as dragging does by pointer: an arrow goes to the next or previous word, with Shift it
 * takes it along. For elements whose text stands in pieces with `data-start`; `text` is all of it.
 */
export function selectWordsByKeys(event: KeyboardEvent<HTMLElement>, text: string): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget)
    return;
  const words = wordSpans(text);
  const root = event.currentTarget;
  const chosen = selectedSpan(root, getSelection());
  const first = chosen ? words.findIndex(({ end }) => end > chosen.start) : -1;
  const last = chosen ? words.findLastIndex(({ start }) => start < chosen.end) : -1;
  const anchor = event.shiftKey && chosen ? Math.min(Math.max(anchors.get(root) ?? first, first), last) : -1;
  const head = anchor === first ? last : first;
  const to = Math.min(
    words.length - 1,
    Math.max(0, chosen ? (anchor < 0 ? (step > 0 ? last : first) : head) + step : 0),
  );
  const from = anchor < 0 ? to : anchor;
  anchors.set(root, from);
  const [begin, end] = [words[Math.min(from, to)], words[Math.max(from, to)]];
  if (!begin || !end) return;
  event.preventDefault();
  selectSpan(root, { start: begin.start, end: end.end });
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
