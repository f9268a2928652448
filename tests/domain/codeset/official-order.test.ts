import { describe, expect, test } from 'vitest';
import { isInRange } from '#domain/codeset/catalog';
import { diffCodes } from '#domain/codeset/diff';
import { isBetween } from '#domain/codeset/official-order';

describe('official order', () => {
  test.each([
    ['C4A11', 'C43', 'C44', true],
    ['C4A', 'C00', 'C96', true],
    ['C7A00', 'C76', 'C80', false],
    ['C7A00', 'C00', 'C75', false],
    ['C7A00', 'C00', 'C96', true],
    ['C7A00', 'C7A', 'C7A', true],
    ['C7B1', 'C7A', 'C7B', true],
    ['D3A01', 'D37', 'D48', false],
    ['D3A01', 'D10', 'D36', false],
    ['M1A00X0', 'M05', 'M14', true],
    ['M1A00X0', 'M15', 'M19', false],
    ['Z3A40', 'Z30', 'Z39', true],
    ['J45909', 'J40', 'J4A', true],
    ['C44', 'C4A', 'C44', true],
    ['C43', 'C4A', 'C44', false],
    ['E1165', 'E08', 'E13', true],
    ['N183', 'N181', 'N186', true],
    ['N189', 'N181', 'N186', false],
  ])('%s between %s and %s: %s', (code, from, to, expected) => {
    expect(isBetween(code, from, to)).toBe(expected);
    expect(isInRange(code, { from, to })).toBe(expected);
  });
});

describe('what became of the codes between two years', () => {
  const code = (name: string, title: string, billable = true) => ({ code: name, title, billable });
  test('added, deleted, revised; a code that became a header is deleted, a header is never compared', () => {
    const before = [code('A00', 'Cholera', false), code('A000', 'One'), code('A001', 'Two'), code('A009', 'Three')];
    const after = [
      code('A00', 'Plague', false),
      code('A000', 'One'),
      code('A001', 'Two', false),
      code('A0011', 'New'),
      code('A009', '3'),
    ];
    expect(diffCodes(before, after)).toEqual({
      added: [code('A0011', 'New')],
      deleted: [code('A001', 'Two')],
      revised: [{ code: 'A009', before: 'Three', after: '3' }],
    });
  });
  test('a year against itself has no differences', () => {
    const year = [code('A000', 'One'), code('A001', 'Two')];
    expect(diffCodes(year, year)).toEqual({ added: [], deleted: [], revised: [] });
  });
});
