import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainReadiness } from '#domain/study/readiness';
import { weakestDomains } from '#domain/study/weakest-domains';

const domain = (id: string, expected: number, weight: number): DomainReadiness => ({
  id,
  expected,
  weight,
  answers: Math.ceil(weight),
  low: 0,
  high: 1,
  share: 0.1,
});

test('the three in which the least would be right, the weakest first', () => {
  const all = [domain('a', 0.8, 9), domain('b', 0.4, 9), domain('c', 0.6, 9), domain('d', 0.5, 9)];
  expect(weakestDomains(all).map(({ id }) => id)).toEqual(['b', 'd', 'c']);
});

test('a domain nobody knows anything of is not weak', () => {
  expect(weakestDomains([domain('a', 0.1, 0), domain('b', 0.2, 1.9), domain('c', 0.9, 2)]).map(({ id }) => id)).toEqual(
    ['c'],
  );
  expect(weakestDomains([domain('a', 0.1, 0)])).toEqual([]);
});

test('never more than three, and none that is left out is weaker', () => {
  const one = fc.record({ expected: fc.double({ min: 0, max: 1, noNaN: true }), weight: fc.constantFrom(0, 1, 2, 30) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 18 }), (drawn) => {
      const all = drawn.map(({ expected, weight }, at) => domain(`${at}`, expected, weight));
      const weak = weakestDomains(all);
      expect(weak.length).toBe(Math.min(3, all.filter(({ weight }) => weight >= 2).length));
      const worst = Math.max(0, ...weak.map(({ expected }) => expected));
      const rest = all.filter((other) => other.weight >= 2 && !weak.includes(other));
      expect(rest.every(({ expected }) => expected >= worst)).toBe(true);
    }),
  );
});
