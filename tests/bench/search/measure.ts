import type { CorpusDocument, Query } from './corpus.ts';
import type { Engine } from './peers.ts';

export interface Score {
  asked: number;
  first: number;
  ten: number;
  /** One of ten answers stands in the right category (first three characters). */
  category: number;
  times: number[];
}

/** Right: the first or one of the first ten answers is a code the query names, or stands below one. */
export function measure(
  engine: Engine,
  documents: readonly CorpusDocument[],
  queries: readonly Query[],
): Map<string, Score> {
  const scores = new Map<string, Score>();
  for (const query of queries) {
    const start = performance.now();
    const found = engine.ask(query.text, 10);
    const took = performance.now() - start;
    const codes = found.map((at) => documents[at]?.code ?? '');
    const isRight = (code: string) => query.named.some((named) => code.startsWith(named));
    const isNear = (code: string) => query.named.some((named) => code.slice(0, 3) === named.slice(0, 3));
    for (const group of ['all', query.source, ...(query.hasTypo ? ['typo'] : [])]) {
      const score = scores.get(group) ?? { asked: 0, first: 0, ten: 0, category: 0, times: [] };
      scores.set(group, score);
      score.asked++;
      score.times.push(took);
      if (isRight(codes[0] ?? '')) score.first++;
      if (codes.some(isRight)) score.ten++;
      if (codes.some(isNear)) score.category++;
    }
  }
  return scores;
}

/** The time that the share `of` of all answers stays under. */
export const quantile = (times: readonly number[], of: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0;
