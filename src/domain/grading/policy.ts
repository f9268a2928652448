import type { Fraction } from './fraction.ts';

/** What a key entry weighs in the weighted lens; `poa` is one present-on-admission indicator. */
export const WEIGHT_CLASSES = ['principal', 'complication', 'secondary', 'procedure', 'service', 'poa'] as const;
/** `complication` is a secondary diagnosis on the CC or MCC list of an inpatient stay. */
export type WeightClass = (typeof WEIGHT_CLASSES)[number];

/** How an organisation turns facts into scores. Whole numbers and fractions only, so that scores stay exact. */
export interface ScoringPolicy {
  /** Credit of a pair whose code agrees while an attribute does not. */
  partial: Fraction;
  /** Credit of a near miss. Above 0 only where a learner is being taught: it breaks "a wrong code never helps". */
  nearMiss: Fraction;
  /** Points of each class in the weighted lens; whole numbers from 0. */
  weights: Record<WeightClass, number>;
  /** Points the weighted lens takes off for each unsupported entry; a whole number from 0. */
  unsupportedPenalty: number;
  /** Points of the parts of a service line in the line lens; whole numbers. */
  line: { code: number; modifiers: number; units: number; pointers: number };
}

/** The values of DOMAIN.md (Lenses, Counting). An organisation that wants others publishes its own policy. */
export const DEFAULT_POLICY: ScoringPolicy = {
  partial: { numerator: 1, denominator: 2 },
  nearMiss: { numerator: 0, denominator: 1 },
  weights: { principal: 10, complication: 5, secondary: 2, procedure: 5, service: 5, poa: 1 },
  unsupportedPenalty: 1,
  line: { code: 6, modifiers: 2, units: 1, pointers: 1 },
};
