import { describe, expect, test } from 'vitest';
import { getBlueprints } from '#db/read-blueprints';
import { readAllItems } from '#db/read-items';
import type { Blueprint } from '#domain/exam/blueprint';
import type { AssembledForm } from '#domain/exam/forms/assemble';
import { assembleChoice, examPool } from '#domain/exam/forms/exam-supply';
import type { ItemSummary } from '#domain/exam/forms/item-pool';
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

function aForm(id: string, pool: readonly ItemSummary[], seed: number): AssembledForm {
  const blueprint = BLUEPRINTS.find((one) => one.id === id) as Blueprint;
  const assembly = assembleChoice(blueprint, { scope: 'mock' }, examPool(blueprint, pool), seed as Seed);
  if (assembly?.kind !== 'form') throw new Error(`${id}: ${JSON.stringify(assembly)}`);
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

  test('holds a whole CCS form with ten more of its questions to try out', () => {
    const form = aForm('ccs', BANK, 1);
    expect(form.items.filter(({ isPretest }) => !isPretest).length).toBe(97);
    expect(form.items.filter(({ isPretest }) => isPretest).length).toBe(10);
    expect(new Set(form.items.map(({ id }) => id)).size).toBe(107);
    expect(form.isInBand).toBe(true);
  });
});
