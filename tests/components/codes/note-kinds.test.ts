import { describe, expect, test } from 'vitest';
import { borrowedNotes, originOfBook } from '#components/codes/derived-words.ts';
import { headingOf, itemsOf } from '#components/codes/note-kinds.ts';

const itemsIn = (...texts: string[]) => itemsOf(texts.map((text) => ({ text })));

test('the heading of a note and its first line read as one sentence, with "code" once', () => {
  expect(headingOf('use-additional', 'code to identify stage')).toBe('Use additional');
  expect(headingOf('use-additional', 'Add, where the record names it: N18.1')).toBe('Use additional code');
  expect(headingOf('code-first', 'code of the cause')).toBe('Code first');
});

test('lines below one that ends in a colon are its items, until the next instruction', () => {
  expect(itemsIn('code to identify control using:', 'insulin', 'oral drugs')).toEqual([false, true, true]);
  expect(itemsIn('one', 'two')).toEqual([false, false]);
  expect(itemsIn('such as:', 'one', 'code, if known', 'two')).toEqual([false, true, false, false]);
  expect(itemsIn('such as:', 'one', 'or:', 'two')).toEqual([false, true, false, true]);
});

describe('where notes come from', () => {
  const of = (label: string, isDerived = false) => ({ label, isDerived, source: 'official' });

  test('notes of another year are said to be that', () => {
    const book = { label: 'FY2027', codes: of('FY2027'), notesRead: of('FY2026') };
    expect(borrowedNotes(book)).toContain('FY2026');
    expect(originOfBook(book)).toMatch(/of FY2026; those of FY2027 are not installed/);
  });

  test('of its own there is nothing to say', () => {
    const book = { label: 'FY2026', codes: of('FY2026'), notes: of('FY2026'), notesRead: of('FY2026') };
    expect([borrowedNotes(book), originOfBook(book)]).toEqual([undefined, undefined]);
  });

  test('without any year that has notes none are promised', () => {
    const book = { label: 'FY2026', codes: of('FY2026') };
    expect(borrowedNotes(book)).toBeUndefined();
    expect(originOfBook(book)).toContain('not installed');
  });
});
