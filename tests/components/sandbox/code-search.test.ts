import { expect, test } from 'vitest';
import { type FoundCode, inOneList } from '../../../src/components/sandbox/code-search.ts';

const found = (code: string, hasAllWords = true): FoundCode => ({
  system: code.startsWith('PX') ? 'px' : 'hcpcs',
  code,
  title: '',
  billable: true,
  path: [],
  hasAllWords,
});
const codesOf = (groups: FoundCode[][], query: string) => inOneList(groups, query).map(({ code }) => code);

test('the code that was typed comes first, then the systems take turns', () => {
  const groups = [
    [found('PX101'), found('PX102')],
    [found('J1885'), found('J1010')],
  ];
  expect(codesOf(groups, 'j1010')).toEqual(['J1010', 'PX101', 'J1885', 'PX102']);
});

test('guesses are listed only where nothing has all the words', () => {
  const guesses = [found('L1834', false), found('L1831', false)];
  expect(codesOf([[found('PX231'), found('PX907', false)], guesses], 'knee injection')).toEqual(['PX231']);
  expect(codesOf([guesses], 'knee wheel')).toEqual(['L1834', 'L1831']);
});

test('twelve at most', () => {
  const many = Array.from({ length: 12 }, (_, at) => found(`PX${200 + at}`));
  expect(codesOf([many, [found('J1885')]], 'x')).toHaveLength(12);
});
