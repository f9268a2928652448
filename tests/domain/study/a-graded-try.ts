import type { GradedTry } from '#domain/study/graded-try';
import type { Instant } from '#domain/time';

let tries = 0;
/** A first try of a chart with five codes, of which four agree, that took ten minutes. */
export const aGradedTry = (overrides: Partial<GradedTry> = {}): GradedTry => ({
  attemptId: `try-${++tries}`,
  slug: 'a-case',
  title: 'A case',
  setting: 'inpatient',
  startedAt: 0 as Instant,
  submittedAt: 600_000 as Instant,
  tally: { required: 5, entered: 6, correct: 4 },
  sections: { principal: { right: 1, of: 1 }, secondary: { right: 3, of: 4 } },
  variances: [],
  ...overrides,
});
