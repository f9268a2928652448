import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { type DraftSheet, draftSheetSchema } from '#domain/chart/draft-sheet-schema';
import { changeSheet, type SheetChange } from '../../../src/components/sandbox/sheet-reducer.ts';

const sheetWith = (codes: string[], pointers = ''): DraftSheet => ({
  ...emptyDraft(),
  diagnoses: codes.map((code, index) => ({ id: `d${index}`, code })),
  services: [{ id: 's', code: 'PX104', modifiers: '', units: '1', pointers }],
});
const pointersOf = (draft: DraftSheet) => draft.services[0]?.pointers;

describe('pointers follow their diagnoses', () => {
  test.each<[string, string[], string, SheetChange, string]>([
    ['moved up', ['A', 'B', 'C'], 'C A', { do: 'move', list: 'diagnoses', id: 'd2', to: 0 }, 'A B'],
    ['moved down', ['A', 'B', 'C'], 'AB', { do: 'move', list: 'diagnoses', id: 'd0', to: 2 }, 'C A'],
    ['removed', ['A', 'B', 'C'], 'A B C', { do: 'remove', list: 'diagnoses', id: 'd1' }, 'A B'],
    [
      'row without a code has no letter',
      ['A', '', 'C'],
      'B A',
      { do: 'move', list: 'diagnoses', id: 'd2', to: 0 },
      'A B',
    ],
    ['text that is no pointer stays', ['A', 'B'], 'A x', { do: 'move', list: 'diagnoses', id: 'd1', to: 0 }, 'A x'],
    ['other list changed', ['A', 'B'], 'B', { do: 'remove', list: 'procedures', id: 'none' }, 'B'],
  ])('%s', (_, codes, before, change, after) => {
    expect(pointersOf(changeSheet(sheetWith(codes, before), change))).toBe(after);
  });
});

test('a removed row is restored to its place with its cells', () => {
  const before = sheetWith(['A', 'B', 'C']);
  const row = before.diagnoses[1];
  if (!row) throw new Error('no row');
  const without = changeSheet(before, { do: 'remove', list: 'diagnoses', id: row.id });
  expect(changeSheet(without, { do: 'restore', list: 'diagnoses', row, to: 1 }).diagnoses).toEqual(before.diagnoses);
});

test('the same words are highlighted once, and an empty highlight is none', () => {
  const highlight = { id: 'h', document: 'note', start: 3, end: 9 };
  const once = changeSheet(emptyDraft(), { do: 'highlight', highlight });
  expect(changeSheet(once, { do: 'highlight', highlight: { ...highlight, id: 'i' } })).toBe(once);
  expect(changeSheet(once, { do: 'highlight', highlight: { ...highlight, id: 'j', end: 3 } })).toBe(once);
});

test('whatever is typed, pasted and moved, the sheet stays one the server takes', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const list = fc.constantFrom('diagnoses', 'procedures', 'services');
  const cell = fc.constantFrom('code', 'date', 'modifiers', 'units', 'pointers');
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', minLength: 250, maxLength: 300 }));
  const change = fc.oneof(
    fc.record({ do: fc.constant('add'), list, rows: fc.array(fc.record({ id, code: text }), { maxLength: 90 }) }),
    fc.record({ do: fc.constant('edit'), list, id, cell, text }),
    fc.record({ do: fc.constant('move'), list, id, to: fc.integer({ min: -3, max: 300 }) }),
    fc.record({ do: fc.constant('remove'), list, id }),
    fc.record({ do: fc.constant('poa'), id, poa: fc.constantFrom('Y', 'exempt', undefined) }),
    fc.record({ do: fc.constant('note'), text }),
  ) as fc.Arbitrary<SheetChange>;
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const draft = changes.reduce(changeSheet, emptyDraft());
      expect(draftSheetSchema.safeParse(draft).error).toBeUndefined();
    }),
  );
});
