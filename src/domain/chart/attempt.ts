import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import type { Instant } from '#domain/time';

/**
 * How a chart is coded, and so what is shown when (DOMAIN.md, Modes). Only `practice` is offered so far; the list is
 * whole because attempts store their mode for good.
 */
export const MODES = ['learn', 'practice', 'production', 'exam', 'assessment', 'audit'] as const;
export type Mode = (typeof MODES)[number];

/** Modes whose key a learner may see once the attempt is graded: what tells of it, in whatever way, asks here. */
export const TOLD_AFTER_GRADING: Mode[] = ['learn', 'practice', 'production', 'audit'];

/** One learner's coding of one case version as the learner may see it. Immutable once `submittedAt` is set. */
export interface Attempt {
  id: string;
  caseSlug: string;
  caseVersionId: string;
  mode: Mode;
  /** 1 for the first try, which is the one that counts. */
  tryNumber: number;
  draft: DraftSheet;
  /** Rises by one with every save; a save names the revision it started from. */
  revision: number;
  startedAt: Instant;
  savedAt: Instant;
  submittedAt?: Instant;
}

/** An attempt as lists show it: without the sheet, which may be large. */
export type Try = Omit<Attempt, 'draft'>;
