import type { Responses } from '#domain/exam/statistics/responses';

/** Candidates per pattern from 00000 to 11111, the first item first (Bock and Lieberman 1970, table 1). */
const CANDIDATES = [
  3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
];

/** Section 6 of the Law School Admission Test: five items, 1,000 candidates. */
export const LSAT_6: Responses = {
  scores: CANDIDATES.map((_, pattern) => [16, 8, 4, 2, 1].map((bit) => (pattern & bit ? 1 : 0))),
  counts: CANDIDATES,
};
