import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expandTabular,
  type TabularEntry,
  type TabularLine,
  writeSeventhCharacter,
} from '#domain/codeset/seventh-characters';

const entry = (code: string, parent?: string): TabularEntry => ({
  code,
  title: `Title ${code}`,
  ...(parent && { parent }),
});
const sevenths = (at: string, characters: string): TabularLine[] =>
  [...characters].map((character) => ({
    at,
    kind: 'seventh-character',
    text: writeSeventhCharacter(character, `means ${character}`),
  }));
const note = (at: string, text: string): TabularLine => ({ at, kind: 'note', text });
const codes = (entries: TabularEntry[], lines: TabularLine[] = []) =>
  expandTabular(entries, lines).map(({ code }) => code);

describe('expansion of the tabular list', () => {
  test('an entry with nothing below it is a code; one with entries below is a header', () => {
    expect(codes([entry('I10'), entry('I50'), entry('I509', 'I50')])).toEqual(['I10', 'I509']);
  });
  test('7th characters fill up with X, and the meaning is added to the title', () => {
    expect(expandTabular([entry('W03')], sevenths('W03', 'AS'))).toEqual([
      { code: 'W03XXXA', title: 'Title W03, means A' },
      { code: 'W03XXXS', title: 'Title W03, means S' },
    ]);
  });
  test('the nearest definition above counts', () => {
    const entries = [entry('S89'), entry('S890', 'S89'), entry('S89001', 'S890'), entry('S898', 'S89')];
    expect(codes(entries, [...sevenths('S89', 'AD'), ...sevenths('S890', 'P')])).toEqual([
      'S89001P',
      'S898XXA',
      'S898XXD',
    ]);
  });
  test('what follows a definition as a line of its own is no 7th character', () => {
    const lines: TabularLine[] = [
      ...sevenths('W03', 'A'),
      { at: 'W03', kind: 'seventh-character', text: 'initial encounter NOS' },
    ];
    expect(codes([entry('W03')], lines)).toEqual(['W03XXXA']);
  });
  test.each([
    [
      '7th characters D and S do not apply to codes in category S06 with 6th character 7 - death one, or 8 - death two.',
      ['S06178A', 'S06179A', 'S06179D', 'S06179S'],
    ],
    [
      '7th character S does not apply to codes in subcategory S06.1- with 6th character 9 - something.',
      ['S06178A', 'S06178D', 'S06178S', 'S06179A', 'S06179D'],
    ],
    ['7th characters D and S do not apply to codes in category S07 with 6th character 8 - death.', undefined],
    ['Nothing of the kind', undefined],
  ])('%s', (text, expected) => {
    const entries = [entry('S06'), entry('S061', 'S06'), entry('S06178', 'S061'), entry('S06179', 'S061')];
    const all = ['S06178A', 'S06178D', 'S06178S', 'S06179A', 'S06179D', 'S06179S'];
    expect(codes(entries, [...sevenths('S06', 'ADS'), note('S06', text)])).toEqual(expected ?? all);
  });
  test('whatever the words of a note, only whole 7th characters are taken away and nothing is added', () => {
    const entries = [entry('S06'), entry('S06178', 'S06')];
    fc.assert(
      fc.property(fc.string(), (words) => {
        const text = `7th characters ${words} do not apply to codes in category S06 with 6th character ${words}`;
        const found = codes(entries, [...sevenths('S06', 'ADS'), note('S06', text)]);
        expect(['S06178A', 'S06178D', 'S06178S']).toEqual(expect.arrayContaining(found));
      }),
    );
  });
});
