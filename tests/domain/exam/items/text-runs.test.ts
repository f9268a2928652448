import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paragraphsOf, plainText, runsOf } from '#domain/exam/items/text-runs';

describe('small Markdown of items', () => {
  test.each([
    ['plain', [{ text: 'plain' }]],
    ['which *three* entries', [{ text: 'which ' }, { text: 'three', style: 'emphasis' }, { text: ' entries' }]],
    ['**not** right', [{ text: 'not', style: 'strong' }, { text: ' right' }]],
    ['2 * 3 * 4', [{ text: '2 * 3 * 4' }]],
    ['*open', [{ text: '*open' }]],
    ['2\\*3 and C:\\dir', [{ text: '2*3 and C:\\dir' }]],
    ['', []],
    ['<b>raw</b>', [{ text: '<b>raw</b>' }]],
  ])('%s', (text, runs) => expect(runsOf(text)).toEqual(runs));

  test('loses no letter, whatever stands there', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '*', 'b', '\n', '\\') }), (text) => {
        const letters = (some: string) => some.replace(/[^ab]/g, '');
        const shown = runsOf(text).map((run) => run.text);
        expect(letters(shown.join(''))).toBe(letters(text));
      }),
    ));

  test('paragraphs are parted by empty lines, and plain text is one line', () => {
    expect(paragraphsOf('one\n\n two\n  \nthree ')).toEqual(['one', 'two', 'three']);
    expect(plainText('**One**\nmore\n\n*two*')).toBe('One more two');
  });
});
