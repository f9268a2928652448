import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LookUp, lookUpPaths, pageName } from '#domain/chart/look-up-paths';
import type { Instant } from '#domain/time';

const search = (what: string): LookUp => ({ kind: 'search', what, at: 0 as Instant });
const open = (what: string): LookUp => ({ kind: 'open', what, at: 0 as Instant });
const take = (code: string, what: string): LookUp => ({ kind: 'take', what, code, at: 0 as Instant });

describe('the way to a code', () => {
  test('is every step since the code before it', () => {
    const log = [
      search('chf'),
      open('/codes/icd-10-cm/I50.9'),
      take('I50.9', '/codes/icd-10-cm/I50.9'),
      search('ckd 3'),
      open('/codes/icd-10-cm/N18'),
      open('/codes/icd-10-cm/N18.30'),
      take('N18.30', '/codes/icd-10-cm/N18.30'),
    ];
    expect(lookUpPaths(log, ['I509', 'N1830'])).toEqual([
      { code: 'I509', way: 'looked-up', steps: ['“chf”', 'I50.9'], earlier: 0 },
      { code: 'N1830', way: 'looked-up', steps: ['“ckd 3”', 'N18', 'N18.30'], earlier: 0 },
    ]);
  });

  test('of a second code from the same page is that page', () => {
    const page = '/codes/icd-10-cm/E11.22';
    const [, second] = lookUpPaths([open(page), take('E11.22', page), take('N18.30', page)], ['E11.22', 'N18.30']);
    expect(second).toMatchObject({ way: 'looked-up', steps: ['E11.22'] });
  });

  test('of a code taken twice is the last one, and a code nobody looked up is told apart from a typed one', () => {
    const log = [search('first'), take('I10', 'first'), take('I10', 'i10'), search('gone nowhere')];
    expect(lookUpPaths(log, ['I10', 'E78.5'])).toMatchObject([
      { code: 'I10', way: 'typed', steps: [] },
      { code: 'E78.5', way: 'unknown', steps: [] },
    ]);
  });

  test('repeats itself nowhere and is cut at its beginning when it is long', () => {
    const log = Array.from({ length: 12 }, (_, index) => search(`words ${index}`)).flatMap((step) => [step, step]);
    const [path] = lookUpPaths([...log, take('I10', 'words 11')], ['I10']);
    expect(path).toMatchObject({ earlier: 4, steps: expect.arrayContaining(['“words 11”']) });
    expect(path?.steps).toHaveLength(8);
  });
});

test.each([
  ['/codes', 'code book'],
  ['/codes?q=chf', '“chf”'],
  ['/codes/icd-10-cm', 'ICD-10-CM'],
  ['/codes/icd-10-cm/e1122?release=FY2025', 'E11.22'],
  ['/codes/icd-10-cm/chapter-4', 'chapter 4'],
  ['/codes/icd-10-cm/I30-I5A', 'I30-I5A'],
  ['/codes/icd-10-cm/index?letter=D', 'index: D'],
  ['/codes/icd-10-pcs/0FT44ZZ', '0FT44ZZ'],
  ['/codes/icd-10-pcs?code=0FT4', 'ICD-10-PCS: 0FT4'],
  ['/codes/px/modifiers', 'modifiers'],
  ['/codes/%E0%A4%A', '%E0%A4%A'],
])('%s is called %s', (address, name) => {
  expect(pageName(address)).toBe(name);
});

test('whatever was typed, a path comes out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('search', 'open', 'take'), fc.string(), fc.string())), (steps) => {
      const log = steps.map(([kind, what, code]) => ({ kind, what, code, at: 0 as Instant }) as LookUp);
      const paths = lookUpPaths(log, ['I10']);
      return paths.length === 1 && (paths[0]?.steps.length ?? 0) <= 8;
    }),
  );
});
