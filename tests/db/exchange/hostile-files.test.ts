import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileRemark, ReadItems } from '#domain/exam/exchange/foreign-item';
import { bankForOthers, bytesOf, ITEM_FORMATS, textOf } from './formats.ts';

const bank = bankForOthers().slice(0, 12);

/** An outcome is items and remarks, or with an error no items; a remark is a sentence with a line of the file. */
function expectReport({ items, remarks }: ReadItems, lines: number): void {
  const isError = remarks.some(({ severity }) => severity === 'error');
  if (isError) expect(items).toEqual([]);
  const isOutside = ({ line = 1 }: FileRemark) => !(line >= 1 && line <= lines + 1);
  expect(remarks.filter((remark) => isOutside(remark) || !/[.)?]$/.test(remark.text))).toEqual([]);
  if (items.length === 0) expect(remarks.length).toBeGreaterThan(0);
}

const linesOf = (text: string): number => text.split(/\r\n?|\n/).length;

/** Ways in which files come to harm. */
const harm = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('put' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(
      ...[
        '{',
        '}',
        '~',
        '=',
        '#',
        '####',
        '::',
        '\\',
        '\n\n',
        '\n',
        '"',
        ';',
        ',',
        '\t',
        '<',
        '>',
        '&',
        ']]>',
        '<text>',
      ],
      ...[
        '</text>',
        '</question>',
        '<!DOCTYPE a>',
        '<!--',
        '\u0001',
        '\ufeff',
        '%999%',
        '$CATEGORY:',
        '{>',
        '[html]',
        '*',
      ],
    ),
  }),
  fc.record({
    kind: fc.constant('take' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    many: fc.integer({ min: 1, max: 400 }),
  }),
);
type Harm = typeof harm extends fc.Arbitrary<infer One> ? One : never;

function harmed(text: string, one: Harm): string {
  const at = Math.floor(one.at * text.length);
  if (one.kind === 'cut') return text.slice(0, at);
  return one.kind === 'put'
    ? text.slice(0, at) + one.text + text.slice(at)
    : text.slice(0, at) + text.slice(at + one.many);
}

describe.each(ITEM_FORMATS)('$name', ({ read, write }) => {
  const whole = textOf(write(bank).bytes);

  test('a file that came to harm is reported on, whatever happened to it', () => {
    fc.assert(
      fc.property(fc.array(harm, { minLength: 1, maxLength: 5 }), (harms) => {
        const text = harms.reduce(harmed, whole);
        expectReport(read(bytesOf(text)), linesOf(text));
      }),
      { numRuns: 300 },
    );
  });

  test('so is any text, and any bytes', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'{}~=#:\\/%[]<>&"\';,\n\t aT1>-'), maxLength: 200 });
    fc.assert(
      fc.property(signs, (text) => expectReport(read(bytesOf(text)), linesOf(text))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectReport(read(bytes), 300)),
      { numRuns: 500 },
    );
  });

  test('an empty file, zeros, another encoding and too much of it are refused in a sentence', () => {
    const refusal = (bytes: Uint8Array) => read(bytes).remarks.map(({ severity, text }) => `${severity}: ${text}`);
    expect(refusal(new Uint8Array())).toEqual(['error: The file is empty.']);
    expect(refusal(bytesOf(' \n\n'))).toEqual(['error: The file is empty.']);
    for (const bytes of [new Uint8Array(8), Uint8Array.of(0x63, 0x61, 0x66, 0xe9)])
      expect(refusal(bytes)[0]).toMatch(/^error: The file is not text in UTF-8, nor in UTF-16/);
    expect(refusal(new Uint8Array(17 * 2 ** 20).fill(0x61))[0]).toMatch(/^error: The file has more than 16 MB/);
  });

  test('UTF-8 with its mark, UTF-16 of both kinds, and every kind of line end are read alike', () => {
    const expected = read(write(bank).bytes);
    const plain = whole.replace(/^\ufeff/, '').replace('encoding="UTF-8"', '');
    const little = Buffer.from(`\ufeff${plain}`, 'utf16le');
    expect(read(bytesOf(`\ufeff${plain}`))).toEqual(expected);
    expect(read(little)).toEqual(expected);
    expect(read(Buffer.from(little).swap16())).toEqual(expected);
    const lines = plain.replace(/\r\n/g, '\n');
    for (const end of ['\n', '\r\n', '\r'])
      expect(read(bytesOf(lines.replaceAll('\n', end))).items).toEqual(expected.items);
  });
});

const [xml, gift, csv] = ITEM_FORMATS.map(
  ({ read }) =>
    (text: string) =>
      read(bytesOf(text)),
);
const MANY = 200_000;

describe('nothing grows without end', () => {
  const quiz = (text: string) =>
    `<quiz><question type="multichoice"><questiontext format="html"><text>${text}</text></questiontext></question></quiz>`;
  test.each([
    [
      'entities inside entities',
      `<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${quiz('&b;')}`,
      /document type/,
    ],
    [
      'an entity that names a file',
      `<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>${quiz('&a;')}`,
      /document type/,
    ],
    ['elements inside elements', `<quiz>${'<a>'.repeat(MANY)}`, /too deeply/],
    ['HTML inside HTML', quiz('&lt;b>'.repeat(80_000)), /too deeply/],
    ['HTML that closes what it never opened', quiz('&lt;/i>'.repeat(80_000)), /fewer|two answers/],
    ['a text without end', quiz('a'.repeat(600_000)), /longer than/],
    ['an attribute without end', `<quiz><question type="${'a'.repeat(MANY)}`, /not well-formed/],
    ['another encoding by its own word', '<?xml version="1.0" encoding="ISO-8859-1"?><quiz/>', /only UTF-8/],
    ['another root', '<html><body/></html>', /outermost element is <html>/],
    ['nothing in it', '<quiz></quiz>', /holds no question/],
    ['too many questions', `<quiz>${'<question type="essay"/>'.repeat(5001)}</quiz>`, /more than 5,000 questions/],
  ])('Moodle XML: %s', (_, text, expected) => {
    const { items, remarks } = xml?.(text) ?? { items: [], remarks: [] };
    expect(items).toEqual([]);
    expect(
      remarks
        .filter(({ severity }) => severity === 'error')
        .map(({ text: said }) => said)
        .join('\n'),
    ).toMatch(expected);
  });

  test.each([
    ['braces', '{'.repeat(MANY), /never closed/],
    ['braces that close', `x${'}'.repeat(MANY)}`, /without its \{/],
    ['answers', `x{${'~a'.repeat(MANY)}}`, /more than 50 answers/],
    ['feedback', `x{=a${'#'.repeat(MANY)}~b}`, undefined],
    ['backslashes', `x{=a ~${'\\'.repeat(MANY)}}`, /longer than|never closed/],
    ['a title without end', `::${'a'.repeat(MANY)}`, undefined],
    ['a comment without end', `// [id:${'a\\]'.repeat(MANY)}\nx{=a ~b}`, undefined],
    ['a question without end', 'a\n'.repeat(300_000), /too long to be one/],
    ['too many questions', 'x{}\n\n'.repeat(5001), /more than 5,000 questions/],
  ])('GIFT: %s', (_, text, expected) => {
    const { items, remarks } = gift?.(text) ?? { items: [], remarks: [] };
    if (expected) expect(items).toEqual([]);
    if (expected) expect(remarks.map(({ text: said }) => said).join('\n')).toMatch(expected);
  });

  test.each([
    ['a quote that is never closed', `stem,option a\n"${'a'.repeat(MANY)}`, /never closed/],
    ['cells', `stem,option a\n${','.repeat(MANY)}a`, /more than 200 cells/],
    ['rows', `stem,option a\n${'x,y\n'.repeat(6000)}`, /more than 5,000 rows/],
    ['a cell', `stem,option a\n${'a'.repeat(30_000)},b`, /more than 20000 characters/],
    ['columns', `${'a,'.repeat(MANY)}stem,option a\nx,y`, /more than 200 cells/],
  ])('CSV: %s', (_, text, expected) => {
    const { items, remarks } = csv?.(text) ?? { items: [], remarks: [] };
    expect(items).toEqual([]);
    expect(remarks.map(({ text: said }) => said).join('\n')).toMatch(expected);
  });

  test('of thousands of remarks five hundred of a kind are said, and how many more there are', () => {
    const { remarks } = gift?.('x{~a\n\n'.repeat(2000)) ?? { remarks: [] };
    expect(remarks).toHaveLength(501);
    expect(remarks.at(-1)?.text).toBe('And 1500 more of this kind.');
  });
});
