import { describe, expect, test } from 'vitest';
import { readStarterSet } from '#db/starter-set';
import type { LessonUnderReview } from '#domain/authoring/lesson-rule';
import { countWords, usedComponents } from '#domain/authoring/lesson-text';
import { lintLesson } from '#domain/authoring/lint-lesson';
import type { CheckItem } from '#domain/lessons/knowledge-check';

const starter = readStarterSet('.');

/** A check with the right option of item n in place n, its options alike in length. */
const items: CheckItem[] = [0, 1, 2, 0, 1].map((right, at) => ({
  id: `item-${at}`,
  question: 'Which of these is reported first?',
  cites: ['OG I.A.13'],
  options: [0, 1, 2].map((place) => ({
    text: `The code in place ${place}`,
    isRight: place === right,
    feedback: `What is to be said of ${place}.`,
  })),
}));

const HEADINGS = '\n## One\n\n## Two\n\n## Three\n\n';
const filled = (text: string) => `${HEADINGS}${text}\n\n${'word '.repeat(2000)}`;

function aReview(
  changes: { body?: string; items?: CheckItem[]; lesson?: object; id?: string } = {},
): LessonUnderReview {
  return {
    id: changes.id ?? 'icd-10-cm-guidelines/01-conventions',
    lesson: {
      title: 'Conventions',
      about: 'What the words of the classification mean.',
      track: 'icd-10-cm-guidelines',
      order: 1,
      minutes: 10,
      objectives: [],
      codeSetYear: 'FY2026',
      written: '2026-11-26',
      sources: [{ title: 'Claims Manual', year: 2026 }],
      practise: ['office-knee-injection'],
      related: ['anatomy/heart'],
      ...changes.lesson,
    },
    check: { items: changes.items ?? items },
    body: filled(changes.body ?? ''),
    starter,
    charts: new Map([['office-knee-injection', new Set(['E11.22', 'N18.32', 'I12.9'])]]),
    lessons: new Set(['anatomy/heart', 'icd-10-cm-guidelines/conventions']),
    diagrams: new Set(['heart']),
    guidelineSections: new Set(['I.A.13', 'I.A.12.a']),
    practiceRules: new Set(['time']),
  };
}
const said = (changes: Parameters<typeof aReview>[0]) => lintLesson(aReview(changes)).map(({ message }) => message);
const withFirst = (change: Partial<CheckItem>) => items.map((item, at) => (at === 0 ? { ...item, ...change } : item));
const withOption = (change: Partial<CheckItem['options'][number]>, at = 0) =>
  withFirst({
    options: (items[0]?.options ?? []).map((option, place) => (place === at ? { ...option, ...change } : option)),
  });

test('a lesson in order has nothing to say', () => {
  expect(
    said({ body: '<Code>E11.22</Code> <Diagram name="heart" /> <Rule cite="OG I.A.13">x</Rule> `N18.39`' }),
  ).toEqual([]);
  expect(said({ body: '<Excerpt title="Line" kind="remittance">x</Excerpt>' })).toEqual([]);
  expect(said({ body: '<Rule cite="42 CFR 424.44(a)(1)">x</Rule>' })).toEqual([]);
});

describe('what is found in the text', () => {
  test.each([
    ['an unknown code', '<Code>E11.23</Code>', 'no code E11.23'],
    ['a code without its point', '<Code bare>E1122</Code>', 'is written E11.22'],
    ['a code of another year', '<Code year="FY1999">E11.22</Code>', 'icd10cm FY1999'],
    ['a code of another system', '<Code system="hcpcs">E11.22</Code>', 'hcpcs 2025Q1'],
    ['CPT', '<Code system="cpt">x</Code>', 'no code system cpt'],
    ['an unknown code in a table', "<CodeTable codes={['E11.21', 'E11.23']} />", 'no code E11.23'],
    ['an unknown code at the side', '<Compare left="E11.21" right="E11.23" rows={[]} />', 'no code E11.23'],
    ['an unknown code in an excerpt', '<Supports code="E11.23" why="so">x</Supports>', 'no code E11.23'],
    ['an unknown code in prose', 'Never E11.23, always the other.', 'FY2026 has no code E11.23'],
    ['a PCS code that leads nowhere', '<PcsTable code="0SR93" />', 'begins with 0SR93'],
    ['a component there is not', '<Video name="x" />', 'no component Video'],
    ['a component without what it needs', '<Supports code="E11.22">x</Supports>', 'Supports needs why'],
    ['an excerpt of no kind', '<Excerpt title="x" kind="novel">x</Excerpt>', 'cannot be a novel'],
    ['a drawing there is not', '<Diagram name="lung" />', 'no drawing lung'],
    ['a citation of no form', '<Rule cite="Guidelines 13">x</Rule>', 'not a well-formed citation'],
    ['a section there is not', 'As OG I.A.99 says.', 'have no section I.A.99'],
    ['an import', '\nimport x from "y";\n', 'nothing is imported'],
    ['a script', '<script>1</script>', 'raw HTML'],
    ['a second title', '\n# Title\n', 'title comes from the frontmatter'],
  ])('%s', (_, body, message) => {
    expect(said({ body })).toEqual([expect.stringContaining(message)]);
  });
  test('with its line', () => {
    const [issue] = lintLesson(aReview({ body: '\n\n<CodeTable\n  codes={["E11.23"]} />' }));
    expect(issue).toMatchObject({ file: 'lesson', line: 10 });
  });
  test('that codes whose family is not shipped, and unfinished codes, are let be', () => {
    expect(said({ body: 'A18.09 is of a family nobody shipped; E11.3- goes on.' })).toEqual([]);
  });
  test('that its length is not the one it gives', () => {
    expect(said({ lesson: { minutes: 8 } })).toEqual(['2003 words take about 10 minutes, not 8']);
    expect(said({ lesson: { minutes: 12 } })).toHaveLength(1);
  });
  test('that there are no headings', () => {
    expect(lintLesson({ ...aReview(), body: 'word '.repeat(2000) }).map(({ message }) => message)).toEqual([
      'there are fewer than three headings',
    ]);
  });
});

test('an excerpt that answers the chart the lesson leads to', () => {
  const mark = (code: string) => `<Supports code="${code}" why="so">x</Supports>`;
  const excerpt = (...codes: string[]) => `<Excerpt title="Note">\n\n${codes.map(mark).join(' ')}\n\n</Excerpt>\n\n`;
  expect(said({ body: excerpt('E11.22', 'N18.32') + excerpt('I12.9') })).toEqual([]);
  const body = excerpt('E11.22', 'N18.32', 'I12.9');
  expect(said({ body })).toEqual([expect.stringContaining('answers the chart office-knee-injection')]);
  expect(said({ body, lesson: { practise: [] } })).toEqual([]);
});

describe('what is found in the frontmatter', () => {
  test.each([
    ['another folder', { id: 'anatomy/01-conventions' }, 'the folder is anatomy'],
    ['another number', { lesson: { order: 2 } }, 'order is 2'],
    ['no number', { id: 'icd-10-cm-guidelines/conventions' }, 'order is 1'],
    ['a chart there is not', { lesson: { practise: ['nowhere'] } }, 'no chart nowhere'],
    ['a lesson there is not', { lesson: { related: ['anatomy/lung'] } }, 'no other lesson anatomy/lung'],
    ['itself', { lesson: { related: ['icd-10-cm-guidelines/conventions'] } }, 'no other lesson'],
  ])('%s', (_, changes, message) => {
    expect(said(changes)).toEqual([expect.stringContaining(message)]);
  });
});

describe('what is found in the check', () => {
  test('a right option twice as long as the others', () => {
    const text = `The code in place 0, and all that is to be said of it at length`;
    expect(said({ items: withOption({ text }) })).toEqual([expect.stringContaining('its length gives it away')]);
    expect(said({ items: withOption({ text }, 1) })).toEqual([]);
  });
  test.each(['All of the above', 'None of these', 'Both A and C'])('“%s”', (text) => {
    expect(said({ items: withOption({ text }, 1) })).toEqual([expect.stringContaining('points at other options')]);
  });
  test('the same feedback twice', () => {
    expect(said({ items: withOption({ feedback: 'What is to be said of 1.' }) })).toEqual([
      'two options have the same feedback',
    ]);
  });
  test('a number of right options that the question keeps to itself', () => {
    const options = (items[0]?.options ?? []).map((option, at) => ({ ...option, isRight: at < 2 }));
    const wrong = withFirst({ options, rightAnswers: 2 });
    expect(said({ items: wrong })).toEqual(['the question does not say how many options are right']);
    const right = withFirst({ options, rightAnswers: 2, question: 'Which two of these are reported?' });
    expect(said({ items: right })).toEqual([]);
  });
  test('a right option that is always in one place', () => {
    const first = items[0]?.options ?? [];
    expect(said({ items: items.map((item, at) => (at < 4 ? { ...item, options: first } : item)) })).toEqual([
      'option 1 is the right one in 4 of 5 items',
    ]);
  });
  test('a right option that is always the longest', () => {
    const longer = items.map((item) => ({
      ...item,
      options: item.options.map((option) => (option.isRight ? { ...option, text: `${option.text} here` } : option)),
    }));
    expect(said({ items: longer })).toEqual(['the longest option is the right one in 5 of 5 items']);
  });
  test('citations and codes that are not there; wrong options may name what is wrong', () => {
    expect(said({ items: withFirst({ cites: ['OG I.A.99'] }) })).toEqual([
      expect.stringContaining('no section I.A.99'),
    ]);
    expect(said({ items: withFirst({ cites: ['Claims Manual, chapter 3'] }) })).toEqual([]);
    expect(said({ items: withFirst({ cites: ['Another manual'] }) })).toEqual([expect.stringContaining('well-formed')]);
    expect(said({ items: withOption({ text: 'The code E11.23' }) })).toEqual([expect.stringContaining('E11.23')]);
    expect(said({ items: withOption({ text: 'The code E11.23' }, 1) })).toEqual([]);
  });
});

test('a component is read across lines and with braces in it', () => {
  const [timeline, code] = usedComponents(
    'x\n<Timeline\n  events={[{ when: "a > b", what: "c" }]}\n/>\n<Code>E11.9</Code>',
  );
  expect([timeline?.name, timeline?.line, code?.name, code?.line, code?.content]).toEqual([
    'Timeline',
    2,
    'Code',
    5,
    'E11.9',
  ]);
});
test('words in excerpts, tables and timelines are read, names of components are not', () => {
  expect(countWords('<Supports code="E11.9" why="it says so">two words</Supports> {/* not this */} **bold**')).toBe(7);
  expect(countWords("<Timeline events={[{ when: 'Day 1', what: 'She comes in' }]} />")).toBe(5);
});
