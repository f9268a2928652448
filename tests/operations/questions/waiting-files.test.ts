import { expect, test } from 'vitest';
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
test('of very many the oldest goes, so that memory has a bound', () => {
  const first = keepWaiting(file);
  const later = Array.from({ length: 40 }, () => keepWaiting(file));
  expect(takeWaiting(first, who)).toBeUndefined();
  expect(takeWaiting(later.at(-1) ?? '', who)).toEqual(file);
});
