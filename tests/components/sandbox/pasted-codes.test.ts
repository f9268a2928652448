import { expect, test } from 'vitest';
import { couldBeCode, readPastedCodes } from '../../../src/components/sandbox/pasted-codes.ts';

test.each<[string, string, string[] | undefined, string[]?]>([
  ['lines', 'E11.22\nN18.32\r\nI10', ['E11.22', 'N18.32', 'I10']],
  ['commas, semicolons, tabs', 'E11.22, N18.32;I10\tZ79.4', ['E11.22', 'N18.32', 'I10', 'Z79.4']],
  ['spaces between codes only', 'e1122 n1832', ['e1122', 'n1832']],
  [
    'a spreadsheet with titles',
    'E11.22\tType 2 diabetes\nI10\tHypertension',
    ['E11.22', 'I10'],
    ['Type 2 diabetes', 'Hypertension'],
  ],
  ['one code is an ordinary paste', 'E11.22', undefined],
  ['words are an ordinary paste', 'chest pain, unspecified', undefined],
  ['nothing', '', undefined],
])('%s', (_, text, codes, leftOut = []) => {
  expect(readPastedCodes(text)).toEqual(codes && { codes, leftOut });
});

test.each([
  ['a1c', false],
  ['J1885', true],
  ['j18', true],
  ['px123', true],
])('among services, %s can be a code: %s', (text, could) => {
  expect(couldBeCode(['px', 'hcpcs'], text)).toBe(could);
  expect(couldBeCode(['icd10cm'], text)).toBe(true);
});
