import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQti } from '#db/exchange/qti/read-qti';
import { writeItem } from '#db/exchange/qti/write-item';
import { writeQtiPackage } from '#db/exchange/qti/write-package';
import type { ReadItems } from '#domain/exam/exchange/foreign-item';
import { foreignItems } from './a-foreign-item.ts';

/** A file was read, or the report says why not; never both nothing taken and nothing said. */
function expectReport({ items, remarks }: ReadItems): void {
  const errors = remarks.filter(({ severity }) => severity === 'error');
  expect(items.length > 0 ? errors.length === 0 : errors.length > 0).toBe(true);
  for (const { text, line } of remarks) {
    expect(text).toMatch(/\S/);
    if (line !== undefined) expect(line).toBeGreaterThan(0);
  }
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 40 }),
  put: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '<',
      '&',
      '</p>',
      '<!DOCTYPE a>',
      '<qti-simple-choice/>',
      '<constructor/>',
      '<__proto__/>',
      '<toString a=""/>',
      '<qti-not/>',
      '&#0;',
      ']]>',
      '<![CDATA[',
      'identifier="A"',
      '-1',
      '1e999',
    ),
  ),
});
const edited = (text: string, edits: { at: number; cut: number; put: string }[]) =>
  edits.reduce((now, { at, cut, put }) => {
    const from = Math.floor(at * now.length);
    return now.slice(0, from) + put + now.slice(from + cut);
  }, text);

/** Exchanges names of elements and attributes of QTI among each other: well-formed, and nonsense. */
const NAMES = /(?:qti-[a-z-]+|identifier|cardinality|base-type)(?=[\s=/>])/g;

describe('files that are damaged or made up', () => {
  test('items with pieces cut out and put in', async () => {
    await fc.assert(
      fc.asyncProperty(foreignItems, fc.array(edit, { minLength: 1, maxLength: 4 }), async ([item], edits) => {
        if (!item) return;
        expectReport(await readQti(new TextEncoder().encode(edited(writeItem(item), edits)), 'item.xml'));
      }),
      { numRuns: 200 },
    );
  });

  test('items whose elements have each other’s names', async () => {
    await fc.assert(
      fc.asyncProperty(
        foreignItems,
        fc.integer({ min: 1, max: 97 }),
        fc.integer({ min: 2, max: 40 }),
        async ([item], step, every) => {
          if (!item) return;
          const text = writeItem(item);
          const names = [...new Set(text.match(NAMES))];
          const renamed = new Map(
            names.map((name, at) => [name, at % every === 0 ? (names[(at + step) % names.length] ?? name) : name]),
          );
          const swapped = text.replace(NAMES, (name) => renamed.get(name) ?? name);
          expectReport(await readQti(new TextEncoder().encode(swapped), 'item.xml'));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('packages with bytes turned', async () => {
    await fc.assert(
      fc.asyncProperty(
        foreignItems,
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        async (items, turns) => {
          const bytes = writeQtiPackage(items, Date.UTC(2026, 10, 26));
          for (const [at, value] of turns) bytes[Math.floor(at * (bytes.length - 1))] = value;
          expectReport(await readQti(bytes, 'items.zip'));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, asZip) => {
        const source = asZip ? new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]) : bytes;
        expectReport(await readQti(source, 'file'));
      }),
      { numRuns: 150 },
    );
  });

  test('rules as long as a file can have are not run', async () => {
    const choices = Array.from(
      { length: 50 },
      (_, at) => `<qti-simple-choice identifier="C${at}">x${at}</qti-simple-choice>`,
    ).join('');
    const rule = '<qti-set-outcome-value identifier="F"><qti-variable identifier="RESPONSE"/></qti-set-outcome-value>';
    const item = `<qti-assessment-item identifier="a" title="a"><qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>C1</qti-value></qti-correct-response></qti-response-declaration><qti-outcome-declaration identifier="F"/><qti-item-body><qti-choice-interaction response-identifier="RESPONSE"><qti-prompt>So?</qti-prompt>${choices}</qti-choice-interaction></qti-item-body><qti-response-processing>${rule.repeat(20_000)}</qti-response-processing><qti-modal-feedback outcome-identifier="F" identifier="C1">Yes</qti-modal-feedback></qti-assessment-item>`;
    const { items, remarks } = await readQti(new TextEncoder().encode(item), 'item.xml');
    expect(items).toHaveLength(1);
    expect(remarks).toMatchObject([{ severity: 'warning', text: expect.stringContaining('rule that is not read') }]);
  });
});
