import type { TextSpan } from '#domain/chart/document-text';

/**
 * What is selected inside `root` (one rendered document), as offsets into its `documentText`; undefined when nothing is
 * or when the selection lies elsewhere. White space at either end is left out.
 */
export function selectedSpan(root: HTMLElement, selection: Selection | null): TextSpan | undefined {
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(root)) return undefined;
  const pieces = [...root.querySelectorAll<HTMLElement>('[data-start]')].flatMap((unit) => unitPart(unit, range));
  const [first, last] = [pieces[0], pieces.at(-1)];
  return first && last && last.end > first.start ? { start: first.start, end: last.end } : undefined;
}

function unitPart(unit: HTMLElement, range: Range): TextSpan[] {
  if (!range.intersectsNode(unit)) return [];
  const unitStart = Number(unit.dataset.start);
  const part = document.createRange();
  part.selectNodeContents(unit);
  const lengthBefore = (container: Node, offset: number): number => {
    const before = document.createRange();
    before.selectNodeContents(unit);
    before.setEnd(container, offset);
    return before.toString().length;
  };
  const text = part.toString();
  const from = unit.contains(range.startContainer) ? lengthBefore(range.startContainer, range.startOffset) : 0;
  const to = unit.contains(range.endContainer) ? lengthBefore(range.endContainer, range.endOffset) : text.length;
  const chosen = text.slice(from, to);
  const trimmedStart = from + (chosen.length - chosen.trimStart().length);
  const trimmedEnd = to - (chosen.length - chosen.trimEnd().length);
  return trimmedEnd > trimmedStart ? [{ start: unitStart + trimmedStart, end: unitStart + trimmedEnd }] : [];
}
