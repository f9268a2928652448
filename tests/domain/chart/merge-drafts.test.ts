import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDraft } from '#domain/chart/draft-sheet';
import type { DraftDiagnosis, DraftSheet } from '#domain/chart/draft-sheet-schema';
import { mergeDrafts } from '#domain/chart/merge-drafts';
import { mergeText } from '#domain/chart/merge-text';

const row = (id: string, code = id): DraftDiagnosis => ({ id, code });
const sheet = (...diagnoses: DraftDiagnosis[]): DraftSheet => ({ ...emptyDraft(), diagnoses });
const merged = (base: DraftDiagnosis[], mine: DraftDiagnosis[], theirs: DraftDiagnosis[]) =>
  mergeDrafts(sheet(...base), sheet(...mine), sheet(...theirs)).diagnoses.map(({ id, code }) =>
    id === code ? id : `${id}=${code}`,
  );
const [a, b, c, m, t] = [row('a'), row('b'), row('c'), row('m'), row('t')];

describe('rows of two pages that began from the same sheet', () => {
  test.each([
    ['additions of both stay', [a], [a, m], [a, t], ['a', 't', 'm']],
    ['an addition keeps its place', [a, b], [a, m, b], [a, b, t], ['a', 'm', 'b', 't']],
    ['my addition at the top stays there', [a], [m, a], [a, t], ['m', 'a', 't']],
    ['my deletion holds', [a, b], [b], [a, b, t], ['b', 't']],
    ['their deletion holds', [a, b], [a, b, m], [b], ['b', 'm']],
    ['a row I deleted stays when they changed it', [a, b], [b], [row('a', 'x'), b], ['a=x', 'b']],
    ['a row they deleted stays when I changed it', [a, b], [row('a', 'x'), b], [b], ['a=x', 'b']],
    ['mine wins where both changed a cell', [a], [row('a', 'x')], [row('a', 'y')], ['a=x']],
    ['my order', [a, b, c], [c, a, b], [a, b, c, t], ['c', 't', 'a', 'b']],
    ['their order when I kept mine', [a, b, c], [a, b, c, m], [c, b, a], ['c', 'm', 'b', 'a']],
    [
      'their order of what is left when mine only moved a row they deleted',
      [a, b, c],
      [c, a, b, m],
      [b, a],
      ['b', 'm', 'a'],
    ],
    ['an id used twice drops no row', [], [row('a', 'x'), row('a', 'y')], [], ['a=x', 'a=y']],
  ])('%s', (_, base, mine, theirs, expected) => expect(merged(base, mine, theirs)).toEqual(expected));

  test('changes of different cells are joined', () => {
    const base = sheet({ id: 'a', code: 'I10', poa: 'Y' });
    const mine = sheet({ id: 'a', code: 'I11.0', poa: 'Y' });
    const theirs = sheet({ id: 'a', code: 'I10', poa: 'N' });
    expect(mergeDrafts(base, mine, theirs).diagnoses).toEqual([{ id: 'a', code: 'I11.0', poa: 'N' }]);
  });
  test('an emptied cell stays empty', () => {
    const base = sheet({ id: 'a', code: 'I10', poa: 'Y' });
    expect(mergeDrafts(base, sheet(row('a', 'I10')), base).diagnoses).toEqual([{ id: 'a', code: 'I10' }]);
  });
});

describe('the note', () => {
  test.each([
    ['both append', 'ask', 'ask why', 'ask when', 'ask why\nwhen'],
    ['far apart', 'one two three', 'ONE two three', 'one two THREE', 'ONE two THREE'],
    ['the same words typed on both sides once only', '', 'hello', 'hello', 'hello'],
    ['theirs has mine already', 'cat dog', 'bat dog', 'bat fog', 'bat fog'],
    ['I deleted, they did not touch', 'one two', 'two', 'one two', 'two'],
  ])('%s', (_, base, mine, theirs, expected) => expect(mergeText(base, mine, theirs)).toBe(expected));
});

const ids = ['1', '2', '3', '4', '5', '6'];
const diagnoses = fc
  .uniqueArray(fc.constantFrom(...ids), { maxLength: 6 })
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc.record({ id: fc.constant(id), code: fc.constantFrom('I10', 'E11.9', ''), poa: fc.constantFrom('Y', 'N') }),
      ),
    ),
  ) as fc.Arbitrary<DraftDiagnosis[]>;
const words = fc
  .array(fc.constantFrom('fever', 'cough', 'why', '\n', '  '), { maxLength: 8 })
  .map((list) => list.join(' '));
const draft: fc.Arbitrary<DraftSheet> = fc
  .record({ diagnoses, note: words })
  .map((parts) => ({ ...emptyDraft(), ...parts }));

describe('for all drafts', () => {
  test('merging equal sides is identity', () => {
    fc.assert(
      fc.property(draft, draft, (base, same) => {
        expect(mergeDrafts(base, same, same)).toEqual(same);
      }),
    );
  });
  test('a side that changed nothing leaves the other as it is', () => {
    fc.assert(
      fc.property(draft, draft, (base, changed) => {
        expect(mergeDrafts(base, changed, base)).toEqual(changed);
        expect(mergeDrafts(base, base, changed)).toEqual(changed);
      }),
    );
  });
  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, mine, theirs) => {
        const once = mergeDrafts(base, mine, theirs);
        expect(mergeDrafts(theirs, once, theirs)).toEqual(once);
        expect(mergeDrafts(base, once, once)).toEqual(once);
        expect(mergeDrafts(base, once, theirs).diagnoses).toEqual(once.diagnoses);
      }),
    );
  });
  test('every row either side added is there, and every word either side added', () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, mine, theirs) => {
        const result = mergeDrafts(base, mine, theirs);
        const known = new Set(base.diagnoses.map(({ id }) => id));
        const added = [...mine.diagnoses, ...theirs.diagnoses].filter(({ id }) => !known.has(id));
        for (const { id } of added) expect(result.diagnoses.map((entry) => entry.id)).toContain(id);
        const old = new Set(base.note.split(/\s+/));
        for (const word of `${mine.note} ${theirs.note}`.split(/\s+/))
          if (word && !old.has(word)) expect(result.note).toContain(word);
      }),
    );
  });
});
