import { describe, expect, test } from 'vitest';
import { type GlossaryEntry, glossaryEntrySchema, termKey } from '#domain/lessons/glossary';
import { flawsOf, partsJoin } from '#domain/lessons/glossary-rules';

const entry = (over: Partial<GlossaryEntry> = {}): GlossaryEntry => ({
  term: 'carditis',
  aliases: [],
  definition: 'Inflammation of the heart muscle.',
  codes: [],
  see: [],
  cites: [],
  ...over,
});
const heart = { part: 'card', meaning: 'heart', kind: 'root' } as const;
const inflammation = { part: 'itis', meaning: 'inflammation', kind: 'suffix' } as const;
const o = { part: 'o', meaning: 'joins the parts', kind: 'combining vowel' } as const;
const flaws = (one: GlossaryEntry, terms = ['carditis'], taken = new Map<string, string>()) =>
  flawsOf(one, new Set(terms), taken).map(({ path, message }) => `${path.join('.')}: ${message}`);

test.each([
  ['Excludes1 note', 'excludes1-note'],
  ['-itis', 'itis'],
  ['cardi/o', 'cardi-o'],
  ['Crohn’s disease', 'crohns-disease'],
  ['Ménière disease', 'meniere-disease'],
  ['D&C', 'd-and-c'],
  ['D/C', 'd-c'],
])('the key of %s is %s', (term, key) => expect(termKey(term)).toBe(key));

describe('an entry', () => {
  test('in order has no flaw', () => expect(flaws(entry({ parts: [heart, inflammation] }))).toEqual([]));

  test('may not take a name that is taken', () => {
    const taken = new Map<string, string>();
    expect(flaws(entry({ aliases: ['Heart-itis'] }), undefined, taken)).toEqual([]);
    expect(flaws(entry({ term: 'other', aliases: ['heart itis'] }), undefined, taken)).toEqual([
      'aliases.0: “heart itis” stands for “carditis” already',
    ]);
  });

  test('leads to terms that exist, and not to itself', () =>
    expect(flaws(entry({ see: ['nothing', 'Carditis'] }))).toEqual([
      'see.0: the glossary has no term “nothing”',
      'see.1: this entry leads to itself',
    ]));

  test('has parts that join, or says that they are loose', () => {
    const wrong = { ...heart, part: 'cord' };
    expect(flaws(entry({ parts: [wrong, inflammation] }))).toEqual(['parts: the parts join to “corditis”']);
    expect(flaws(entry({ parts: [wrong, inflammation], partsAreLoose: true }))).toEqual([]);
    expect(flaws(entry({ parts: [heart, inflammation], partsAreLoose: true }))).toHaveLength(1);
    expect(flaws(entry({ partsAreLoose: true }))).toHaveLength(1);
  });

  test.each(['Carditis is carditis.', 'The carditis of a patient with a fever.', 'A kind of carditis.'])(
    'does not explain itself by itself: %s',
    (definition) =>
      expect(flaws(entry({ definition }))).toEqual(['definition: the definition explains “carditis” by itself']),
  );
});

test.each([
  [[heart, o, inflammation], 'carditis', true],
  [
    [{ ...heart, part: 'cardi' }, o, { ...heart, part: 'vascul' }, { ...inflammation, part: 'ar' }],
    'cardiovascular',
    true,
  ],
  [[heart, inflammation], 'card-itis', true],
  [[heart, inflammation], 'pericarditis', false],
])('parts join with or without combining vowels (%#)', (parts, word, joins) =>
  expect(partsJoin(parts, word)).toBe(joins),
);

test.each([
  ['no full stop', { definition: 'Inflammation of the heart' }],
  ['more than 60 words', { definition: `${'word '.repeat(61)}.` }],
  ['a pronunciation without stress', { say: 'kar-dy-tis' }],
  ['a term of signs alone', { term: '…' }],
  ['an unknown field', { colour: 'red' }],
  ['a single part', { parts: [heart] }],
])('the schema refuses %s', (_, over) =>
  expect(glossaryEntrySchema.safeParse({ ...entry(), ...over }).success).toBe(false),
);
