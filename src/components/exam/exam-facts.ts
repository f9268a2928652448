import type { Block } from '#domain/chart/chart';
import type { Accommodations, ClockReading, SittingItem, SittingMode } from '#domain/exam/sittings/sitting';
import type { BookChoice } from '../code-book/book-address.ts';

/** A drawing to point at: its parts are numbered from 1 in `data-part`. `svg` is left out where lists stand in its place. */
export interface Drawing {
  title: string;
  description: string;
  svg?: string;
  parts: { id: string; name: string }[];
}

/** All that a sitting's screen is given; no key is in it, and no room for one. */
export interface ExamFacts {
  sittingId: string;
  /** Name of the exam, e.g. `CPC`. */
  title: string;
  mode: SittingMode;
  accommodations: Accommodations;
  isCodeBookAllowed: boolean;
  /** The releases the questions are about. */
  bookChoice: BookChoice;
  clock: ClockReading;
  items: SittingItem[];
  scenarios: { title: string; blocks: Block[] }[];
  drawings: Record<string, Drawing>;
}

export const handInAddress = (sittingId: string): string => `/exams/sitting/${sittingId}/hand-in`;
