import fc from 'fast-check';
import { OBSERVATION_SOURCES, type Observation } from '#domain/study/observation';
import { SKILLS, type SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';

export const NOW = Date.parse('2026-11-26T12:00:00Z') as Instant;
const DAY_MS = 24 * 60 * 60 * 1000;
export const daysAgo = (days: number): Instant => (NOW - days * DAY_MS) as Instant;

export const anObservation = (overrides: Partial<Observation> = {}): Observation => ({
  source: 'chart',
  ref: 'attempt',
  part: 'diagnoses.0',
  skills: ['diabetes'],
  credit: 1,
  at: NOW,
  ...overrides,
});

/** So many observations of charts of their own, the first `right` of them right. */
export const charts = (right: number, of: number, overrides: Partial<Observation> = {}): Observation[] =>
  Array.from({ length: of }, (_, index) =>
    anObservation({
      ref: `${overrides.ref ?? 'attempt'}-${index}`,
      credit: index < right ? 1 : 0,
      ...without(overrides),
    }),
  );
const without = ({ ref: _, ...rest }: Partial<Observation>): Partial<Observation> => rest;

const skillIds = SKILLS.map(({ id }) => id) as SkillId[];
export const observation: fc.Arbitrary<Observation> = fc.record({
  source: fc.constantFrom(...OBSERVATION_SOURCES),
  ref: fc.constantFrom('a', 'b', 'c', 'track/lesson#one', 'track/lesson#two', 'd'),
  part: fc.string({ maxLength: 4 }),
  skills: fc.uniqueArray(fc.constantFrom(...skillIds), { minLength: 1, maxLength: 4 }),
  credit: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  difficulty: fc.option(fc.double({ min: -5, max: 5, noNaN: true }), { nil: undefined }),
  at: fc.integer({ min: 0, max: 900 }).map(daysAgo),
}) as fc.Arbitrary<Observation>;
