import { describe, expect, test } from 'vitest';
import { knowledgeCheckSchema } from '#domain/lessons/knowledge-check';
import { lessonAddress, lessonName, lessonSchema } from '#domain/lessons/lesson';

const lesson = {
  title: 'Conventions of ICD-10-CM',
  about: 'How the index and the tabular list speak.',
  track: 'icd-10-cm-guidelines',
  order: 1,
  minutes: 15,
  objectives: ['Tell one note from another', 'Find a code in the index', 'Put a cause before what it caused'],
  codeSetYear: 'FY2026',
  written: '2026-11-26',
  sources: [{ title: 'Official Guidelines', year: 2026 }],
};
const said = (changes: object) => {
  const parsed = lessonSchema.safeParse({ ...lesson, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('the head of a lesson', () => {
  test('may leave out charts and other lessons', () => {
    expect(lessonSchema.parse(lesson)).toMatchObject({ practise: [], related: [] });
  });
  test.each([
    ['a track there is not', { track: 'surgery' }, 'track'],
    ['a lesson that is too short', { minutes: 7 }, 'minutes'],
    ['a lesson that is too long', { minutes: 21 }, 'minutes'],
    ['a calendar year', { codeSetYear: '2026' }, 'codeSetYear: a fiscal year like FY2026'],
    ['a day that is none', { written: '2026-02-30' }, 'written: a date as YYYY-MM-DD'],
    ['no source', { sources: [] }, 'sources'],
    [
      'a source over plain http',
      { sources: [{ title: 'Something', year: 2026, url: 'http://a.example' }] },
      'sources.0.url',
    ],
    ['two objectives', { objectives: lesson.objectives.slice(1) }, 'objectives'],
    ['a field nobody knows', { author: 'somebody' }, ''],
  ])('is refused with %s', (_, changes, sentence) => {
    expect(said(changes)).toEqual([expect.stringContaining(sentence)]);
  });
  test.each(['Understand the conventions', 'The conventions of the list', 'How to read a note', 'Know what NEC means'])(
    'has no objective like “%s”',
    (objective) => {
      const [issue] = said({ objectives: [objective, ...lesson.objectives] });
      expect(issue).toMatch(/^objectives\.0: begins with a verb/);
    },
  );
});

test('a lesson keeps its address when its number changes', () => {
  expect(['anatomy/02-heart', 'anatomy/11-heart'].map(lessonName)).toEqual(['anatomy/heart', 'anatomy/heart']);
  expect(lessonAddress('anatomy/02-heart')).toBe('/learn/anatomy/heart');
});

describe('a knowledge check', () => {
  const option = (isRight: boolean) => ({ text: 'An answer', isRight, feedback: 'Why this is so.' });
  const item = (id: string, rights: boolean[], more: object = {}) => ({
    id,
    question: 'What is the answer to this?',
    options: rights.map(option),
    ...more,
  });
  const check = (first: object) => ({
    items: [first, ...['b', 'c', 'd', 'e'].map((id) => item(id, [true, false, false]))],
  });
  const issuesOf = (first: object) =>
    knowledgeCheckSchema.safeParse(check(first)).error?.issues.map(({ message }) => message) ?? [];

  test('has one right option, or as many as it says', () => {
    expect(issuesOf(item('a', [true, false, false]))).toEqual([]);
    expect(issuesOf(item('a', [true, true, false], { rightAnswers: 2 }))).toEqual([]);
    expect(issuesOf(item('a', [false, false, false]))).toEqual([expect.stringContaining('0 options are right')]);
    expect(issuesOf(item('a', [true, true, false]))).toEqual([expect.stringContaining('2 options are right')]);
    expect(issuesOf(item('a', [true, false, false], { rightAnswers: 2 }))).toHaveLength(1);
  });
  test('names each item once', () => {
    expect(issuesOf(item('b', [true, false, false]))).toEqual(['there is another item b']);
  });
  test('has five items or more, three to five options, feedback for each', () => {
    expect(
      knowledgeCheckSchema.safeParse({ items: check(item('a', [true, false, false])).items.slice(1) }).success,
    ).toBe(false);
    expect(issuesOf(item('a', [true, false]))).toHaveLength(1);
    expect(issuesOf(item('a', [true, false, false, false, false, false]))).toHaveLength(1);
    const silent = {
      ...item('a', [true, false, false]),
      options: [option(true), option(false), { text: 'x', isRight: false }],
    };
    expect(issuesOf(silent)).toHaveLength(1);
  });
});
