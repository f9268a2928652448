import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuthoredCard, authoredCardSchema } from '#domain/study/card-file';
import { type AskedCard, flawsOf } from '#domain/study/card-rules';

const aCard = (over: Partial<AuthoredCard> = {}): AuthoredCard => ({
  id: 'late-stroke-deficit',
  front: 'Weakness is left from a stroke of two years ago. Which category?',
  back: 'I69. It holds what cerebrovascular disease leaves behind.',
  cites: ['OG I.C.9.d.1'],
  codes: [],
  ...over,
});
const flaws = (card: AuthoredCard, asked: AskedCard[] = []) =>
  flawsOf(card, asked).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a card', () => {
  test('in order has no flaw', () => expect(flaws(aCard())).toEqual([]));

  test('has a name of its own', () => {
    const asked: AskedCard[] = [];
    flaws(aCard(), asked);
    const other = aCard({ front: 'Which character says whether treatment is active?' });
    expect(flaws(other, asked)).toEqual(['id: another card has this id']);
  });

  test.each([
    'Weakness is left from a stroke of two years ago. Which category?',
    'Which category: two years ago a stroke left weakness?',
    'WEAKNESS left from the stroke two years ago: what category?',
  ])('does not ask what another asks: %s', (front) => {
    const asked: AskedCard[] = [];
    flaws(aCard(), asked);
    expect(flaws(aCard({ id: 'again', front }), asked)).toEqual(['front: it asks what late-stroke-deficit asks']);
  });

  test.each([
    ['Is the weakness coded to I69?', true],
    ['A stroke left weakness. Can it be coded?', true],
    ['A stroke left weakness: should it be reported?', true],
    ['Which code is of weakness after a stroke?', false],
    ['Why does the weakness have a code?', false],
    ['A sequela is coded. What may not stand beside it?', false],
  ])('cannot be answered by a nod: %s', (front, nod) =>
    expect(flaws(aCard({ front })).includes('front: a nod would answer it')).toBe(nod),
  );

  test.each([
    ['the same text', 'What is left of a stroke?', 'What is left of a stroke?', true],
    ['the answer in the question', 'Old scar tissue is coded first. Which order?', 'Old scar tissue first.', true],
    ['a choice among what is named', 'Which leads, the scar or the burn?', 'The scar. It is treated.', false],
    ['an answer of its own', 'Which leads, the scar or the burn?', 'What remains today. It is why they came.', false],
  ])('does not give its answer away: %s', (_, front, back, givenAway) =>
    expect(flaws(aCard({ front, back })).includes('back: the front gives this answer away')).toBe(givenAway),
  );

  test.each([
    ['four members', 'Left, right, up, down. No more.', false],
    ['a long list', 'Heart, lung, liver, spleen, kidney, brain. No more.', true],
    ['commas over several sentences', 'One, two, three. Four, five, six. Seven, eight.', false],
  ])('is no list: %s', (_, back, list) =>
    expect(flaws(aCard({ back })).some((flaw) => flaw.endsWith('this is a list'))).toBe(list),
  );

  test('does not look up or down a list of options', () =>
    expect(flaws(aCard({ back: 'All of the above. None is left out.' }))).toEqual([
      'back: “of the above” is for tests',
    ]));

  test('any text is judged without an error, and the same twice asks the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (front, back) => {
        const asked: AskedCard[] = [];
        const first = flaws(aCard({ front, back }), asked);
        expect(flaws(aCard({ front, back }), asked).filter((flaw) => !flaw.startsWith('id'))).toEqual(
          expect.arrayContaining(first),
        );
        expect(asked).toHaveLength(2);
      }),
    );
  });
});

test.each([
  ['an id with capitals', { id: 'Late' }],
  ['a front that is no question', { front: 'Weakness after a stroke' }],
  ['a back without full stop', { back: 'I69 holds what is left' }],
  ['a back of more than 60 words', { back: `${'word '.repeat(61)}.` }],
  ['a code set that is not shipped', { codes: [{ system: 'cpt', code: 'ABC' }] }],
  ['an unknown field', { hint: 'think' }],
])('the schema refuses %s', (_, over) =>
  expect(authoredCardSchema.safeParse({ ...aCard(), ...over }).success).toBe(false),
);
