import { describe, expect, test } from 'vitest';
import { readMoodleXml } from '#db/exchange/moodle/read-moodle-xml';
import { writeMoodleXml } from '#db/exchange/moodle/write-moodle-xml';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { bytesOf, textOf } from './formats.ts';

/*
 * The files here are this project's own. They follow the structure that Moodle documents and exports: texts in <text>,
 * HTML in CDATA, a format for each, what all question types have and what each has besides.
 */
const read = (...questions: string[]) =>
  readMoodleXml(bytesOf(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`));
const said = (...questions: string[]) =>
  read(...questions).remarks.map(({ severity, line, text }) => `${severity} ${line}: ${text}`);
const answer = (fraction: string, text: string, feedback = '') =>
  `<answer fraction="${fraction}" format="html">
<text><![CDATA[${text}]]></text>
<feedback format="html"><text><![CDATA[${feedback}]]></text></feedback>
</answer>`;
const question = (type: string, inside: string, stem = '<p>Which valve?</p>') =>
  `<question type="${type}">
<name><text>Valves</text></name>
<questiontext format="html"><text><![CDATA[${stem}]]></text></questiontext>
${inside}
</question>`;

/** As an export of Moodle 4.4 has it, each setting of a multiple-choice question with it. */
const EXPORTED = `<!-- question: 0  -->
<question type="category">
<category><text>$course$/top/Anatomy</text></category>
<info format="moodle_auto_format"><text>The heart</text></info>
<idnumber></idnumber>
</question>

<!-- question: 4711  -->
<question type="multichoice">
<name><text>Left valve &amp; right valve</text></name>
<questiontext format="html"><text><![CDATA[<p dir="ltr" style="text-align: left;">Which valve lies <em>between</em> left&nbsp;atrium and <b>left ventricle</b>?<br></p><p>Take one.</p>]]></text></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>It has two leaflets.</p>]]></text></generalfeedback>
<defaultgrade>2.0000000</defaultgrade>
<penalty>0.3333333</penalty>
<hidden>0</hidden>
<idnumber>heart-1</idnumber>
<single>true</single>
<shuffleanswers>true</shuffleanswers>
<answernumbering>abc</answernumbering>
<showstandardinstruction>0</showstandardinstruction>
<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
<partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
<incorrectfeedback format="html"><text>Your answer is incorrect.</text></incorrectfeedback>
<shownumcorrect/>
${answer('100', '<p>Mitral valve</p>', '<p>Yes: a bishop’s hat.</p>')}
${answer('0', '<p>Tricuspid valve</p>', 'On the right.')}
${answer('50', '<p>Left atrioventricular valve, also called “tricuspid”</p>')}
<hint format="html"><text>Think of a hat.</text></hint>
<tags><tag><text>level:recall</text></tag><tag><text>domain:cpc/anatomy</text></tag><tag><text>heart</text></tag></tags>
</question>`;

describe('a multiple-choice question as Moodle exports it', () => {
  test('is an item with its feedback, details out of tags, and HTML as small Markdown', () => {
    expect(read(EXPORTED).items).toEqual([
      {
        name: 'heart-1',
        title: 'Left valve & right valve',
        stem: 'Which valve lies *between* left atrium and **left ventricle**?\n\nTake one.',
        question: {
          type: 'choice',
          isMultiple: false,
          options: [
            { text: 'Mitral valve', isRight: true, feedback: 'Yes: a bishop’s hat.' },
            { text: 'Tricuspid valve', isRight: false, feedback: 'On the right.' },
            { text: 'Left atrioventricular valve, also called “tricuspid”', isRight: false },
          ],
        },
        feedback: 'It has two leaflets.',
        details: { level: 'recall', domains: ['cpc/anatomy'] },
      },
    ]);
  });

  test('what is left out of it is said with its line', () => {
    expect(said(EXPORTED)).toEqual([
      'warning 11: The tag “heart” is left out: items have no tags.',
      'warning 11: Left out: what is said of right, partly right and wrong answers as a whole (one question)',
      'warning 11: Left out: hints for a further try (one question)',
      'warning 11: Marks are left out: every item counts the same (one question)',
      'warning 11: Answers are not shuffled: they keep the order of the file (one question)',
      'warning 11: Categories are left out: items are sorted by the domains of their exams (one question)',
      'warning 35: An answer that counts 50 % is taken as wrong: questions here count whole or not at all.',
    ]);
  });

  test('several right answers count the same, whatever loss the wrong ones bring', () => {
    const several = question(
      'multichoice',
      `<single>false</single>${answer('50', 'Mitral')}${answer('50', 'Aortic')}${answer('-100', 'Biliary')}`,
    );
    expect(read(several).items[0]?.question).toEqual({
      type: 'choice',
      isMultiple: true,
      options: [
        { text: 'Mitral', isRight: true },
        { text: 'Aortic', isRight: true },
        { text: 'Biliary', isRight: false },
      ],
    });
    expect(said(several)).toEqual([]);
    expect(said(several.replace('"50"', '"70"'))[0]).toMatch(/different weights/);
  });
});

describe('other types', () => {
  test('true or false is a choice of two', () => {
    const { items, remarks } = read(question('truefalse', answer('0', 'true', 'Look again.') + answer('100', 'false')));
    expect(items[0]?.question).toEqual({
      type: 'choice',
      isMultiple: false,
      options: [
        { text: 'True', isRight: false, feedback: 'Look again.' },
        { text: 'False', isRight: true },
      ],
    });
    expect(remarks.map(({ text }) => text)).toEqual(['True or false becomes a choice of two. (one question)']);
  });

  test('a short answer is a text to type; patterns are no texts, and an asterisk may be one', () => {
    const short = question(
      'shortanswer',
      `<usecase>1</usecase>${answer('100', 'I50.9')}${answer('100', 'I50.\\*')}${answer('50', 'I50', 'Too short.')}${answer('0', '*', 'No.')}`,
    );
    expect(read(short).items[0]?.question).toEqual({
      type: 'text',
      accept: ['I50.9', 'I50.*'],
      isCaseSensitive: true,
      wrong: [{ value: 'I50', feedback: 'Too short.' }],
    });
    expect(said(short)).toEqual([
      'warning 12: An answer that counts 50 % is taken as wrong, with its feedback.',
      'warning 15: Left out: the pattern “*”. Answers here are whole texts.',
    ]);
  });

  test('an ordering question is steps in the order of the file', () => {
    const steps = [answer('1', 'Hold'), answer('2', 'Cut', 'Sharp.'), answer('3', '<p>Sew</p>')].join('\n');
    const order = question(
      'ordering',
      `<layouttype>VERTICAL</layouttype><gradingtype>ALL_OR_NOTHING</gradingtype>${steps}`,
    );
    expect(read(order).items[0]?.question).toEqual({
      type: 'order',
      steps: [
        { id: '1', text: 'Hold' },
        { id: '2', text: 'Cut' },
        { id: '3', text: 'Sew' },
      ],
    });
    expect(said(order)).toEqual(['warning 10: Left out: the feedback of a step. Write it as general feedback.']);
  });

  test.each([
    ['matching', 'a matching question'],
    ['numerical', 'a numerical question'],
    ['essay', 'an essay'],
    ['cloze', 'a text with gaps (cloze)'],
    ['description', 'a text without a question'],
    ['calculatedmulti', 'a calculated question'],
    ['ddmarker', 'a question of dragging markers onto a picture'],
    ['stack', 'a question of the type “stack”'],
  ])('%s is left out, and all others are taken', (type, words) => {
    const { items, remarks } = read(question(type, ''), EXPORTED);
    expect(items.map(({ name }) => name)).toEqual(['heart-1']);
    expect(remarks[0]).toEqual({
      severity: 'warning',
      line: 3,
      item: 'Valves',
      text: `Left out: ${words}. This platform has none of that kind.`,
    });
  });
});

describe('texts', () => {
  const stemOf = (format: string, text: string) =>
    read(
      `<question type="truefalse"><questiontext format="${format}"><text><![CDATA[${text}]]></text></questiontext>${answer('100', 'true')}${answer('0', 'false')}</question>`,
    );
  test.each([
    ['html', '2 * 3 &lt; 7 &amp; <i>so</i> on', '2 * 3 < 7 & *so* on'],
    ['html', 'a*b*c', 'a\\*b\\*c'],
    ['html', '<b> bold </b>and <b><i>both</i></b>', '**bold** and **both**'],
    ['html', 'one<br><br>two<br>three', 'one\n\ntwo\nthree'],
    ['html', '<ul><li>one</li><li>two</li></ul>after', 'one\ntwo\n\nafter'],
    ['html', '<script>alert(1)</script>text<style>p{}</style>', 'text'],
    ['html', '<p>open <b>bold', 'open **bold**'],
    ['moodle_auto_format', 'one\ntwo', 'one\ntwo'],
    ['plain_text', 'a < b\n*no mark*', 'a < b\n\\*no mark\\*'],
    ['markdown', '__bold__ and _italic_', '**bold** and *italic*'],
  ])('%s: %s', (format, text, expected) => {
    expect(stemOf(format, text).items[0]?.stem).toBe(expected);
  });

  test('pictures, tables, links and files are left out, and that is said', () => {
    const { items, remarks } = stemOf(
      'html',
      '<img src="@@PLUGINFILE@@/x.png"><table><tr><td>BP</td><td>140</td></tr></table><a href="http://e.org">here</a> 10<sup>9</sup>',
    );
    expect(items[0]?.stem).toBe('BP 140\n\nhere 109');
    expect(remarks[0]?.text).toBe(
      'The question: left out are pictures, tables (their words are kept), links (their words are kept), raised and lowered signs (the signs are kept).',
    );
  });
});

describe('what is wrong is said with its line, and nothing is taken', () => {
  test.each([
    ['no right answer', question('multichoice', answer('0', 'a') + answer('50', 'b')), 3, /No answer is right/],
    ['one answer', question('multichoice', answer('100', 'a')), 3, /two answers at least/],
    [
      'a weight that is none',
      question('multichoice', `${answer('100', 'a')}\n${answer('half', 'b')}`),
      10,
      /no number from −100 to 100/,
    ],
    ['an answer without text', question('multichoice', `${answer('100', 'a')}\n${answer('0', ' ')}`), 10, /no text/],
    ['no question', question('shortanswer', answer('100', 'a'), ''), 3, /The question has no text/],
    [
      'HTML outside of CDATA',
      question('shortanswer', answer('100', 'a')).replace(/<!\[CDATA\[<p>(.*?)<\/p>\]\]>/, '<p>$1</p>'),
      5,
      /an element <p> inside <text>/,
    ],
    ['XML that ends too soon', '<question type="essay">', 44, /not well-formed.*&amp;/],
    [
      'an entity of HTML',
      question('shortanswer', answer('100', 'a')).replace('Valves', 'Val&nbsp;ves'),
      4,
      /not well-formed/,
    ],
  ])('%s', (_, broken, line, expected) => {
    const { items, remarks } = read(broken, '', EXPORTED);
    const errors = remarks.filter(({ severity }) => severity === 'error');
    expect(items).toEqual([]);
    expect(errors[0]?.text).toMatch(expected);
    expect(errors[0]?.line).toBe(line);
  });
});

describe('writing', () => {
  const item: ForeignItem = {
    name: 'heart-1',
    title: 'Valves & <walls>',
    stem: 'Which *two*?\n\nBoth.',
    question: {
      type: 'choice',
      isMultiple: true,
      options: [
        { text: 'Mitral', isRight: true, feedback: 'Yes' },
        { text: 'Aortic', isRight: true },
        { text: 'Biliary', isRight: false },
      ],
    },
    details: {
      level: 'recall',
      domains: ['cpc/anatomy'],
      objective: 'Name the valves of the heart',
      cites: ['OG I.A.19'],
    },
  };
  const write = (...items: ForeignItem[]) => {
    const { bytes, remarks } = writeMoodleXml(items);
    return { xml: textOf(bytes), said: remarks.map(({ text }) => text) };
  };

  test('Moodle finds what it asks for: weights of its list, a category, tags, and what else there is to say as feedback', () => {
    const { xml } = write(item);
    expect(xml).toContain('<text>$course$/top/Medical coding/cpc//anatomy</text>');
    expect(xml).toContain('<text>&lt;p&gt;Which &lt;em&gt;two&lt;/em&gt;?&lt;/p&gt;&lt;p&gt;Both.&lt;/p&gt;</text>');
    expect([...xml.matchAll(/fraction="([^"]*)"/g)].map(([, weight]) => weight)).toEqual(['50', '50', '-50']);
    expect([...xml.matchAll(/<tag><text>([^<]*)/g)].map(([, tag]) => tag)).toEqual([
      'domain:cpc/anatomy',
      'level:recall',
    ]);
    expect(xml).toContain(
      '&lt;p class=&quot;item-objective&quot;&gt;Objective: Name the valves of the heart&lt;/p&gt;',
    );
  });

  test('a third is written as Moodle lists it', () => {
    const options = ['a', 'b', 'c'].map((text) => ({ text, isRight: true }));
    const { xml } = write({ ...item, question: { type: 'choice', isMultiple: true, options } });
    expect(xml).toContain('fraction="33.33333"');
  });

  test('what Moodle would cut, and what it has no question for, is said', () => {
    const long = { ...item, details: { skills: ['x'.repeat(60)] } };
    expect(write(long).said).toEqual([`Moodle keeps 50 characters of “skill:${'x'.repeat(60)}”.`]);
    const none = { ...item, question: { type: 'choice' as const, isMultiple: false, options: [] } };
    expect(write(none).said).toEqual(['Not written: it has fewer than two answers.']);
  });
});
