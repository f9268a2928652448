import type { TextRun } from '#domain/chart/chart';
import type { TextSpan } from '#domain/chart/document-text';

/** A stretch of a document to be marked on screen; `look` is the class, `id` the anchor it can be reached by. */
export interface MarkSpan extends TextSpan {
  look: 'highlight' | 'found' | 'found-now' | 'evidence';
  id?: string;
}

export interface MarkedRun {
  text: string;
  style?: TextRun['style'];
  /** Every mark over this piece, in the order given. */
  marks: MarkSpan[];
  /** Marks that begin here: only their first piece carries the anchor. */
  begins: MarkSpan[];
}

/**
 * Cuts the runs of one text unit wherever a mark begins or ends.
 * @param start offset of the unit in `documentText`
 * @returns pieces in order; together they hold exactly the text of `runs`
 */
export function markRuns(runs: TextRun[], start: number, marks: readonly MarkSpan[]): MarkedRun[] {
  let at = start;
  return runs.flatMap((run) => {
    const from = at;
    at += run.text.length;
    return cutRun(run, from, at, marks);
  });
}

function cutRun(run: TextRun, from: number, to: number, marks: readonly MarkSpan[]): MarkedRun[] {
  const touching = marks.filter((mark) => mark.start < to && mark.end > from && mark.start < mark.end);
  const cuts = touching.flatMap((mark) => [mark.start, mark.end]).filter((cut) => cut > from && cut < to);
  const edges = [...new Set([from, ...cuts, to])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((edge, index) => {
    const next = edges[index + 1] ?? to;
    const over = touching.filter((mark) => mark.start < next && mark.end > edge);
    return {
      text: run.text.slice(edge - from, next - from),
      style: run.style,
      marks: over,
      begins: over.filter((mark) => mark.start === edge),
    };
  });
}
