import { describe, expect, test } from 'vitest';
import { canonicalMarkdown } from '#domain/exam/exchange/small-markdown';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';
import { anItem } from '../items/an-item.ts';

const taken = (...given: Parameters<typeof toForeignItem>) => {
  const made = toForeignItem(...given);
  if (!made.ok) throw new Error(made.problem);
  return made.value;
};
const refusal = (...given: Parameters<typeof toForeignItem>) => {
  const made = toForeignItem(...given);
  return made.ok ? undefined : made.problem;
};
const entry = {
  code: 'I10',
  status: 'required',
  role: 'principal',
  cites: ['OG IV.J'],
  rationale: 'It is documented.',
};
const encounter = { setting: 'professional', from: '2026-02-04', age: 54, sex: 'male' };
const oneCode = (more: object = {}, besides: object = {}) =>
  anItem('diagnoses', { encounter, key: [{ ...entry, ...more }], ...besides });

describe('an item of this platform for other programs', () => {
  test('choices keep their options, feedback and details', () => {
    const { question, name, title, details, feedback } = taken(anItem('single-choice'));
    expect(question).toMatchObject({
      type: 'choice',
      isMultiple: false,
      options: [{}, { text: 'Two', isRight: true }, {}, {}],
    });
    expect({ name, title, feedback }).toEqual({
      name: 'an-item',
      title: 'Tell one thing from another',
      feedback: undefined,
    });
    expect(details).toMatchObject({ version: 1, domains: ['cpc/anatomy'], level: 'application', difficulty: 0.7 });
    expect(taken(anItem('multiple-choice')).question).toMatchObject({ isMultiple: true });
  });

  test('what it asks about stands before the question, in paragraphs', () => {
    const scenario = {
      title: 'A record',
      blocks: [
        { kind: 'heading' as const, level: 1 as const, runs: [{ text: 'Findings' }] },
        { kind: 'paragraph' as const, runs: [{ text: 'Pain', style: 'strong' as const }, { text: ' 5 * 3 cm.' }] },
        { kind: 'list' as const, ordered: true, start: 3, items: [[{ text: 'Asthma' }]] },
        {
          kind: 'table' as const,
          header: [[{ text: 'Test' }], [{ text: 'Value' }]],
          rows: [[[{ text: 'K' }], [{ text: '4.1' }]]],
        },
      ],
    };
    const item = anItem('single-choice');
    expect(taken(item, scenario).stem).toBe(
      `**A record**\n\n**Findings**\n\n**Pain** 5 * 3 cm.\n\n3. Asthma\n\nTest: K; Value: 4.1\n\n${item.stem}`,
    );
  });

  test('a box of a form names its number, once', () => {
    expect(taken(anItem('form-field')).stem).toMatch(/\n\nCMS-1500, box 24E\.$/);
    const named = anItem('form-field', { stem: 'What stands in item 24E of the form?' });
    expect(taken(named).stem).toBe(named.stem);
  });

  test('one code alone is a text to type', () => {
    const whyNot = [{ code: 'I11.9', variance: 'unsupported-diagnosis', text: 'No heart disease is documented.' }];
    expect(taken(oneCode({ code: 'I15.9', whyNot }))).toMatchObject({
      question: { type: 'text', accept: ['I15.9', 'I159'], isCaseSensitive: false, wrong: [{ value: 'I11.9' }] },
      feedback: entry.rationale,
    });
  });

  test.each([
    [/pointing at a drawing/, anItem('hotspot')],
    [/More than one order/, anItem('order')],
    [/Several codes/, anItem('diagnoses')],
    [/more than the code/, anItem('services')],
    [/part of the credit/, oneCode({ anyOf: [{ code: 'I15.9', credit: 0.5, why: 'It is close to it.' }] })],
    [
      /more than the code/,
      oneCode({ poa: 'Y' }, { encounter: { ...encounter, setting: 'inpatient', to: '2026-02-05' } }),
    ],
  ])('not carried: %s', (why, item) => {
    expect(refusal(item)).toMatch(why);
  });

  test('backticks of the content check are not handed on', () => {
    expect(taken(anItem('single-choice', { stem: 'Is `I10.9` a code at all, in this year?' })).stem).not.toContain('`');
    expect(canonicalMarkdown('Is *this* so?')).toBe('Is *this* so?');
  });
});
