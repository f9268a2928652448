import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CodeRange, isInRange } from '#domain/codeset/catalog';
import { presentCodes } from '#domain/codeset/edits/present-codes';

const CATEGORIES = [
  'C43',
  'C4A',
  'C44',
  'C75',
  'C7A',
  'C7B',
  'C76',
  'C80',
  'D36',
  'D3A',
  'D37',
  'M08',
  'M1A',
  'M10',
  'Z3A',
];
const code = fc
  .tuple(fc.constantFrom(...CATEGORIES), fc.constantFrom('', '0', '01', '9', '1X1A'))
  .map((parts) => parts.join(''));
const range: fc.Arbitrary<CodeRange> = fc.record({ from: code, to: code });

test('the same codes as trying each of them', () => {
  fc.assert(
    fc.property(fc.uniqueArray(code, { maxLength: 40 }), range, (codes, wanted) => {
      expect(presentCodes(codes)(wanted).sort()).toEqual(codes.filter((one) => isInRange(one, wanted)).sort());
    }),
    { numRuns: 3000 },
  );
});

test('a category with a letter is found where the classification prints it', () => {
  const present = presentCodes(['C4A0', 'C7A00', 'C449']);
  expect(present({ from: 'C43', to: 'C44' })).toEqual(['C4A0', 'C449']);
  expect(present({ from: 'C76', to: 'C80' })).toEqual([]);
});
