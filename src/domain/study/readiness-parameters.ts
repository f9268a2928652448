import type { ObservationSource } from './observation.ts';

/**
 * What the readiness model takes for granted. Chosen by hand from the literature and tuned on simulated learners of one
 * set of seeds; reported on another (docs/decisions/0025-readiness-model.md). Abilities and difficulties are in logits
 * on the scale of authored difficulties, where 0 is an item half of the prepared get right without guessing.
 */
export interface ReadinessParameters {
  /** Ability of somebody of whom nothing is known. */
  prior: { mean: number; deviation: number };
  /** How far a domain may lie from the ability overall: standard deviations, each as likely as the others. */
  domainDeviations: readonly number[];
  /** Items of the exam, and practice items whose difficulty nobody wrote down. */
  usualDifficulty: { mean: number; deviation: number };
  /** How far off an author's word on difficulty is. */
  authoredDeviation: number;
  /** What practice and the day itself differ by, the same for all of somebody's answers: it never averages out. */
  transferDeviation: number;
  /** After so many days an answer counts half. */
  halfLifeDays: number;
  /**
   * Who practises gets better: an answer was given with so many logits less for every month since, up to `months`.
   * Forgetting is left to the half-life.
   */
  gain: { perMonth: number; months: number };
  /** By source; a source that is not here is no evidence. */
  sources: Readonly<Partial<Record<ObservationSource, SourceParameters>>>;
}

interface SourceParameters {
  /** The chance of being right without knowing. */
  chance: number;
  /** How much easier than on the day, in logits. */
  easier: number;
  /** Correlation of what is observed of one attempt or one item again and again; 1: only one of them counts. */
  alike: number;
}

/**
 * Cards are no evidence: their schedule brings each when nine of ten are expected to be known, by everybody. A check
 * comes right after the lesson that teaches it, hence easier; its items come again, and then say little that is new.
 * The rows of one chart hang together. The items of a sitting do so little that it is left out.
 */
export const READINESS_PARAMETERS: ReadinessParameters = {
  prior: { mean: -0.2, deviation: 1.1 },
  domainDeviations: [0.25, 0.5, 0.95],
  usualDifficulty: { mean: -0.5, deviation: 1 },
  authoredDeviation: 0.7,
  transferDeviation: 0.2,
  halfLifeDays: 35,
  gain: { perMonth: 0.1, months: 4 },
  sources: {
    check: { chance: 0.25, easier: 0.4, alike: 0.9 },
    chart: { chance: 0, easier: 0, alike: 0.25 },
    exam: { chance: 0.25, easier: 0, alike: 0 },
  },
};

/** Least evidence for a word on passing: answers in full, recent ones, each. */
export const LEAST_EVIDENCE = {
  /** In a domain, for it to count as seen. */
  inDomain: 2,
  /** In all domains together. */
  inAll: 30,
  /** Share of the exam that has to have been seen. */
  shareOfExam: 0.6,
} as const;
