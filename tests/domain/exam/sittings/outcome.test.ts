import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Blueprint, blueprintSchema, domainName } from '#domain/exam/blueprint';
import { outcomeOf, type ScoredItem } from '#domain/exam/sittings/outcome';

const blueprint = (name: string): Blueprint =>
  blueprintSchema.parse(parse(readFileSync(`content/blueprints/${name}.yaml`, 'utf8')));
const CPC = blueprint('cpc-2026');
const CCS = blueprint('ccs-2026-05');

const answered = (right: number, wrong: number, more: Partial<ScoredItem> = {}): ScoredItem[] =>
  Array.from({ length: right + wrong }, (_, at) => ({
    domain: 'cpc/anatomy',
    isRight: at < right,
    isPretest: false,
    ...more,
  }));

describe('raw per cent', () => {
  test.each([
    [70, 30, true],
    [69, 31, false],
    [7, 3, true],
    [100, 0, true],
    [0, 1, false],
  ])('%i right and %i wrong', (right, wrong, passes) => {
    const outcome = outcomeOf(CPC, answered(right, wrong));
    expect(outcome).toMatchObject({ right, of: right + wrong, hasPassed: passes, passShare: 0.7 });
    expect(outcome?.scaled).toBeUndefined();
  });
});

describe('a scale', () => {
  const on = (right: number, wrong: number) => outcomeOf(CCS, answered(right, wrong, { domain: 'ccs/documentation' }));

  test('from nothing to everything right, with the mark where it is assumed', () => {
    expect(on(0, 97)).toMatchObject({ scaled: 100, hasPassed: false });
    expect(on(97, 0)).toMatchObject({ scaled: 400, hasPassed: true });
    expect(on(67, 33)).toMatchObject({ scaled: 300, hasPassed: true });
    expect(on(66, 34)).toMatchObject({ scaled: 297, hasPassed: false });
  });

  test('more right never scores less, and only who passed is told the mark or more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 199 }), (of, raw) => {
        const right = Math.min(raw, of - 1);
        const [less, more] = [on(right, of - right), on(right + 1, of - right - 1)];
        expect(more?.scaled ?? 0).toBeGreaterThanOrEqual(less?.scaled ?? 0);
        for (const one of [less, more]) expect((one?.scaled ?? 0) >= 300).toBe(one?.hasPassed);
      }),
    );
  });
});

test('items on trial count nowhere, and a sitting of them alone has no outcome', () => {
  const trial = answered(5, 5, { isPretest: true });
  expect(outcomeOf(CPC, trial)).toBeUndefined();
  expect(outcomeOf(CPC, [...trial, ...answered(3, 1)])).toMatchObject({ right: 3, of: 4 });
});

test('domains come in the order of the blueprint, each with its interval, and add up', () => {
  const names = CPC.domains.map((domain) => domainName(CPC, domain));
  const items = [...names].reverse().flatMap((domain, at) => answered(at % 3, 3 - (at % 3), { domain }));
  const outcome = outcomeOf(CPC, items);
  expect(outcome?.domains.map(({ name }) => name)).toEqual(names);
  expect(outcome?.domains.reduce((sum, { right }) => sum + right, 0)).toBe(outcome?.right);
  for (const { low, share, high } of outcome?.domains ?? []) expect(low <= share && share <= high).toBe(true);
});
