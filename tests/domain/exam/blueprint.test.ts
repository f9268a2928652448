import { describe, expect, test } from 'vitest';
import { type Blueprint, blueprintSchema, domainShares, inForce } from '#domain/exam/blueprint';
import { examPlan } from '#domain/exam/exam-plan';
import type { IsoDate } from '#domain/time';

const WRITTEN = {
  id: 'abc',
  name: 'ABC',
  title: 'An exam that is not there',
  organisation: 'AAPC',
  version: '2026',
  effectiveFrom: '2026-01-01',
  sources: [{ title: 'Made up', isOfficial: false }],
  retrieved: '2026-11-26',
  confidence: 'L',
  confidenceNote: 'Made up for a test.',
  minutes: 60,
  items: { scored: 10, pretest: 0 },
  itemTypes: ['single-choice'],
  options: 4,
  scoring: { kind: 'raw-percent', pass: 70 },
  domains: [
    { id: 'one', title: 'One', items: 6, skills: ['anatomy'] },
    { id: 'two', title: 'Two', items: 4, skills: [] },
  ],
  codeBookAllowed: false,
  notes: ['Made up for a test.'],
};
const RANGES = [
  { id: 'one', title: 'One', percent: { from: 50, to: 70 }, skills: [] },
  { id: 'two', title: 'Two', percent: { from: 20, to: 60 }, skills: [] },
];
const messagesOf = (changes: object): string[] => {
  const parsed = blueprintSchema.safeParse({ ...WRITTEN, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
};
const aBlueprint = (changes: object = {}): Blueprint => blueprintSchema.parse({ ...WRITTEN, ...changes });

describe('a blueprint', () => {
  test.each([
    ['counts that add up', {}],
    ['ranges that allow 100 per cent', { domains: RANGES }],
    ['no domains, because they are not known', { domains: [] }],
    ['items that are placed nowhere', { items: { scored: 12, pretest: 0, unplaced: 2 } }],
  ])('may have %s', (_, changes) => expect(messagesOf(changes)).toEqual([]));

  test.each([
    ['too few items', { items: { scored: 11, pretest: 0 } }, 'the domains hold 10 items, the exam has 11 scored ones'],
    ['ranges that stay below', { domains: [RANGES[1]] }, 'the ranges add up to 20 to 60 per cent: 100 is not possible'],
    ['both', { domains: [{ ...RANGES[0], items: 10 }] }, 'a domain has either items or percent'],
    ['neither', { domains: [{ id: 'one', title: 'One', skills: [] }] }, 'a domain has either items or percent'],
    ['a mixture', { domains: [WRITTEN.domains[0], RANGES[1]] }, 'either all domains have items or none has'],
    ['a name twice', { domains: [RANGES[0], { ...RANGES[1], id: 'one' }] }, 'there is another domain one'],
    [
      'a range upside down',
      { domains: [{ ...RANGES[0], percent: { from: 100, to: 90 } }] },
      'percent.from is larger than percent.to',
    ],
  ])('may not have %s', (_, changes, message) => expect(messagesOf(changes)).toContain(message));
});

describe('what a forecast needs', () => {
  test('shares add up to 1, from counts, ranges, and with items placed nowhere', () => {
    expect(domainShares(aBlueprint())).toEqual([0.6, 0.4]);
    expect(domainShares(aBlueprint({ domains: RANGES }))).toEqual([0.6, 0.4]);
    expect(domainShares(aBlueprint({ items: { scored: 12, pretest: 0, unplaced: 2 } }))).toEqual([0.6, 0.4]);
  });
  test('a raw mark is taken as it is, a scaled one as assumed', () => {
    const assumed = { percent: 67, deviation: 4, why: 'It is not published.' };
    const scoring = { kind: 'scaled', from: 100, to: 400, pass: 300, assumed };
    expect(examPlan(aBlueprint())?.pass).toEqual({ share: 0.7, deviation: 0 });
    expect(examPlan(aBlueprint({ scoring }))?.pass).toEqual({ share: 0.67, deviation: 0.04 });
  });
  test('is not there where domains are not known', () => expect(examPlan(aBlueprint({ domains: [] }))).toBeUndefined());
});

test('of each exam the version of the day is in force', () => {
  const versions = [
    aBlueprint(),
    aBlueprint({ version: '2027', effectiveFrom: '2027-01-01' }),
    aBlueprint({ id: 'other', effectiveFrom: '2027-05-01' }),
  ];
  const on = (day: string) => inForce(versions, day as IsoDate).map(({ id, version }) => `${id} ${version}`);
  expect(on('2025-12-31')).toEqual([]);
  expect(on('2026-12-31')).toEqual(['abc 2026']);
  expect(on('2027-06-01')).toEqual(['abc 2027', 'other 2026']);
});
