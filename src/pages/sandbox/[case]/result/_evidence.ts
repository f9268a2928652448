import type { MarkSpan } from '#components/chart/marked-runs.ts';
import type { ShownEvidence } from '#components/result/result-view.ts';
import type { Evidence } from '#domain/chart/answer-key';
import type { Chart } from '#domain/chart/chart';
import { findQuote } from '#domain/chart/document-text';

export type ShowEvidence = (evidence: readonly Evidence[]) => ShownEvidence[];

/** Finds quotes in the chart and gives every different one a mark of its own, whoever names it and however often. */
export function collectEvidence(chart: Chart): { show: ShowEvidence; marks: Record<string, MarkSpan[]> } {
  const marks: Record<string, MarkSpan[]> = {};
  const anchors = new Map<string, string | undefined>();

  function anchorOf({ document: id, quote }: Evidence): string | undefined {
    const name = `${id}\n${quote}`;
    if (!anchors.has(name)) anchors.set(name, placeMark(id, quote));
    return anchors.get(name);
  }
  function placeMark(id: string, quote: string): string | undefined {
    const document = chart.documents.find((candidate) => candidate.id === id);
    const span = document && findQuote(document, quote)[0];
    if (!span) return undefined;
    const anchor = `evidence-${anchors.size + 1}`;
    marks[id] = [...(marks[id] ?? []), { ...span, id: anchor, look: 'evidence' }];
    return anchor;
  }
  const titleOf = (id: string) => chart.documents.find((document) => document.id === id)?.title ?? id;
  return {
    marks,
    show: (evidence) =>
      evidence.map((one) => ({ quote: one.quote, documentTitle: titleOf(one.document), mark: anchorOf(one) })),
  };
}
