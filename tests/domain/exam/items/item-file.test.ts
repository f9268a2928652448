import { describe, expect, test } from 'vitest';
import { itemFileSchema, itemSchema } from '#domain/exam/items/item-file';
import { itemFields, KINDS, type Kind, option, PARTS } from './an-item.ts';

const messages = (kind: Kind, overrides: Record<string, unknown>) => {
  const read = itemSchema.safeParse(itemFields(kind, overrides));
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test.each(KINDS)('a %s item as it should be is read', (kind) => {
  expect(messages(kind, {})).toEqual([]);
});

test.each<[string, Kind, Record<string, unknown>, RegExp]>([
  [
    'two right options',
    'single-choice',
    { options: ['A', 'B', 'C', 'D'].map((text) => option(text, text < 'C')) },
    /exactly one/,
  ],
  ['three options', 'single-choice', { options: PARTS['single-choice'].options.slice(1) }, /options/],
  ['another count than said', 'multiple-choice', { rightAnswers: 3 }, /as many options are right/],
  ['no authority', 'single-choice', { source: undefined }, /neither cites nor source/],
  ['a domain twice', 'order', { domains: ['cpc/anatomy', 'cpc/anatomy'] }, /stands there twice/],
  ['a field of another type', 'hotspot', { options: [] }, /Unrecognized key/],
  ['evidence', 'diagnoses', { key: [{ ...PARTS.diagnoses.key[0], evidence: [] }] }, /Unrecognized key/],
  [
    'nothing required',
    'procedures',
    { key: [{ ...PARTS.procedures.key[0], status: 'optional' }] },
    /no entry is required/,
  ],
  [
    'a stay without its end',
    'diagnoses',
    { encounter: { ...PARTS.procedures.encounter, setting: 'inpatient' } },
    /has from and to/,
  ],
  [
    'an office visit with one',
    'services',
    { encounter: { ...PARTS.procedures.encounter, to: '2026-02-05' } },
    /only from/,
  ],
  [
    'an end before its beginning',
    'diagnoses',
    { encounter: { ...PARTS.diagnoses.encounter, to: '2026-02-01' } },
    /before from/,
  ],
  ['the right part among the others', 'hotspot', { part: 'aorta' }, /among the others/],
  ['an order that lacks a step', 'order', { alsoRight: [['a', 'b', 'c']] }, /names every step once/],
  ['an order that repeats a step', 'order', { alsoRight: [['a', 'b', 'c', 'c']] }, /names every step once/],
  [
    'an entry accepted and wrong',
    'form-field',
    { wrong: [{ value: 'a b', feedback: 'It cannot be both.' }] },
    /accepted and wrong/,
  ],
])('%s is refused', (_, kind, overrides, said) => {
  expect(messages(kind, overrides).join('\n')).toMatch(said);
});

describe('a file', () => {
  const aFile = (fields: object) => itemFileSchema.safeParse({ items: [itemFields('order')], ...fields });
  const scenario = { id: 'a-stay', title: 'Discharge summary', text: 'x'.repeat(80) };

  test('has its items', () => expect(aFile({}).success).toBe(true));
  test.each([
    ['no two items of one name', { items: [itemFields('order'), itemFields('hotspot')] }, /another item/],
    ['no scenario for one item', { scenario }, /only one item/],
    [
      'fifteen items at most',
      { items: Array.from({ length: 16 }, (_, at) => itemFields('order', { id: `i-${at}` })) },
      /at most 15/,
    ],
  ])('has %s', (_, fields, said) => {
    expect(aFile(fields).error?.issues[0]?.message).toMatch(said);
  });
});
