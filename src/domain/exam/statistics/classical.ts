import { correlation } from './correlation.ts';
import { countOf, itemsIn, type Responses, rawScore } from './responses.ts';

/** Classical statistics of one item. A share or correlation that cannot be known is undefined. */
export interface ItemFigures {
  /** Candidates who were given it. */
  given: number;
  /** p-value: the share who got it right. */
  right?: number;
  /**
   * Point-biserial correlation of the item with the share right of all *other* items of the same candidate, so that the
   * item does not correlate with itself. Undefined where everybody scored alike.
   */
  discrimination?: number;
}

/**
 * p-value and point-biserial of every item, in the order of the items (Crocker and Algina 1986, chapters 5 and 14; the
 * correlation is item-rest, Henrysson 1963).
 */
export function itemFigures(responses: Responses): ItemFigures[] {
  return Array.from({ length: itemsIn(responses) }, (_, item) => {
    const pairs = responses.scores.flatMap((row, at) => {
      const score = row[item];
      const rest = rawScore(row, item);
      if (score === null || score === undefined) return [];
      return [{ x: score, y: rest.given === 0 ? 0 : rest.right / rest.given, weight: countOf(responses, at) }];
    });
    const given = pairs.reduce((sum, { weight }) => sum + weight, 0);
    if (given === 0) return { given };
    const right = pairs.reduce((sum, { x, weight }) => sum + x * weight, 0) / given;
    const discrimination = correlation(pairs);
    return { given, right, ...(discrimination !== undefined && { discrimination }) };
  });
}

/** How far a form can be relied on. */
export interface FormFigures {
  candidates: number;
  items: number;
  /** Mean and standard deviation (population) of the number right. */
  mean: number;
  deviation: number;
  /** KR-20, which for items of 0 and 1 is Cronbach's alpha. Undefined where it cannot be known. */
  reliability?: number;
  /** Standard error of measurement in items: deviation × √(1 − reliability). */
  standardError?: number;
}

/**
 * Reliability of one form (Kuder and Richardson 1937, formula 20). Only candidates who were given every item count.
 * With fewer than two items, or where everybody scored alike, there is no reliability to speak of.
 */
export function formFigures(responses: Responses): FormFigures {
  const items = itemsIn(responses);
  const whole = responses.scores
    .map((row, at) => ({ row, weight: countOf(responses, at) }))
    .filter(({ row }) => row.every((score) => score !== null));
  const candidates = whole.reduce((sum, { weight }) => sum + weight, 0);
  if (candidates === 0) return { candidates, items, mean: 0, deviation: 0 };
  const average = (pick: (row: readonly (0 | 1 | null)[]) => number) =>
    whole.reduce((sum, { row, weight }) => sum + pick(row) * weight, 0) / candidates;
  const mean = average((row) => rawScore(row).right);
  const variance = average((row) => (rawScore(row).right - mean) ** 2);
  const figures = { candidates, items, mean, deviation: Math.sqrt(variance) };
  if (items < 2 || variance < 1e-12) return figures;
  const ofItems = Array.from({ length: items }, (_, item) => average((row) => row[item] ?? 0));
  const noise = ofItems.reduce((sum, share) => sum + share * (1 - share), 0);
  const reliability = (items / (items - 1)) * (1 - noise / variance);
  return { ...figures, reliability, standardError: Math.sqrt(variance * Math.max(0, 1 - reliability)) };
}
