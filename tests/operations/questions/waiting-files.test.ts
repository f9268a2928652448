import { expect, test } from 'vitest';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import type { Instant } from '#domain/time';
import { keepWaiting, takeWaiting } from '#operations/questions/waiting-files';

const file = {
  organisationId: 'school',
  personId: 'ann',
  name: 'questions.txt',
  format: 'gift',
  items: [],
  at: 1000 as Instant,
};
const who = { organisationId: 'school', personId: 'ann', now: 2000 as Instant };

test('a file is taken once, by who brought it, where it was brought, within a quarter of an hour', () => {
  const mark = keepWaiting(file);
  expect(takeWaiting(mark, { ...who, personId: 'bob' })).toBeUndefined();
  expect(takeWaiting(mark, { ...who, organisationId: 'other' })).toBeUndefined();
  expect(takeWaiting(mark, who)).toEqual(file);
  expect(takeWaiting(mark, who)).toBeUndefined();
  expect(takeWaiting(keepWaiting(file), { ...who, now: 1_000_000 as Instant })).toBeUndefined();
  expect(takeWaiting('forged', who)).toBeUndefined();
});
const ofPerson = (personId: string, items: ForeignItem[] = []) => ({ ...file, personId, items });
test('of very many the oldest goes, so that memory has a bound', () => {
  const first = keepWaiting(ofPerson('first'));
  const later = Array.from({ length: 40 }, (_, index) => keepWaiting(ofPerson(`person-${index}`)));
  expect(takeWaiting(first, { ...who, personId: 'first' })).toBeUndefined();
  expect(takeWaiting(later.at(-1) ?? '', { ...who, personId: 'person-39' })?.name).toBe(file.name);
});
test('of large ones fewer wait', () => {
  const large = { name: 'n', title: '', stem: 'x'.repeat(12 * 2 ** 20), details: {} } as unknown as ForeignItem;
  const marks = ['a', 'b', 'c', 'd', 'e'].map((personId) => keepWaiting(ofPerson(personId, [large])));
  const left = ['a', 'b', 'c', 'd', 'e'].filter((personId, at) => takeWaiting(marks[at] ?? '', { ...who, personId }));
  expect(left).toEqual(['c', 'd', 'e']);
});
test('who brings file after file crowds nobody out', () => {
  const other = keepWaiting(ofPerson('bob'));
  const marks = Array.from({ length: 60 }, () => keepWaiting(file));
  expect(takeWaiting(other, { ...who, personId: 'bob' })).toBeDefined();
  expect(takeWaiting(marks[0] ?? '', who)).toBeUndefined();
  expect(takeWaiting(marks.at(-1) ?? '', who)).toEqual(file);
});
