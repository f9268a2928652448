import { describe, expect, test } from 'vitest';
import { readGift } from '#db/exchange/gift/read-gift';
import { writeGift } from '#db/exchange/gift/write-gift';
import { bytesOf, textOf } from './formats.ts';

/* The questions here are this project's own; each shows a construct that Moodle's description of GIFT shows. */
const read = (text: string) => readGift(bytesOf(text));
const only = (text: string) => {
  const { items, remarks } = read(text);
  expect(remarks.filter(({ severity }) => severity === 'error')).toEqual([]);
  return items[0];
};
const said = (text: string) =>
  read(text).remarks.map(({ severity, line, text: words }) => `${severity} ${line}: ${words}`);
const option = (text: string, isRight: boolean, feedback?: string) => ({
  text,
  isRight,
  ...(feedback && { feedback }),
});

describe('questions as GIFT has them', () => {
  test('one right answer, with feedback and general feedback', () => {
    const item = only(`// question: 12  name: Heart
// [id:heart-1] [tag:level\\:recall] [tag:level:recall]
::Heart \\: left::Which valve lies between
left atrium and left ventricle?{
  =Mitral valve # Yes\\: two leaflets
  ~Tricuspid valve#On the right.
  ~[html]<b>Aortic</b> valve
  ####It is named after a hat.
}`);
    expect(item).toEqual({
      name: 'heart-1',
      title: 'Heart : left',
      stem: 'Which valve lies between\nleft atrium and left ventricle?',
      question: {
        type: 'choice',
        isMultiple: false,
        options: [
          option('Mitral valve', true, 'Yes: two leaflets'),
          option('Tricuspid valve', false, 'On the right.'),
          option('**Aortic** valve', false),
        ],
      },
      feedback: 'It is named after a hat.',
      details: { level: 'recall' },
    });
  });

  test('a missing word leaves a gap', () => {
    const item = only('The {~first =second} heart sound is the shorter one.');
    expect(item?.stem).toBe('The _____ heart sound is the shorter one.');
    expect(item?.name).toBe('the-heart-sound-is-the-shorter-one');
  });

  test('several answers by their weights', () => {
    expect(only('Which two?{~%50%Aortic ~%50%Mitral ~%-100%Biliary ~Portal}')?.question).toEqual({
      type: 'choice',
      isMultiple: true,
      options: [option('Aortic', true), option('Mitral', true), option('Biliary', false), option('Portal', false)],
    });
  });

  test.each([
    ['{T}', 'True'],
    ['{TRUE#No#Yes}', 'True'],
    ['{F}', 'False'],
    ['{ FALSE }', 'False'],
  ])('%s is a choice of two', (answers, right) => {
    const question = only(`The spleen lies left.${answers}`)?.question;
    expect(question?.type === 'choice' && question.options.map(({ text, isRight }) => [text, isRight])).toEqual([
      ['True', right === 'True'],
      ['False', right === 'False'],
    ]);
  });

  test('feedback of true or false: first of the wrong answer, then of the right one', () => {
    const question = only('The spleen lies right.{F#Look again.#Well seen.}')?.question;
    expect(question?.type === 'choice' && question.options.map(({ feedback }) => feedback)).toEqual([
      'Look again.',
      'Well seen.',
    ]);
  });

  test('a short answer, its parts counted as wrong', () => {
    const text = 'Type the code.{=I50.9 =%100%I509 =%75%I50#Too short. =%0%*#No.}';
    expect(only(text)?.question).toEqual({
      type: 'text',
      accept: ['I50.9', 'I509'],
      isCaseSensitive: false,
      wrong: [{ value: 'I50', feedback: 'Too short.' }],
    });
    expect(only('What is it?{Mitral}')?.question).toMatchObject({ accept: ['Mitral'] });
  });

  test('steps in order, as Moodle 4.4 writes them; signs mean nothing in them', () => {
    expect(
      only('::Suture::[html]In order.{>3 ALL VERTICAL ALL_OR_NOTHING HIDE none\nHold = keep\nCut ~1 cm\nSew\n}')
        ?.question,
    ).toEqual({
      type: 'order',
      steps: [
        { id: '1', text: 'Hold = keep' },
        { id: '2', text: 'Cut ~1 cm' },
        { id: '3', text: 'Sew' },
      ],
    });
  });

  test('signs with a backslash are texts, and an unmarked colon is one anyway', () => {
    const item = only('At 10:30\\: 2 \\+ 2 \\= ?{=\\= 4 \\{four\\} ~\\~5 \\#five ~C\\:\\\\temp ~one\\ntwo}');
    expect(item?.stem).toBe('At 10:30: 2 \\+ 2 = ?');
    expect(item?.question.type === 'choice' && item.question.options.map(({ text }) => text)).toEqual([
      '= 4 {four}',
      '~5 #five',
      'C:\\temp',
      'one\ntwo',
    ]);
  });

  test('Markdown, HTML and plain text are told apart; answers are as their question', () => {
    const item = only('[markdown]A **bold** word{=*one* ~[plain]*two* ~[html]<i>three</i>}');
    expect(item?.stem).toBe('A **bold** word');
    expect(item?.question.type === 'choice' && item.question.options.map(({ text }) => text)).toEqual([
      '*one*',
      '\\*two\\*',
      '*three*',
    ]);
  });

  test('categories are left out, and said so once', () => {
    const text = '$CATEGORY: $course$/top/Heart\n\nA?{T}\n\nB?{F}\n';
    expect(read(text).items).toHaveLength(2);
    expect(said(text)).toContain(
      'warning 3: Categories are left out: items are sorted by the domains of their exams (2 questions, first here)',
    );
  });

  test.each([
    ['{}', 'an essay'],
    ['{#3:2}', 'a numerical question'],
    ['{#3..5}', 'a numerical question'],
    ['{=a -> b =c -> d}', 'a matching question'],
    ['', 'a text without a question'],
  ])('%s is left out, and the others are taken', (answers, words) => {
    const text = `// what it is\nSomething${answers}\n\nThe spleen lies left.{T}\n`;
    expect(read(text).items).toHaveLength(1);
    expect(said(text)[0]).toBe(`warning 2: Left out: ${words}. This platform has none of that kind.`);
  });
});

describe('what is wrong is said with its line, and nothing is taken', () => {
  test.each([
    ['a brace that is not closed', 'A?{=a\n~b\n\nB?{T}', 1, /never closed. A blank line ends a question/],
    ['a brace too many', 'A?{=a ~b}\nB?{T}', 2, /a second \{/],
    ['a brace that closes nothing', '\nA? =a ~b}', 2, /a \} without its \{/],
    ['one answer', 'A?{\n~a}', 1, /two answers at least/],
    ['no right answer', 'A?{~%50%a ~b =}', 1, /has no text/],
    ['a weight beyond 100', 'A?{=a\n~%999%b}', 2, /no number from −100 to 100/],
    ['text before the answers', 'A?{\na\n=b\n~c}', 1, /text before the first = or ~/],
  ])('%s', (_, text, line, expected) => {
    const { items, remarks } = read(`${text}\n\nThe spleen lies left.{T}\n`);
    const errors = remarks.filter(({ severity }) => severity === 'error');
    expect(items).toEqual([]);
    expect(errors[0]?.text).toMatch(expected);
    expect(errors[0]?.line).toBe(line);
  });

  test('every question that is wrong is said, not the first alone', () => {
    const { remarks } = read('A?{=a\n\nB?{T}\n\nC?}\n\nD?{~a}\n');
    expect(remarks.filter(({ severity }) => severity === 'error').map(({ line }) => line)).toEqual([1, 5, 7]);
  });
});

test('what is written is GIFT as people read it', () => {
  const { bytes, remarks } = writeGift([
    {
      name: 'heart-1',
      title: 'Ratio 2:1',
      stem: '*Which* = ?',
      question: { type: 'choice', isMultiple: false, options: [option('{a}', true, 'Yes'), option('%50%', false)] },
      feedback: 'General #1',
      details: { level: 'recall', source: 'Anatomy, chapter 1' },
    },
  ]);
  expect(remarks).toEqual([]);
  expect(textOf(bytes)).toBe(`$CATEGORY: $course$/top/Medical coding

// [id:heart-1] [tag:level:recall]
::Ratio 2\\:1::[html]<em>Which</em> \\= ?{
\t=\\{a\\}#Yes
\t~&\\#37;50%
\t####<p>General \\#1</p><p class\\="item-source">Source\\: Anatomy, chapter 1</p>
}
`);
});

test('what GIFT would read as something else is not written, and said', () => {
  const text = { type: 'text' as const, accept: ['a->b'], isCaseSensitive: false, wrong: [] };
  const { remarks } = writeGift([{ name: 'arrow', title: 'Arrow', stem: 'Type.', question: text, details: {} }]);
  expect(remarks).toEqual([
    {
      severity: 'warning',
      item: 'arrow',
      text: 'Not written: an answer with -> in it makes a matching question of it in GIFT.',
    },
  ]);
});

test.each([
  ['backslashes in a title that never ends', `::${'\\\\'.repeat(20_000)} q {=a ~b}`],
  ['comments of ours that never end', `// ${'[feedback:a'.repeat(40_000)}\nq {=a ~b}`],
  ['links that never end', `[markdown]${'['.repeat(40_000)} {=a ~b}`],
  ['pictures that never end', `[markdown]${'!['.repeat(40_000)} {=a ~b}`],
  ['links without an end in them', `[markdown]${'[a]('.repeat(40_000)} {=a ~b}`],
])('%s are not read again from each', (_, text) => {
  expect(readGift(new TextEncoder().encode(text)).remarks.length).toBeLessThan(5);
});
