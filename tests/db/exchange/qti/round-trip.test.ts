import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQti } from '#db/exchange/qti/read-qti';
import { writeItem } from '#db/exchange/qti/write-item';
import { writeQtiPackage } from '#db/exchange/qti/write-package';
import { readAllItems } from '#db/read-items';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { canonicalMarkdown, parseSmallMarkdown, printSmallMarkdown } from '#domain/exam/exchange/small-markdown';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';
import { foreignItems, markdown } from './a-foreign-item.ts';

const MADE_AT = Date.UTC(2026, 10, 26);
const backOf = (items: readonly ForeignItem[]) => readQti(writeQtiPackage(items, MADE_AT), 'items.zip');

describe('small Markdown', () => {
  test('what is printed is read as it was', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(canonicalMarkdown(text)).toBe(text);
        expect(printSmallMarkdown(parseSmallMarkdown(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['5 * 3 * 2', '5 * 3 * 2'],
    ['*so* and **so**', '*so* and **so**'],
    ['a*b', 'a\\*b'],
    ['\\*not\\*', '\\*not\\*'],
    ['a\r\n\r\n\r\nb  c', 'a\n\nb c'],
    ['* loose *', '\\* loose \\*'],
  ])('%j is written %j', (text, written) => {
    expect(canonicalMarkdown(text)).toBe(written);
  });
});

describe('written and read again', () => {
  test('items of any text come back the same, without a remark', async () => {
    await fc.assert(
      fc.asyncProperty(foreignItems, async (items) => {
        expect(await backOf(items)).toEqual({ items, remarks: [] });
      }),
      { numRuns: 150 },
    );
  });

  test('every item of the bank that can be carried comes back the same', async () => {
    const made = readAllItems('.').flatMap(({ source, scenario }) =>
      source.value.items.map((item) => ({
        type: item.type,
        made: toForeignItem(item, source.value.scenario && { title: source.value.scenario.title, blocks: scenario }),
      })),
    );
    const items = made.flatMap((one) => (one.made.ok ? [one.made.value] : []));
    expect(
      made
        .filter((one) => !one.made.ok)
        .map(({ type }) => type)
        .filter((type) => type !== 'hotspot' && type !== 'typed-codes'),
    ).toEqual([]);
    expect(items.length).toBeGreaterThan(200);
    expect(await backOf(items)).toEqual({ items, remarks: [] });
  });

  test('a single item comes back without its details, which stand in the manifest', async () => {
    const [item] = fc.sample(foreignItems, 1)[0] ?? [];
    if (!item) throw new Error('no item');
    const read = await readQti(new TextEncoder().encode(writeItem(item)), 'item.xml');
    expect(read).toEqual({ items: [{ ...item, details: {} }], remarks: [] });
  });

  test('what XML cannot hold is left out', async () => {
    const item: ForeignItem = {
      name: 'odd',
      title: 'Odd\u0007',
      stem: 'a\u0000b\ud800c\ufffed',
      question: { type: 'text', accept: ['x\u0001'], isCaseSensitive: true, wrong: [] },
      details: {},
    };
    const { items } = await backOf([item]);
    expect(items).toMatchObject([{ title: 'Odd', stem: 'abcd', question: { accept: ['x'] } }]);
  });

  test('the same items are the same bytes', () => {
    const items = fc.sample(foreignItems, { numRuns: 1, seed: 7 })[0] ?? [];
    expect(writeQtiPackage(items, MADE_AT)).toEqual(writeQtiPackage(items, MADE_AT));
  });
});
