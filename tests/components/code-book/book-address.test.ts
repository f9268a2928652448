import { describe, expect, test } from 'vitest';
import {
  anchorOf,
  bookAddress,
  fragmentUrl,
  resultsAddress,
  wordsOf,
} from '../../../src/components/code-book/book-address.ts';
import { canStep, step, visit } from '../../../src/components/code-book/book-history.ts';

const ORIGIN = 'https://trainer.example';
const FROM = '/codes/icd-10-cm/E11.22';

describe('an address of the code book', () => {
  test.each([
    ['/codes', '/codes'],
    ['/codes/icd-10-cm/N18.30#notes', '/codes/icd-10-cm/N18.30#notes'],
    ['?letter=D', '/codes/icd-10-cm/E11.22?letter=D'],
    ['#sibling', '/codes/icd-10-cm/E11.22#sibling'],
    ['/codes?q=chf&pane=1', '/codes?q=chf'],
    ['https://trainer.example/codes/px', '/codes/px'],
  ])('%s is %s', (href, address) => {
    expect(bookAddress(href, FROM, ORIGIN)).toBe(address);
  });

  test.each([
    'https://elsewhere.example/codes/px',
    '//elsewhere.example/codes',
    '/codes/../admin',
    '/codes/%2e%2e/admin',
    '/codesets',
    '/sandbox/office-knee-injection/result/1',
    '/api/codes/find?q=a',
    'javascript:alert(1)',
    'data:text/html,/codes',
    'http://[',
  ])('%s is none', (href) => {
    expect(bookAddress(href, FROM, ORIGIN)).toBeUndefined();
  });
});

test('a page is asked for at the pinned release, unless its address names another', () => {
  const choice = { releases: { icd10cm: 'FY2026', px: '2026' }, on: '2026-02-01' };
  expect(fragmentUrl('/codes/icd-10-cm/E11.22#x', choice)).toBe(
    '/codes/icd-10-cm/E11.22?release=FY2026&on=2026-02-01&pane=1',
  );
  expect(fragmentUrl('/codes/icd-10-cm/E11.22?release=FY2025', choice)).toContain('release=FY2025');
  expect(fragmentUrl('/codes/hcpcs/J3301', choice)).not.toContain('release');
  expect(fragmentUrl('/codes?q=a%26b', { releases: choice.releases })).toBe(
    '/codes?q=a%26b&icd10cm=FY2026&px=2026&pane=1',
  );
});

test('words of a list of results are read back whatever they hold', () => {
  expect(wordsOf(resultsAddress('50% & more #1'))).toBe('50% & more #1');
  expect(wordsOf('/codes?q=+')).toBeUndefined();
  expect(wordsOf('/codes/icd-10-cm/index?q=heart')).toBeUndefined();
  expect(anchorOf('/codes/px#a%20b')).toBe('a b');
  expect(anchorOf('/codes/px#%E0%A4%A')).toBe('%E0%A4%A');
});

test('the history goes back and forward, forgets what lay ahead, and does not grow without end', () => {
  let history = visit(visit({ visited: ['a'], at: 0 }, 'b'), 'c');
  history = step(step(history, -1), -1);
  expect(history.visited[history.at]).toBe('a');
  expect(canStep(history, -1)).toBe(false);
  expect(step(history, -1)).toBe(history);
  expect(visit(history, 'd').visited).toEqual(['a', 'd']);
  expect(visit(history, 'a').visited).toEqual(['a', 'b', 'c']);
  const long = Array.from({ length: 300 }, (_, page) => String(page)).reduce(visit, history);
  expect(long).toMatchObject({ at: 99, visited: expect.arrayContaining(['299']) });
});
