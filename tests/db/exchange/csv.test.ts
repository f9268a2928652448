import { describe, expect, test } from 'vitest';
import { readCsv } from '#db/exchange/csv/read-csv';
import { writeCsv } from '#db/exchange/csv/write-csv';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { bytesOf, textOf } from './formats.ts';

const read = (text: string) => readCsv(bytesOf(text));
const said = (text: string) =>
  read(text).remarks.map(({ severity, line, text: words }) => `${severity} ${line}: ${words}`);
const HEADER = 'name,type,title,stem,option a,option b,option c,right,feedback a,level,difficulty,domains,cites';

describe('a row is an item', () => {
  test('with its options, the letters of those that are right, and details', () => {
    const { items, remarks } = read(
      `${HEADER}\r\nheart-1,single,Valves,"Which *valve*?\nTake one.",Mitral,Tricuspid,,a,"Two, not three",recall,0.8,cpc/anatomy | ccs/coding-knowledge,OG I.A.19; see also | OG II\r\n`,
    );
    expect(remarks).toEqual([]);
    expect(items).toEqual([
      {
        name: 'heart-1',
        title: 'Valves',
        stem: 'Which *valve*?\nTake one.',
        question: {
          type: 'choice',
          isMultiple: false,
          options: [
            { text: 'Mitral', isRight: true, feedback: 'Two, not three' },
            { text: 'Tricuspid', isRight: false },
          ],
        },
        details: {
          level: 'recall',
          difficulty: 0.8,
          domains: ['cpc/anatomy', 'ccs/coding-knowledge'],
          cites: ['OG I.A.19; see also', 'OG II'],
        },
      },
    ]);
  });

  test('the least there can be: a stem, options and letters; the rest is made of them', () => {
    const { items } = read('Stem;Option_A;Option-B;RIGHT\nWhich valve?;Mitral;Tricuspid;A\nWhich two?;x;y;b, a\n');
    expect(items.map(({ name, question }) => [name, question.type === 'choice' && question.isMultiple])).toEqual([
      ['which-valve', false],
      ['which-two', true],
    ]);
  });

  test.each([
    [';', 'stem;option a;option b;right;difficulty\nA?;x;y;a;0,7'],
    ['tab', 'stem\toption a\toption b\tright\tdifficulty\nA?\tx\ty\ta\t0.7'],
    ['the one that Excel names', 'sep=;\nstem;option a;option b;right;difficulty\nA?;x;y;a;0,7'],
  ])('parted by %s', (_, text) => {
    expect(read(text).items[0]?.details).toEqual({ difficulty: 0.7 });
  });

  test('typed answers and steps stand in the columns of options', () => {
    const { items } = read(
      'type,stem,option a,option b,right,feedback b,case\ntext,Type it.,I50.9,I50,a,Too short.,yes\norder,In order.,Cut,Sew,,,\n',
    );
    expect(items.map(({ question }) => question)).toEqual([
      { type: 'text', accept: ['I50.9'], isCaseSensitive: true, wrong: [{ value: 'I50', feedback: 'Too short.' }] },
      {
        type: 'order',
        steps: [
          { id: '1', text: 'Cut' },
          { id: '2', text: 'Sew' },
        ],
      },
    ]);
  });
});

describe('every cell that is wrong is said with its line and its column, and nothing is taken', () => {
  test('all of them at once, the lines counted through cells of several lines', () => {
    const rows = [
      'a,single,T,"One\n\nof three lines?",x,y,,a,,hard,0.8,,',
      'b,choice,T,Which?,x,y,,a,,recall,much,anatomy,',
      'c,single,T,,x,y,,d,,,,,',
      'd,single,T,Which?,x,,,,,,,,',
      'e,single,T,Which?,x,y,,a b,,,,,',
    ];
    expect(said(`${HEADER}\n${rows.join('\n')}\n`)).toEqual([
      'error 2: Column “level” is “hard”: expected is recall, application or analysis.',
      'error 5: Column “type” is “choice”: expected is single, multiple, order, text.',
      'error 5: Column “domains” is “anatomy”: expected is one to six of blueprint/domain, like cpc/anatomy.',
      'error 5: Column “difficulty” is “much”: expected is a number from 0.3 to 0.95.',
      'error 6: Column “stem” is empty: every row needs a question.',
      'error 6: Column “right” names d, and there is no option d.',
      'error 6: Column “right” is empty: write the letters of the right options, like a.',
      'error 7: Column “option b” is empty: two options are the least.',
      'error 8: Column “right” names several options, and the type is single.',
    ]);
  });

  test.each([
    ['stem,option a,option b,right,colour\nA?,x,y,a,red', 'warning 1: The column “colour” is not known and left out.'],
    [
      'question,option a\nA?,x',
      'error 1: The column “stem” is missing. The first line names the columns, as in the template.',
    ],
    ['stem,option a,stem\nA?,x,B?', 'error 1: The column “stem” stands there twice.'],
    [
      'stem,option a,option b,right\nA?,x,y,a,b',
      'error 2: This row has more cells than the header has columns. Is a separator or a quote missing?',
    ],
    [
      'stem,option a,option b,right\nA?,"x,y,a\nB?,x,y,a',
      'error 3: A quote (") is opened and never closed. Close it or take it out.',
    ],
    [
      'stem,option a,option b,right\nA?,x"y,z,a',
      'error 2: A quote (") stands where none can. Put the whole cell into quotes and write each quote in it twice.',
    ],
    ['stem,option a\n', 'error undefined: The file has a header and no rows.'],
  ])('%j', (text, expected) => {
    expect(said(text)).toContain(expected);
  });
});

describe('writing', () => {
  const item: ForeignItem = {
    name: 'formula',
    title: '@home',
    stem: '=SUM(A1) is no code',
    question: {
      type: 'choice',
      isMultiple: false,
      options: [
        { text: '-1', isRight: true },
        { text: "'+1", isRight: false },
      ],
    },
    details: {},
  };

  test('no cell is one that a spreadsheet program runs, and each comes back as it was', () => {
    const { bytes } = writeCsv([item]);
    expect(textOf(bytes).split('\r\n')[1]).toMatch(/^formula,single,'@home,'=SUM\(A1\) is no code,'-1,''\+1,/);
    expect(readCsv(bytes).items).toEqual([item]);
  });

  test('the template is a header that can be filled in', () => {
    const { bytes } = writeCsv([]);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(textOf(bytes)).toBe(
      `${[
        'name,type,title,stem,option a,option b,option c,option d,option e,option f,right',
        'feedback a,feedback b,feedback c,feedback d,feedback e,feedback f,feedback,case,steps',
        'version,domains,skills,objective,level,difficulty,year,cites,source',
      ].join(',')}\r\n`,
    );
  });

  test('a cell of several lines is in quotes, and more answers than letters are not written', () => {
    expect(textOf(writeCsv([{ ...item, stem: 'One\ntwo' }]).bytes)).toContain('"One\ntwo"');
    const options = Array.from({ length: 27 }, (_, at) => ({ text: String(at), isRight: at === 0 }));
    const { remarks } = writeCsv([{ ...item, question: { type: 'choice', isMultiple: false, options } }]);
    expect(remarks[0]?.text).toBe('Not written: it has more answers than there are letters (26).');
  });
});
