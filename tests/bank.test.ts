import { describe, expect, test } from 'vitest';
import { getBlueprints } from '#db/read-blueprints';
import { readAllItems } from '#db/read-items';
import { type AssembledForm, assembleForm } from '#domain/exam/assemble';
import type { Blueprint } from '#domain/exam/blueprint';
import { formDemand } from '#domain/exam/form-demand';
import type { ItemSummary } from '#domain/exam/item-pool';
import type { Seed } from '#domain/random';

const BANK: ItemSummary[] = readAllItems('.').flatMap(({ source: { value } }) =>
  value.items.map(({ id, domains, difficulty }) => ({
    id,
    domains,
    expected: difficulty,
    ...(value.scenario && { scenario: value.scenario.id }),
  })),
);
const BLUEPRINTS = getBlueprints('.');
/** What the bank as a whole is expected to be answered with; forms shall be no harder and no easier. */
const MEAN = 0.66;

function aForm(id: string, pool: readonly ItemSummary[], seed: number): AssembledForm {
  const blueprint = BLUEPRINTS.find((one) => one.id === id) as Blueprint;
  const demand = formDemand(blueprint, MEAN);
  if (!demand) throw new Error(`${id} has no domains`);
  const assembly = assembleForm(demand, pool, seed as Seed);
  if (assembly.kind === 'short') throw new Error(`${id}: ${JSON.stringify(assembly.domains)}`);
  return assembly.form;
}

describe('the bank of questions', () => {
  test('holds two whole CPC forms without a question in common, of matched difficulty', () => {
    const first = aForm('cpc', BANK, 1);
    const used = new Set(first.items.map(({ id }) => id));
    const second = aForm(
      'cpc',
      BANK.filter(({ id }) => !used.has(id)),
      2,
    );
    expect([first.items.length, second.items.length]).toEqual([100, 100]);
    expect(second.items.filter(({ id }) => used.has(id))).toEqual([]);
    expect([first.isInBand, second.isInBand]).toEqual([true, true]);
    expect(Math.abs(first.expected - second.expected)).toBeLessThanOrEqual(0.02);
  });

  test('holds a whole CCS form, and ten more of its questions to try out', () => {
    const form = aForm('ccs', BANK, 1);
    expect(form.items.length).toBe(97);
    expect(form.isInBand).toBe(true);
    const left = BANK.filter(
      ({ id, domains }) => domains.some((one) => one.startsWith('ccs/')) && !form.items.some((item) => item.id === id),
    );
    expect(left.length).toBeGreaterThanOrEqual(10);
  });
});
