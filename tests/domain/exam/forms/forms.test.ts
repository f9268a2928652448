import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getBlueprints } from '#db/read-blueprints';
import { type Blueprint, domainName } from '#domain/exam/blueprint';
import { type AssembledForm, assembleForm, type FormDemand } from '#domain/exam/forms/assemble';
import { domainCounts } from '#domain/exam/forms/domain-counts';
import { itemsOfExam, itemsWithin, partsOf } from '#domain/exam/forms/exam-pace';
import { assembleChoice, examPool, examSupply, longestPossible, unlikeTheDay } from '#domain/exam/forms/exam-supply';
import { type FormChoice, formDemand } from '#domain/exam/forms/form-demand';
import type { ItemSummary } from '#domain/exam/forms/item-pool';
import type { Seed } from '#domain/random';
import type { Instant } from '#domain/time';

const seed = (value: number) => value as Seed;
const BLUEPRINTS = getBlueprints('.');
const blueprintOf = (id: string): Blueprint => BLUEPRINTS.find((one) => one.id === id) as Blueprint;

/** Texts of one to three items, so many items in all; shares right go up and down. */
function bankOf(domain: string, count: number, textsOf: readonly number[] = []): ItemSummary[] {
  const scenarios = textsOf.flatMap((size, at) => new Array<string>(size).fill(`${domain}-text-${at}`));
  return Array.from({ length: count }, (_, at) => ({
    id: `${domain}-${String(at).padStart(3, '0')}`,
    domains: [domain],
    expected: 0.45 + ((at * 7) % 11) / 22,
    ...(scenarios[at] !== undefined && { scenario: scenarios[at] }),
  }));
}

/** A bank with enough for two whole forms of the blueprint. */
const twice = (blueprint: Blueprint): ItemSummary[] => {
  const demand = formDemand(blueprint, { scope: 'mock' }, []) as FormDemand;
  const counts = domainCounts(demand.domains, demand.items) ?? [];
  return demand.domains.flatMap(({ name }, at) => bankOf(name, 2 * (counts[at] ?? 0) + 8, [3, 2]));
};

function made(blueprint: Blueprint, choice: FormChoice, pool: readonly ItemSummary[], value: number): AssembledForm {
  const assembly = assembleChoice(blueprint, choice, pool, seed(value));
  if (assembly?.kind !== 'form') throw new Error(JSON.stringify(assembly));
  return assembly.form;
}

describe('the pace of a short exam', () => {
  test('is the exam’s: so many items as its minutes hold, rounded down', () => {
    expect(partsOf(blueprintOf('cpc')).map(({ items }) => items)).toEqual([4, 8, 12, 25, 37, 50]);
    expect(partsOf(blueprintOf('ccs')).map(({ items }) => items)).toEqual([4, 8, 13, 26, 40, 53]);
    expect(partsOf(blueprintOf('cca')).map(({ minutes }) => minutes)).toEqual([10, 20, 30, 60, 90]);
  });

  test.each(BLUEPRINTS)('$name: never faster than on the day, and the whole time holds the whole exam', (blueprint) => {
    expect(itemsWithin(blueprint, blueprint.minutes)).toBe(itemsOfExam(blueprint));
    for (const { minutes, items } of partsOf(blueprint)) {
      expect(items).toBeGreaterThan(0);
      expect(minutes / items).toBeGreaterThanOrEqual(blueprint.minutes / itemsOfExam(blueprint) - 1e-9);
    }
  });
});

describe('a whole form', () => {
  const ccs = blueprintOf('ccs');
  const pool = twice(ccs);

  test('has its items on trial among the others, beside every count', () => {
    const form = made(ccs, { scope: 'mock' }, pool, 3);
    const onTrial = form.items.flatMap(({ isPretest }, at) => (isPretest ? [at] : []));
    expect(form.items.length).toBe(107);
    expect(onTrial.length).toBe(10);
    expect(new Set(form.items.map(({ id }) => id)).size).toBe(107);
    const scored = form.items.filter(({ isPretest }) => !isPretest);
    const counts = ccs.domains.map((one) => scored.filter(({ domain }) => domain === domainName(ccs, one)).length);
    expect(counts).toEqual([39, 19, 10, 19, 10]);
    // Not in a block: the first and the last of them are far apart.
    expect((onTrial.at(-1) ?? 0) - (onTrial[0] ?? 0)).toBeGreaterThan(40);
  });

  test('mixes its domains, and keeps what is asked about one text together', () => {
    const form = made(ccs, { scope: 'mock' }, pool, 4);
    const changes = form.items.filter(({ domain }, at) => at > 0 && domain !== form.items[at - 1]?.domain).length;
    expect(changes).toBeGreaterThan(30);
    const textOf = new Map(pool.map(({ id, scenario }) => [id, scenario]));
    const texts = form.items.map(({ id }) => textOf.get(id));
    for (const text of new Set(texts)) {
      const places = texts.flatMap((one, at) => (one === text && text !== undefined ? [at] : []));
      if (places.length > 0) expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(places.length - 1);
    }
  });

  test('a text that two domains ask about is read once', () => {
    const shared = (domain: string) => bankOf(domain, 3).map((item) => ({ ...item, scenario: 'the same text' }));
    const demand: FormDemand = {
      domains: [
        { name: 'x/a', items: 3 },
        { name: 'x/b', items: 3 },
        { name: 'x/c', items: 20 },
      ],
      items: 26,
      expected: { mean: 0.7, within: 0.5 },
    };
    for (let value = 1; value <= 50; value += 1) {
      const form = assembleForm(demand, [...shared('x/a'), ...shared('x/b'), ...bankOf('x/c', 20)], seed(value));
      if (form.kind !== 'form') throw new Error('short');
      const places = form.form.items.flatMap(({ domain }, at) => (domain === 'x/c' ? [] : [at]));
      expect((places.at(-1) ?? 0) - (places[0] ?? 0)).toBe(5);
    }
  });

  test('too few are left to try out: that is said, with how many', () => {
    const demand: FormDemand = {
      domains: [{ name: 'x/a', items: 6 }],
      items: 6,
      pretest: 4,
      expected: { mean: 0.7, within: 0.5 },
    };
    const assembly = assembleForm(demand, bankOf('x/a', 9), seed(1));
    expect(assembly).toEqual({ kind: 'short', domains: [], pretest: { wanted: 4, has: 3 } });
  });

  test('leaves this person’s next form as many new ones, where texts could stand in the way', () => {
    // Ten of 3 3 3 3 3 3 2 1 1: once 3 3 2 1 1 is gone, no ten can be made of what is left.
    const bank = bankOf('x/a', 22, [3, 3, 3, 3, 3, 3, 2]);
    const demand: FormDemand = {
      domains: [{ name: 'x/a', items: 10 }],
      items: 10,
      expected: { mean: 0.7, within: 0.5 },
    };
    for (let value = 1; value <= 100; value += 1) {
      const first = assembleForm(demand, bank, seed(value));
      if (first.kind !== 'form') throw new Error('short');
      const had = new Set(first.form.items.map(({ id }) => id));
      const later = bank.map((item) => (had.has(item.id) ? { ...item, lastSeenAt: 5 as Instant } : item));
      expect(assembleForm(demand, later, seed(value + 1000))).toMatchObject({ form: { seenBefore: 0 } });
    }
  });
});

describe('a part of an exam', () => {
  const cpc = blueprintOf('cpc');
  const pool = twice(cpc);

  test('short: the proportions of the exam, each domain within one of its share', () => {
    for (const { minutes, items } of partsOf(cpc)) {
      const form = made(cpc, { scope: 'short', minutes }, pool, minutes);
      expect(form.items.length).toBe(items);
      expect(form.items.some(({ isPretest }) => isPretest)).toBe(false);
      for (const domain of cpc.domains) {
        const count = form.items.filter((item) => item.domain === domainName(cpc, domain)).length;
        expect(Math.abs(count - ((domain.items ?? 0) / 100) * items)).toBeLessThan(1);
      }
    }
  });

  test('chance decides between domains with the same claim: in time each has its turn', () => {
    const drawn = new Set<string>();
    for (let value = 1; value <= 200; value += 1)
      for (const { domain } of made(cpc, { scope: 'short', minutes: 10 }, pool, value).items) drawn.add(domain);
    expect(drawn.size).toBeGreaterThanOrEqual(12);
  });

  test('chosen domains: those alone', () => {
    const domains = ['cpc/anatomy', 'cpc/cases'];
    const form = made(cpc, { scope: 'domain', minutes: 30, domains }, pool, 2);
    const counts = domains.map((name) => form.items.filter(({ domain }) => domain === name).length);
    expect(counts).toEqual([3, 9]);
  });

  test('ranges count with their middle, whatever the length', () => {
    const ccs = blueprintOf('ccs');
    const form = made(ccs, { scope: 'short', minutes: 60 }, twice(ccs), 2);
    const counts = ccs.domains.map((one) => form.items.filter(({ domain }) => domain === domainName(ccs, one)).length);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(26);
    expect(counts[0]).toBeGreaterThanOrEqual(10);
  });

  test('of a text only its first items may be asked', () => {
    const bank = bankOf('cpc/anatomy', 12, [3, 3, 3, 3]);
    const texts = Map.groupBy(bank, ({ scenario }) => scenario);
    for (let value = 1; value <= 30; value += 1) {
      const form = made(cpc, { scope: 'domain', minutes: 10, domains: ['cpc/anatomy'] }, bank, value);
      expect(form.items.length).toBe(4);
      for (const own of texts.values()) {
        const asked = own.filter(({ id }) => form.items.some((item) => item.id === id));
        expect(asked).toEqual(own.slice(0, asked.length));
      }
    }
  });

  test('a domain that is short is named, and the longest time that is possible', () => {
    const bank = bankOf('cpc/anatomy', 9);
    const choice = { scope: 'domain', minutes: 60, domains: ['cpc/anatomy'] } as const;
    expect(assembleChoice(cpc, choice, bank, seed(1))).toEqual({
      kind: 'short',
      domains: [{ domain: 'cpc/anatomy', wanted: 25, has: 9 }],
    });
    expect(longestPossible(cpc, choice, bank)).toBe(20);
    expect(longestPossible(cpc, { ...choice, domains: ['cpc/cases'] }, bank)).toBeUndefined();
  });
});

test('an item counts for one domain of an exam, the first it names, also when only another is asked for', () => {
  const item = { id: 'one', domains: ['ccs/documentation', 'cpc/guidelines', 'cpc/cases'], expected: 0.5 };
  expect(examPool({ id: 'cpc' }, [item])).toEqual([{ ...item, domains: ['cpc/guidelines'] }]);
  expect(examPool({ id: 'cic' }, [item])).toEqual([]);
});

test('what there is: the counts, whether there is a whole form, and what it lacks', () => {
  const cpc = blueprintOf('cpc');
  expect(examSupply(cpc, twice(cpc))).toMatchObject({ canMock: true, seenInMock: 0 });
  const little = examSupply(cpc, bankOf('cpc/anatomy', 2));
  expect(little).toMatchObject({ canMock: false, items: 2, lacking: { kind: 'short' } });
  expect(little.lacking?.domains).toContainEqual({ domain: 'cpc/anatomy', wanted: 4, has: 2 });
  expect(examSupply(blueprintOf('cic'), [])).toEqual({ domains: [], items: 0, canMock: false });
});

test('how many questions are of a kind the day does not have', () => {
  const pool = (['single-choice', 'multiple-choice', 'typed-codes', 'order'] as const).map((type) => ({ type }));
  expect(['cpc', 'ccs', 'cic'].map((id) => unlikeTheDay(blueprintOf(id), pool))).toEqual([3, 2, 2]);
});

describe('whatever the bank and the choice', () => {
  const cpc = blueprintOf('cpc');
  const names = cpc.domains.map((one) => domainName(cpc, one));
  const banks = fc
    .array(
      fc.record({
        count: fc.integer({ min: 0, max: 30 }),
        texts: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }),
      }),
      {
        minLength: names.length,
        maxLength: names.length,
      },
    )
    .map((all) => all.flatMap(({ count, texts }, at) => bankOf(names[at] as string, count, texts)));
  const seen = fc.array(fc.nat({ max: 20 }), { minLength: 40, maxLength: 40 });
  const minutes = fc.constantFrom(10, 20, 30, 60, 90, 120);
  const choices = fc.oneof(
    fc.constant<FormChoice>({ scope: 'mock' }),
    minutes.map((one): FormChoice => ({ scope: 'short', minutes: one })),
    fc
      .tuple(minutes, fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }))
      .map(([one, domains]): FormChoice => ({ scope: 'domain', minutes: one, domains })),
  );

  test('the form is what was asked for, or what is short is short; and the same again from the same seed', () => {
    fc.assert(
      fc.property(banks, seen, choices, fc.nat(), (bank, times, choice, value) => {
        const pool = bank.map((item, at) => {
          const lastSeenAt = times[at % times.length] ?? 0;
          return lastSeenAt === 0 ? item : { ...item, lastSeenAt: lastSeenAt as Instant };
        });
        const assembly = assembleChoice(cpc, choice, pool, seed(value));
        expect(assembleChoice(cpc, choice, [...pool].reverse(), seed(value))).toEqual(assembly);
        const demand = formDemand(cpc, choice, pool) as FormDemand;
        if (assembly?.kind !== 'form') {
          const { domains = [] } = assembly ?? {};
          expect(domains.length).toBeGreaterThan(0);
          // A part can cut texts, so it is short only where items are lacking.
          if (choice.scope !== 'mock') for (const { has, wanted } of domains) expect(has).toBeLessThan(wanted);
          return;
        }
        const { items } = assembly.form;
        expect(items.length).toBe(demand.items);
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        const domainOf = new Map(pool.map(({ id, domains }) => [id, domains[0]]));
        for (const { id, domain } of items) expect(domainOf.get(id)).toBe(domain);
        const asked = new Set(demand.domains.map(({ name }) => name));
        expect(items.every(({ domain }) => asked.has(domain))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('the wish does not hang on the order of the pool, not even in its last digit', () => {
    const choice: FormChoice = { scope: 'domain', minutes: 10, domains: names };
    fc.assert(
      fc.property(banks, (bank) => {
        expect(formDemand(cpc, choice, [...bank].reverse())).toEqual(formDemand(cpc, choice, bank));
      }),
    );
  });

  test('a part never asks a seen item of a domain that has as many new ones as it needs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat(), (fresh, old, value) => {
        const pool = bankOf('cpc/anatomy', fresh + old).map((item, at) =>
          at < fresh ? item : { ...item, lastSeenAt: (at + 1) as Instant },
        );
        const form = made(cpc, { scope: 'domain', minutes: 10, domains: ['cpc/anatomy'] }, pool, value);
        expect(form.seenBefore).toBe(0);
      }),
    );
  });
});
