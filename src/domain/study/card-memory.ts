/** What FSRS remembers of one card of one person. Times are UTC epoch milliseconds, intervals days. */
export interface CardMemory {
  /** Days until the chance of knowing it has fallen to nine in ten. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  scheduledDays: number;
  learningSteps: number;
  reps: number;
  lapses: number;
  state: 'new' | 'learning' | 'review' | 'relearning';
  lastReview?: number;
}

/** A memory with when its card was to be seen: what an answer found, and what taking the answer back restores. */
export interface MemoryBefore extends CardMemory {
  due: number;
}
