import type { Instant } from '#domain/time';
import type { SkillId } from './skills.ts';

/** Where evidence comes from: a check of a lesson, a card, a chart, an exam. */
export const OBSERVATION_SOURCES = ['check', 'card', 'chart', 'exam'] as const;
export type ObservationSource = (typeof OBSERVATION_SOURCES)[number];

/** One time a person showed whether they have a skill. */
export interface Observation {
  source: ObservationSource;
  /** The attempt, `track/lesson#item` of a check, the card's review, or the sitting. */
  ref: string;
  /** What of it: `diagnoses.0`, `services.1.units`, an item, the card of a review; empty where `ref` says all. */
  part: string;
  skills: SkillId[];
  /** From 0, wrong, to 1, right. */
  credit: number;
  /** As authored, in logits: 0 is what half of the prepared get right. */
  difficulty?: number;
  at: Instant;
}
