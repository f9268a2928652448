import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ItemAnswer, itemAnswerSchema } from '#domain/exam/items/item-answer';
import { judgeItem } from '#domain/exam/items/judge-item';
import { rightAnswer } from '#domain/exam/items/right-answer';
import { aCatalog, aCode } from '../../../build.ts';
import { anItem, KINDS, type Kind } from './an-item.ts';

const context = {
  catalog: aCatalog([
    aCode('E11.22', 'Type 2 diabetes mellitus with diabetic chronic kidney disease'),
    aCode('E11.9', 'Type 2 diabetes mellitus without complications'),
    aCode('I10', 'Essential (primary) hypertension'),
  ]),
};
const judged = (kind: Kind, answer: ItemAnswer | undefined, overrides = {}) => {
  const { verdict, credit, share } = judgeItem(anItem(kind, overrides), answer, context);
  return [verdict, credit, `${share.numerator}/${share.denominator}`];
};
const chosen = (...places: number[]): ItemAnswer => ({ kind: 'options', chosen: places });
const codes = (...rows: string[]): ItemAnswer => ({
  kind: 'codes',
  rows: rows.map((row) => {
    const [code = '', poa, modifiers = '', units = ''] = row.split('|');
    return { code, ...(poa && { poa: poa as 'Y' }), modifiers, units };
  }),
});
const order = (letters: string): ItemAnswer => ({ kind: 'order', order: [...letters] });
const text = (typed: string): ItemAnswer => ({ kind: 'text', text: typed });

describe('one of four', () => {
  test.each<[string, ItemAnswer, unknown[]]>([
    ['the right one', chosen(1), ['right', 1, '1/1']],
    ['a wrong one', chosen(0), ['wrong', 0, '0/1']],
    ['two at once', chosen(0, 1), ['wrong', 0, '0/1']],
    ['none', chosen(), ['unanswered', 0, '0/1']],
    ['one that is not there', chosen(7), ['wrong', 0, '0/1']],
    ['an answer of another kind', text('1'), ['unanswered', 0, '0/1']],
  ])('%s', (_, answer, expected) => expect(judged('single-choice', answer)).toEqual(expected));
});

describe('several of five: all or nothing is scored, the share is shown', () => {
  test.each<[string, ItemAnswer, unknown[]]>([
    ['both', chosen(3, 1), ['right', 1, '2/2']],
    ['one of them', chosen(1), ['partly', 0, '1/2']],
    ['one right, one wrong', chosen(1, 2), ['wrong', 0, '0/2']],
    ['both and a wrong one', chosen(1, 3, 0), ['partly', 0, '1/2']],
    ['everything', chosen(0, 1, 2, 3, 4), ['wrong', 0, '0/2']],
    ['one of them, said twice', chosen(1, 1), ['partly', 0, '1/2']],
  ])('%s', (_, answer, expected) => expect(judged('multiple-choice', answer)).toEqual(expected));

  test('every option is spoken of, by what became of it', () => {
    const { remarks } = judgeItem(anItem('multiple-choice'), chosen(0, 1), context);
    expect(remarks.map(({ about, tone }) => `${about} ${tone}`)).toEqual([
      'One wrong',
      'Two right',
      'Three note',
      'Four missed',
      'Five note',
    ]);
  });
});

describe('typed codes go through the grading engine', () => {
  test.each<[string, Kind, ItemAnswer, unknown[]]>([
    ['all of it, as people type', 'diagnoses', codes(' e1122|Y', 'i10|N'), ['right', 1, '2/2']],
    ['one of two', 'diagnoses', codes('E11.22|Y'), ['partly', 0.5, '1/2']],
    ['a wrong one beside them', 'diagnoses', codes('E1122|Y', 'I10|N', 'J189|Y'), ['partly', 2 / 3, '2/3']],
    ['an indicator is half a code', 'diagnoses', codes('E1122|N', 'I10|N'), ['partly', 0.75, '3/4']],
    ['nothing right', 'diagnoses', codes('J189|Y'), ['wrong', 0, '0/2']],
    ['empty rows', 'diagnoses', codes('', ' . '), ['unanswered', 0, '0/2']],
    ['a procedure, without being asked for its day', 'procedures', codes('0SR90J9'), ['right', 1, '1/1']],
    ['the same procedure twice counts once', 'procedures', codes('0SR90J9', '0sr90j9'), ['right', 1, '1/1']],
    ['the same diagnosis twice counts once', 'diagnoses', codes('E1122|Y', 'I10|N', 'i10|N'), ['right', 1, '2/2']],
    ['a line', 'services', codes('px231||rt|2'), ['right', 1, '1/1']],
    ['a line with other units', 'services', codes('PX231||RT|'), ['partly', 0.5, '1/2']],
    ['a line without its modifier', 'services', codes('PX231|||2'), ['partly', 0.5, '1/2']],
  ])('%s', (_, kind, answer, expected) => expect(judged(kind, answer)).toEqual(expected));

  test('indicators count only where the key has them', () => {
    const key = [
      { code: 'I10', role: 'principal', status: 'required', cites: ['OG IV.J'], rationale: 'It is documented.' },
    ];
    expect(judged('diagnoses', codes('I10|N'), { key })).toEqual(['right', 1, '1/1']);
  });

  test('it says what was right and explains what was not', () => {
    const { remarks } = judgeItem(anItem('diagnoses'), codes('E11.9|Y', 'I10|N'), context);
    expect(remarks.map(({ tone }) => tone)).toEqual(['right', 'wrong']);
    expect(remarks[0]?.about).toContain('I10');
    expect(remarks[1]?.texts.length).toBeGreaterThan(0);
  });
});

describe('a part of a drawing, an order, a box', () => {
  test.each<[string, Kind, ItemAnswer, unknown[]]>([
    ['the part', 'hotspot', { kind: 'part', part: 'mitral-valve' }, ['right', 1, '1/1']],
    ['another part', 'hotspot', { kind: 'part', part: 'constructor' }, ['wrong', 0, '0/1']],
    ['the order', 'order', order('abcd'), ['right', 1, '3/3']],
    ['an order as good', 'order', order('acbd'), ['right', 1, '3/3']],
    ['the first and the last turned round', 'order', order('dbca'), ['partly', 0, '1/3']],
    ['a step left out', 'order', order('abc'), ['partly', 0, '2/3']],
    ['a step twice', 'order', order('abcdd'), ['partly', 0, '2/3']],
    ['a stranger among them', 'order', order('abcdx'), ['partly', 0, '2/3']],
    ['backwards', 'order', order('dcba'), ['partly', 0, '1/3']],
    ['the entry, however written', 'form-field', text(' a\u200b B '), ['right', 1, '1/1']],
    ['a wrong entry', 'form-field', text('ba'), ['wrong', 0, '0/1']],
    ['spaces', 'form-field', text('  '), ['unanswered', 0, '0/1']],
  ])('%s', (_, kind, answer, expected) => expect(judged(kind, answer)).toEqual(expected));

  test('what was taken instead is spoken of', () => {
    const said = (kind: Kind, answer: ItemAnswer) =>
      judgeItem(anItem(kind), answer, context).remarks.find(({ tone }) => tone === 'wrong')?.texts;
    expect(said('hotspot', { kind: 'part', part: 'aorta' })).toEqual(['That is not a valve.']);
    expect(said('form-field', text('b a'))).toEqual(['The first pointer is first.']);
  });
});

test.each(KINDS)('the right answer of a %s item has full credit, no answer none', (kind) => {
  const item = anItem(kind);
  const right = judgeItem(item, rightAnswer(item), context);
  expect(right).toMatchObject({ verdict: 'right', credit: 1 });
  expect(right.remarks.filter(({ tone }) => tone === 'wrong' || tone === 'missed')).toEqual([]);
  expect(judgeItem(item, undefined, context)).toMatchObject({ verdict: 'unanswered', credit: 0 });
});

/** Anything a form can send, and what comes close to being right. */
const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'E11.22',
    'I10',
    'PX231',
    '0SR90J9',
    'RT',
    '2',
    'a',
    'b',
    'AB',
    'mitral-valve',
    '__proto__',
    '\ud800',
  ),
);
const anyAnswer = fc.oneof(
  fc.record({ kind: fc.constant('options'), chosen: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }) }),
  fc.record({
    kind: fc.constant('codes'),
    rows: fc.array(
      fc.record({
        code: cell,
        poa: fc.constantFrom('Y', 'N', 'U', 'W', 'exempt', undefined),
        modifiers: cell,
        units: cell,
      }),
      { maxLength: 30 },
    ),
  }),
  fc.record({ kind: fc.constant('part'), part: cell }),
  fc.record({ kind: fc.constant('order'), order: fc.array(cell, { maxLength: 10 }) }),
  fc.record({ kind: fc.constant('text'), text: cell }),
);

test.each(KINDS)(
  'a %s item judges anything a form can send, without a throw, within 0 and 1, always the same',
  (kind) => {
    const item = anItem(kind);
    fc.assert(
      fc.property(anyAnswer, (sent) => {
        const answer = itemAnswerSchema.parse(sent);
        const judgement = judgeItem(item, answer, context);
        const { verdict, credit, share } = judgement;
        expect(credit).toBeGreaterThanOrEqual(0);
        expect(credit).toBeLessThanOrEqual(share.numerator / share.denominator);
        expect(share.numerator).toBeLessThanOrEqual(share.denominator);
        expect(verdict === 'right').toBe(credit === 1);
        expect(judgeItem(item, answer, context)).toEqual(judgement);
        expect(JSON.parse(JSON.stringify(judgement))).toEqual(judgement);
      }),
      { numRuns: 300 },
    );
  },
);
