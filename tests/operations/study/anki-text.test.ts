import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText, readNote } from '#domain/study/foreign-note';
import type { WrittenCard } from '#domain/study/own-card';
import { readAnkiText, writeAnkiText } from '#operations/study/anki-text';

const cardsIn = (text: string): WrittenCard[] => {
  const read = readAnkiText(text, 20_000);
  if (!read.ok) throw new Error(read.problem);
  return read.value.flatMap((note) => readNote(note).cards);
};

describe('a file as Anki writes it', () => {
  const FILE = [
    '#separator:tab',
    '#html:true',
    '#guid column:1',
    '#notetype column:2',
    '#deck column:3',
    '#tags column:6',
    'aB3$x\tBasic\tCoding::ICD\tWhat is <b>NEC</b>?\t"Not elsewhere\nclassifiable, ""other"""\tconventions  rules',
    'q,9Zz\tCloze\tCoding\t{{c1::NOS}} is unspecified\t\t',
  ].join('\n');

  test('is read with decks, tags, quotes and clozes', () => {
    expect(cardsIn(FILE)).toEqual([
      {
        front: 'What is NEC?',
        back: 'Not elsewhere classifiable, "other"',
        deck: 'Coding::ICD',
        tags: ['conventions', 'rules'],
      },
      { front: '[…] is unspecified', back: 'NOS is unspecified', deck: 'Coding', tags: [] },
    ]);
  });
  test('names the line of each note', () => {
    const read = readAnkiText(FILE, 10);
    expect(read.ok && read.value.map(({ place }) => place)).toEqual(['Line 7', 'Line 9']);
  });
});

test.each([
  ['a;b\nc;d', 2],
  ['a,b', 1],
  ['a\tb\r\nc\td\r\n', 2],
  ['\uFEFFa\tb', 1],
  ['#separator:Pipe\na|b', 1],
  ['#deck:X\n#tags:one two\na\tb', 1],
  ['', 0],
  ['# just words\na\tb', 1],
  ['5" nail\tits <b class="x">length</b>\na\t"b"', 2],
])('%j holds %i cards', (text, count) => expect(cardsIn(text)).toHaveLength(count));

test.each([
  ['#separator:tab\na\t"b\nc\td', /never ends/],
  ['a\tb\n'.repeat(11), /more than 10 notes/],
])('%# is refused with a sentence', (text, sentence) => {
  const read = readAnkiText(text, 10);
  expect(read.ok ? '' : read.problem).toMatch(sentence);
});

test('what is written is read as it was', () => {
  const text = (most: number) =>
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: most })
      .map((one) => plainText(one, false))
      .filter((one) => one !== '' && !/\{\{c\d/.test(one));
  const card = fc.record({
    front: text(60),
    back: text(200),
    deck: text(30).map((name) => name.replace(/\s+/g, ' ')),
    tags: fc.array(fc.stringMatching(/^[a-z0-9#"_-]{1,12}$/), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(card, { maxLength: 8 }), (cards) => {
      expect(cardsIn(writeAnkiText(cards))).toEqual(cards);
    }),
  );
});

test('any text is read or refused, never thrown over', () => {
  const piece = fc.constantFrom(
    '#',
    'separator:',
    'tab',
    '\n',
    '\t',
    '"',
    ',',
    ';',
    'a',
    ':',
    'deck column:',
    '9',
    '\r',
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void readAnkiText(parts.join(''), 50)));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readAnkiText(text, 50)));
});

test('a file of empty cells or lines is refused before it is taken apart: that would take half a minute', () => {
  for (const sign of ['\t', '\n'])
    expect(readAnkiText(`a\tb\n${sign.repeat(500_001)}`, 50)).toEqual({
      ok: false,
      problem: 'holds more than 500,000 cells or lines',
    });
});
