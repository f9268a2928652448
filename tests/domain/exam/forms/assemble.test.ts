import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AssembledForm, assembleForm, type FormDemand } from '#domain/exam/forms/assemble';
import { domainCounts } from '#domain/exam/forms/domain-counts';
import { type ItemSummary, takeExactly, unitsOf } from '#domain/exam/forms/item-pool';
import { randomFrom, type Seed, shuffled } from '#domain/random';
import type { Instant } from '#domain/time';

const seed = (value: number) => value as Seed;

/** So many items of a domain, of expected share 0.45 to 0.95; the last six in scenarios of three. */
const items = (domain: string, count: number): ItemSummary[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `${domain}-${at}`,
    domains: [`x/${domain}`],
    expected: 0.45 + ((at * 7) % 11) / 22,
    ...(at >= count - 6 && { scenario: `${domain}-text-${Math.floor(at / 3)}` }),
  }));

const POOL = ['a', 'b', 'c'].flatMap((domain) => items(domain, 30));
const DEMAND: FormDemand = {
  domains: [
    { name: 'x/a', items: 10 },
    { name: 'x/b', items: 6 },
    { name: 'x/c', items: 4 },
  ],
  items: 20,
  expected: { mean: 0.7, within: 0.02 },
};

function assembled(demand: FormDemand, pool: readonly ItemSummary[], value: number): AssembledForm {
  const assembly = assembleForm(demand, pool, seed(value));
  if (assembly.kind === 'short') throw new Error(JSON.stringify(assembly.domains));
  return assembly.form;
}

describe('a form', () => {
  test('1,000 seeds: every domain has its number, nothing twice, scenarios whole, difficulty in the band', () => {
    const scenarioOf = new Map(POOL.map(({ id, scenario }) => [id, scenario]));
    for (let value = 1; value <= 1000; value += 1) {
      const form = assembled(DEMAND, POOL, value);
      const perDomain = Object.groupBy(form.items, ({ domain }) => domain);
      expect([perDomain['x/a']?.length, perDomain['x/b']?.length, perDomain['x/c']?.length]).toEqual([10, 6, 4]);
      expect(new Set(form.items.map(({ id }) => id)).size).toBe(20);
      expect(form.isInBand).toBe(true);
      expect(Math.abs(form.expected - 0.7)).toBeLessThanOrEqual(0.02);
      const texts = Object.groupBy(form.items, ({ id }) => scenarioOf.get(id) ?? 'none');
      for (const [text, own] of Object.entries(texts)) if (text !== 'none') expect(own?.length).toBe(3);
    }
  });

  test('the same seed gives the same form whatever the order of the pool; another seed another one', () => {
    const form = assembled(DEMAND, POOL, 5);
    expect(assembled(DEMAND, [...POOL].reverse(), 5)).toEqual(form);
    expect(assembled(DEMAND, POOL, 6).items).not.toEqual(form.items);
  });

  test('items about one text are asked one after the other, in their order', () => {
    const pool = [...items('a', 12)];
    const form = assembled({ ...DEMAND, domains: [{ name: 'x/a', items: 12 }], items: 12 }, pool, 3);
    const places = form.items.map(({ id }) => id);
    expect(places.indexOf('a-7') - places.indexOf('a-6')).toBe(1);
    expect(places.indexOf('a-8') - places.indexOf('a-7')).toBe(1);
  });

  test('seen items come only when the new ones are used up, the longest ago first', () => {
    const seen = (item: ItemSummary, lastSeenAt: number) => ({ ...item, lastSeenAt: lastSeenAt as Instant });
    const pool = items('a', 10).map(({ scenario: _, ...item }, at) => (at < 6 ? seen(item, 1000 - at) : item));
    const form = assembled({ ...DEMAND, domains: [{ name: 'x/a', items: 6 }], items: 6 }, pool, 9);
    expect(form.seenBefore).toBe(2);
    const ids = form.items.map(({ id }) => id).sort();
    expect(ids).toEqual(['a-4', 'a-5', 'a-6', 'a-7', 'a-8', 'a-9']);
  });

  test('a domain that cannot be filled is named, with what it has', () => {
    const pool = POOL.filter(({ id }) => !id.startsWith('b-1') && !id.startsWith('b-2'));
    const assembly = assembleForm(
      { ...DEMAND, domains: DEMAND.domains.map((one) => ({ ...one, items: 19 })), items: 57 },
      pool,
      seed(1),
    );
    expect(assembly).toEqual({ kind: 'short', domains: [{ domain: 'x/b', wanted: 19, has: 8 }] });
  });

  test('a number that only scenarios of other sizes could make is short too', () => {
    const pool = items('a', 6);
    const demand = { ...DEMAND, domains: [{ name: 'x/a', items: 4 }], items: 4 };
    expect(assembleForm(demand, pool, seed(1))).toMatchObject({ kind: 'short', domains: [{ has: 6 }] });
  });
});

describe('how many of each', () => {
  const between = (name: string, from: number, to: number) => ({ name, share: { from, to } });
  const CCS = [
    between('a', 0.39, 0.41),
    between('b', 0.18, 0.22),
    between('c', 0.09, 0.11),
    between('d', 0.18, 0.22),
    between('e', 0.09, 0.11),
  ];

  test('ranges: whole numbers within them that add up', () => {
    expect(domainCounts(CCS, 97)).toEqual([39, 19, 10, 19, 10]);
    expect(domainCounts([between('a', 0.5, 0.5), between('b', 0.5, 0.5)], 3)).toBeUndefined();
  });

  test('fixed numbers stay; a short exam keeps their proportions', () => {
    const fixed = [
      { name: 'a', items: 10 },
      { name: 'b', items: 6 },
      { name: 'c', items: 4 },
    ];
    expect(domainCounts(fixed, 20)).toEqual([10, 6, 4]);
    expect(domainCounts(fixed, 10)).toEqual([5, 3, 2]);
    expect(domainCounts(fixed, 3)).toEqual([1, 1, 1]);
  });

  test('whatever is asked: never negative, always the whole', () => {
    const demands = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 18 });
    fc.assert(
      fc.property(demands, fc.integer({ min: 1, max: 150 }), (numbers, total) => {
        const counts =
          domainCounts(
            numbers.map((one, at) => ({ name: `${at}`, items: one })),
            total,
          ) ?? [];
        expect(counts.reduce((sum, one) => sum + one, 0)).toBe(total);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test('taking exactly: found whenever there is a way, and never another number', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 10 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 20 }), (all, wanted) => {
      const units = unitsOf(
        all.flatMap((size, at) =>
          Array.from({ length: size }, (_, part) => ({
            id: `${at}-${part}`,
            domains: [],
            scenario: `${at}`,
            expected: 0.5,
          })),
        ),
      );
      const sums = new Set([0]);
      for (const size of all) for (const sum of [...sums]) sums.add(sum + size);
      const taken = takeExactly(units, wanted);
      expect(taken !== undefined).toBe(sums.has(wanted));
      if (taken) expect(taken.taken.reduce((sum, unit) => sum + unit.items.length, 0)).toBe(wanted);
    }),
  );
});

describe('chance', () => {
  test('is the same for the same seed, and within its bounds', () => {
    const [one, other] = [randomFrom(seed(42)), randomFrom(seed(42))];
    const drawn = Array.from({ length: 1000 }, one);
    expect(Array.from({ length: 1000 }, other)).toEqual(drawn);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 1000 - 0.5)).toBeLessThan(0.03);
  });

  test('every order of three comes about as often', () => {
    const random = randomFrom(seed(7));
    const orders = Array.from({ length: 6000 }, () => shuffled(['a', 'b', 'c'], random).join(''));
    const counts = Object.values(Object.groupBy(orders, (order) => order)).map((own) => own?.length ?? 0);
    expect(counts.length).toBe(6);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(200);
  });
});
