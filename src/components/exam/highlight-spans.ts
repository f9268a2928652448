import type { Highlight } from '#domain/exam/sittings/sitting';

/**
 * Highlights after a stretch of text was marked. What touches is joined; a stretch that is highlighted through and
 * through already loses its highlight instead. Other parts stay as they are.
 */
export function toggleHighlight(highlights: readonly Highlight[], span: Highlight): Highlight[] {
  const others = highlights.filter(({ part }) => part !== span.part);
  const own = highlights.filter(({ part }) => part === span.part);
  const isInside = own.some(({ from, to }) => from <= span.from && span.to <= to);
  return [...others, ...(isInside ? own.flatMap((one) => without(one, span)) : join([...own, span]))];
}

function without({ part, from, to }: Highlight, gone: Highlight): Highlight[] {
  const before = { part, from, to: Math.min(to, gone.from) };
  const after = { part, from: Math.max(from, gone.to), to };
  return [before, after].filter((piece) => piece.from < piece.to);
}

function join(spans: Highlight[]): Highlight[] {
  const joined: Highlight[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) joined[joined.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else joined.push(span);
  }
  return joined;
}

/** The words of a text, for choosing them by arrow keys. */
export const wordSpans = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
