import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { listLessons, readLesson } from '#db/read-lesson';
import { findPlaces, openSearch } from '#domain/lessons/search';
import { isMeant, readQuestionGroups } from './questions.ts';

/** The index of the build, which `npm test` makes first. */
const sent = readFileSync('dist/client/search-index.json', 'utf8');
const search = openSearch(JSON.parse(sent));
const questions = readQuestionGroups('tests/site-search/queries.tsv').flatMap((group) => group.questions);
/** How many the box lists. */
const LISTED = 7;
const LARGEST_INDEX = 400 * 1024;

test(`the index is no larger than it may be`, () => {
  expect(gzipSync(sent, { level: 9 }).length).toBeLessThan(LARGEST_INDEX);
});

test('there are questions of every kind, and what they mean is there', () => {
  const known = new Set(search.documents.flatMap(({ address }) => [address, address.split('#')[0]]));
  expect(questions.length).toBeGreaterThanOrEqual(60);
  expect(questions.filter(({ address }) => !known.has(address))).toEqual([]);
});

describe('is found', () => {
  test.each(questions)('$typed: among the first $within', ({ typed, within, address }) => {
    const found = findPlaces(search, typed, LISTED)
      .places.slice(0, within)
      .map((place) => place.address);
    expect(
      found.some((one) => isMeant(one, address)),
      `${typed} is answered by ${found.join(', ')}`,
    ).toBe(true);
  });
});

test('a question is found by what it asks, and no answer to it is in the index', () => {
  const shown = search.documents.filter(({ kind }) => kind === 'question').map(({ text }) => text);
  const items = listLessons('.').flatMap((id) => {
    const lesson = readLesson('.', id);
    return lesson.ok ? lesson.value.check.value.items : [];
  });
  expect(shown.toSorted()).toEqual(items.map(({ question }) => question).toSorted());
  const feedback = items.flatMap(({ options }) => options.map((option) => option.feedback));
  expect(feedback.filter((text) => sent.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
});
