import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type ForeignNote, plainText, readNote, toFieldHtml } from '#domain/study/foreign-note';

const aNote = (fields: string[], overrides: Partial<ForeignNote> = {}): ForeignNote => ({
  place: 'Line 1',
  fields,
  isHtml: true,
  isCloze: false,
  tags: [],
  ...overrides,
});
const sidesOf = (note: ForeignNote) => readNote(note).cards.map(({ front, back }) => [front, back]);

describe('HTML to text', () => {
  test.each([
    ['plain', 'plain'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<div>a</div><div>b</div>', 'a\nb'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['<b>bold</b> &amp; &lt;tag&gt; &#233; &#xe9;&nbsp;x', 'bold & <tag> é é x'],
    ['a<script>alert(1)</script>b<style>p{}</style>c', 'abc'],
    ['<img src=x onerror=alert(1)>see [sound:a.mp3]', 'see'],
    ['5 < 7 and 9 > 3', '5 < 7 and 9 > 3'],
    ['&unknown; &#0; &#xD800; &#1114112;', '&unknown;'],
    ['a\u202Eb\u0000c', 'abc'],
    ['line one\nline two', 'line one line two'],
  ])('%s', (html, text) => expect(plainText(html, true)).toBe(text));

  test('plain text keeps its angle brackets', () => expect(plainText('<b>x</b>', false)).toBe('<b>x</b>'));

  test('what is written as HTML reads as it was, for any text of ours', () => {
    const text = fc.string({ unit: 'grapheme' }).map((one) => plainText(one, false));
    fc.assert(
      fc.property(text, (one) => {
        expect(plainText(toFieldHtml(one), true)).toBe(one);
      }),
    );
  });

  test('never throws and takes no long time, whatever it is given', () => {
    const nasty = fc.array(
      fc.constantFrom('<', '>', '&', '#', ';', '{{c1::', '}}', '::', 'a', '\n', '<!--', '</', '&#x'),
      {
        maxLength: 300,
      },
    );
    fc.assert(fc.property(nasty, (parts) => void readNote(aNote([parts.join(''), 'b'], { isCloze: true }))));
    expect(plainText('<'.repeat(100_000), true)).toHaveLength(100_000);
    readNote(aNote(['{{c1::'.repeat(15_000), 'b'], { isCloze: true }));
    for (const piece of ['<script>', '[sound:', '<br', ' ', '\n ', '&#', '{{c1::a::', '<style></style', '</'])
      readNote(aNote([piece.repeat(Math.floor(100_000 / piece.length)), 'b']));
  });
});

describe('a note becomes cards', () => {
  test('by its first two fields; what is left out is said', () => {
    const { cards, remarks } = readNote(
      aNote(['f<img src="a.png">', 'b', '', 'more'], { deck: 'A::B', tags: ['x', ' '] }),
    );
    expect(cards).toEqual([{ front: 'f', back: 'b', deck: 'A::B', tags: ['x'] }]);
    expect(remarks).toEqual(['pictures and sounds are left out', 'fields after the second are left out']);
  });
  test.each([
    [['only a front'], 'has nothing on its back'],
    [['<img src=a>', 'b'], 'has nothing on its front'],
    [['x'.repeat(1001), 'b'], 'its front is longer than 1000 characters'],
    [['x', 'b'.repeat(4001)], 'its back is longer than 4000 characters'],
    [['x', 'b'.repeat(100_001)], 'has a field that is too long'],
    [['x', 'b', ...Array<string>(99).fill('')], 'has more than 100 fields'],
  ])('not: %#', (fields, why) => expect(readNote(aNote(fields))).toEqual({ cards: [], remarks: [why] }));

  test('a cloze becomes a card for each number', () => {
    const text = '{{c1::Excludes1}} means {{c2::never::how often}} coded {{c1::together}}.';
    expect(sidesOf(aNote([text, 'OG I.A.12.a'], { isCloze: true }))).toEqual([
      ['[…] means never coded […].', 'Excludes1 means never coded together.\nOG I.A.12.a'],
      ['Excludes1 means [how often] coded together.', 'Excludes1 means never coded together.\nOG I.A.12.a'],
    ]);
  });
  test('a cloze too long for any card is not taken apart: twenty gaps would copy all of it twenty times', () => {
    const gaps = Array.from({ length: 20 }, (_, gap) => `{{c${gap}::a}}`).join(' ');
    const replaced = vi.spyOn(String.prototype, 'matchAll');
    const { remarks } = readNote(aNote([gaps + 'x'.repeat(8000), 'b'], { isHtml: false }));
    const looks = replaced.mock.calls.length;
    replaced.mockRestore();
    expect(remarks).toEqual(['is a cloze longer than 8000 characters']);
    expect(looks).toBe(0);
  });
  test('a cloze without a gap is not taken', () =>
    expect(readNote(aNote(['no gap', ''], { isCloze: true })).remarks).toEqual(['has a cloze without a gap']));
});
