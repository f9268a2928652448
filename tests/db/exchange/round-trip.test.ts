import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { foreignItems } from './a-foreign-item.ts';
import { bankForOthers, ITEM_FORMATS } from './formats.ts';

const bank = bankForOthers();

describe.each(ITEM_FORMATS)('$name', ({ read, write }) => {
  test('gives back whatever it was given, however awkward, or says that it is not in the file', () => {
    fc.assert(
      fc.property(foreignItems(), (items) => {
        const written = write(items);
        const refused = new Set(
          written.remarks
            .filter(({ text }) => /^Not written: (?:it|one|none|all|an) /.test(text))
            .map(({ item }) => item),
        );
        const expected = items.filter(({ name }) => !refused.has(name));
        fc.pre(expected.length > 0);
        const back = read(written.bytes);
        expect(back.remarks).toEqual([]);
        expect(back.items).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('gives back the whole bank', () => {
    expect(bank.length).toBeGreaterThan(200);
    const written = write(bank);
    const back = read(written.bytes);
    expect(back.remarks).toEqual([]);
    expect(back.items).toEqual(bank.map(normalItem));
  });

  test('what it cannot carry of the bank is nothing but places of feedback', () => {
    const texts = new Set(write(bank).remarks.map(({ text }) => text));
    expect([...texts]).toEqual(
      [...texts].filter((text) => text === 'Moodle has no general feedback for steps in GIFT: it stands in a comment.'),
    );
  });

  test('writes the same again of what it has read', () => {
    const once = write(bank).bytes;
    expect(write(read(once).items).bytes).toEqual(once);
  });
});

test('texts of the bank stand there as every format gives them back', () => {
  const withoutDetails = bank.map((item) => ({ ...item, details: {} }));
  expect(withoutDetails.map(normalItem)).toEqual(withoutDetails);
});
