import { describe, expect, test } from 'vitest';
import { examEvidence } from '#domain/study/exam-evidence';
import type { Observation } from '#domain/study/observation';
import { NOW } from './simulated-learners.ts';

const DOMAINS = [
  { id: 'rules', skills: ['conventions', 'diabetes'] },
  { id: 'diagnoses', skills: ['icd-10-cm', 'diabetes'] },
  { id: 'sampling', skills: [] },
];
const seen = (overrides: Partial<Observation>): Observation => ({
  source: 'check',
  ref: 'track/lesson#item',
  part: '',
  skills: ['conventions'],
  credit: 1,
  at: NOW,
  ...overrides,
});
const evidence = (...observations: Partial<Observation>[]) => examEvidence(DOMAINS, observations.map(seen));

describe('an observation', () => {
  test('is about every domain that names one of its skills', () => {
    expect(evidence({ skills: ['diabetes', 'endocrine'] })[0]?.domains).toEqual(['rules', 'diagnoses']);
    expect(evidence({ skills: ['icd-10-cm'] })[0]?.domains).toEqual(['diagnoses']);
  });
  test('of no domain is left out', () => expect(evidence({ skills: ['profession'] }, { skills: [] })).toEqual([]));
  test('keeps its credit, time and difficulty', () => {
    expect(evidence({ credit: 0.5, difficulty: -1 })).toMatchObject([{ credit: 0.5, difficulty: -1, at: NOW }]);
    expect(evidence({})[0]).not.toHaveProperty('difficulty');
  });
  test('of a chart belongs to its attempt, of anything else to its item', () => {
    const rows = evidence(
      { source: 'chart', ref: 'attempt', part: 'diagnoses.0' },
      { source: 'chart', ref: 'attempt', part: 'diagnoses.1' },
      { source: 'exam', ref: 'sitting', part: 'a' },
      { source: 'exam', ref: 'sitting', part: 'b' },
    );
    expect(rows[0]?.unit).toBe(rows[1]?.unit);
    expect(rows[2]?.unit).not.toBe(rows[3]?.unit);
  });
});
