import { describe, expect, test } from 'vitest';
import { sectionsOf } from '#domain/lessons/lesson-sections';

const textOf = (body: string) => sectionsOf(body)[0]?.text;

test('a lesson is cut at its headings of two levels', () => {
  const sections = sectionsOf('Before.\n\n## One *thing*\n\nText.\n\n### Deeper\n\nMore.\n\n#### Not a cut\n\nEnd.\n');
  expect(sections.map(({ heading, text }) => [heading, text])).toEqual([
    [undefined, 'Before.'],
    ['One thing', 'Text.'],
    ['Deeper', 'More. Not a cut End.'],
  ]);
});

describe('the text of', () => {
  test.each([
    ['marks and links', 'A **bold** and *slanted* `W19` and [a link](/there).', 'A bold and slanted W19 and a link.'],
    ['lists', '- one\n- two\n1. three', 'one two three'],
    ['a table', '| a | b |\n|---|---|\n| c | d |', 'a · b · c · d'],
    ['a code', 'It is <Code bare>E11.22</Code>, mostly.', 'It is E11.22, mostly.'],
    ['an aside', '<Rule cite="OG I.A.15">\n\nPresumed.\n\n</Rule>', 'OG I.A.15. Presumed.'],
    ['a timeline', "<Timeline label=\"Days\" events={[{ when: 'Day 1', what: 'Fell.' }]} />", 'Days. Day 1. Fell.'],
    ['a comparison', '<Compare left="J44.0" right="J44.1" rows={[[\'Says\', \'a\']]} />', 'J44.0. J44.1. Says. a.'],
    ['what is revealed only on request', '<Supports code="E11.22" why="The link.">Type 2</Supports>', 'Type 2'],
    ['a comment', 'A{/* not <Code>this</Code> */} b', 'A b'],
    ['an escaped sign', 'pH \\< 7.3', 'pH < 7.3'],
  ])('%s', (_, body, text) => expect(textOf(body)).toBe(text));
});

test('diagrams of a section are named', () => {
  expect(sectionsOf('## A\n\n<Diagram name="heart" />')[1]?.diagrams).toEqual(['heart']);
});
