import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { ForeignFileError } from '#db/releases/foreign-file';
import { icd10cmCodesFile } from '#db/releases/icd10cm/codes-file-reader';
import { withEarlierTitles } from '#db/releases/icd10cm/earlier-titles';
import { icd10cmOrderFile } from '#db/releases/icd10cm/order-file-reader';
import type { ReleaseContent } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import { officialOrder } from '#domain/codeset/official-order';
import type { Instant } from '#domain/time';
import { foreignText } from './foreign-text.ts';
import { FILES, readCodes, readLines, readOfficial } from './official-releases.ts';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';

/** A line without its number, which `numbered` puts before it. */
const line = (code: string, billable: 0 | 1, title: string) =>
  `${code.padEnd(7)} ${billable} ${title.slice(0, 60).padEnd(60)} ${title}`;
const numbered = (lines: readonly string[]) => lines.map((text, at) => `${String(at + 1).padStart(5, '0')} ${text}`);
const FALL = 'Fall on same level due to collision';
const LINES = numbered([
  line('I50', 0, 'Heart failure'),
  line('I501', 1, 'Left ventricular failure, unspecified'),
  line('I509', 1, 'Heart failure, unspecified'),
  line('QA0', 0, 'Neurodevelopmental disorders'),
  line('QA08', 1, 'Other neurodevelopmental disorders'),
  line('W03', 0, FALL),
  line('W03XXXA', 1, `${FALL}, initial encounter`),
  line('W03XXXS', 1, `${FALL}, sequela`),
]);
const linesAnd = (...lines: string[]) => [...LINES, ...numbered([...LINES, ...lines]).slice(LINES.length)];
/** A year newer than any known: nothing is known against it. */
const NEWER = { label: 'FY2031' };
const read = (lines: readonly string[], stated = NEWER, reader = icd10cmOrderFile) =>
  reader.read(foreignText(`${lines.join('\r\n')}\r\n`, { name: 'order.txt' }), stated);
const without = (lines: readonly string[], at: number, ...instead: string[]) => lines.toSpliced(at, 1, ...instead);

describe('order file', () => {
  test('rows with parents, 7th characters at their header, the year as stated', async () => {
    const [release] = await read(LINES);
    expect(release).toMatchObject({
      kind: 'codes',
      label: 'FY2031',
      effectiveFrom: '2030-10-01',
      effectiveTo: '2031-09-30',
    });
    expect(release?.codes.slice(5)).toEqual([
      {
        code: 'W03',
        title: FALL,
        billable: false,
        facts: { seventhCharacters: { A: 'initial encounter', S: 'sequela' } },
      },
      { code: 'W03XXXA', title: `${FALL}, initial encounter`, billable: true, parent: 'W03' },
      { code: 'W03XXXS', title: `${FALL}, sequela`, billable: true, parent: 'W03' },
    ]);
  });
  test('is told from the ICD-10-PCS file of the same layout and from lists of changes', () => {
    expect(icd10cmOrderFile.recognises(LINES.join('\n'))).toBe(true);
    expect(icd10cmOrderFile.recognises(`\uFEFF${LINES.join('\r\n')}`)).toBe(true);
    expect(
      icd10cmOrderFile.recognises(numbered([line('B00', 0, 'Plain'), line('B00B0ZZ', 1, 'Plain')]).join('\n')),
    ).toBe(false);
    expect(icd10cmOrderFile.recognises(`Add:         1 I501    Failure`)).toBe(false);
    expect(icd10cmOrderFile.recognises('')).toBe(false);
  });
  test.each([
    ['a line cut short', without(LINES, 1, LINES[1]?.slice(0, 50) ?? ''), 'order.txt:2: is no line of an order file'],
    ['a flag out of place', without(LINES, 1, `00002 I501   1  ${'x'.repeat(60)} x`), 'order.txt:2: is no line'],
    [
      'a header missing',
      numbered(LINES.slice(1).map((text) => text.slice(6))),
      'order.txt:1: I501 has no header above it',
    ],
    ['a line missing', LINES.toSpliced(3, 1), 'order.txt:4: number 5 comes after 3: a line is missing'],
    [
      'an order number again',
      without(LINES, 2, LINES[1] ?? ''),
      'order.txt:3: number 2 comes after 2: a line is missing',
    ],
    [
      'a code twice',
      linesAnd(line('I509', 1, 'Heart failure')),
      'order.txt:9: I509 stands here a second time, after line 3',
    ],
    [
      'a code below a code',
      linesAnd(line('QA081', 1, 'Some')),
      'order.txt:9: QA081 stands below QA08, which is billable',
    ],
    [
      'a header with nothing below',
      linesAnd(line('Z99', 0, 'Dependence')),
      'order.txt:9: Z99 is a header without codes',
    ],
  ])('%s is refused with its line', async (_, lines, problem) => {
    await expect(read(lines)).rejects.toThrow(problem);
  });
  test.each([
    [{}, 'has not the codes of any year known here: state its label'],
    [{ label: '2031' }, '“2031” is no fiscal year; write it as FY2028'],
    [{ label: 'FY2025' }, 'lacks C810A, which every edition of FY2025 has'],
    [{ label: 'FY2031', effectiveFrom: '2032-04-01' }, 'is of FY2031, which does not begin on 2032-04-01'],
  ])('stated %j: %s', async (stated, problem) => {
    await expect(read(LINES, stated as typeof NEWER)).rejects.toThrow(problem);
  });
  test('damage anywhere is either refused as such or leaves a list that is still well formed', async () => {
    const text = `${LINES.join('\n')}\n`;
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), async (at, noise) => {
        const damaged = foreignText(text.slice(0, at) + noise + text.slice(at + 1), { name: 'order.txt' });
        try {
          const [release] = await icd10cmOrderFile.read(damaged, NEWER);
          for (const row of release?.codes ?? []) expect(row.code).toMatch(/^[A-Z][0-9A-Z]{2,6}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(ForeignFileError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('codes file', () => {
  const CODES = [
    'I501    Left ventricular failure, unspecified',
    'I509    Heart failure, unspecified',
    'S060X0A Concussion without loss of consciousness, initial encounter',
    'S060X0S Concussion without loss of consciousness, sequela',
    'W03XXXA Fall on same level due to collision, initial encounter',
    'W03XXXS Fall on same level due to collision, sequela',
  ];
  test('headers follow from the codes; their words are marked as guessed unless the 7th character says them', async () => {
    const [release] = await read(CODES, NEWER, icd10cmCodesFile);
    expect(release?.isDerived).toBe(true);
    expect(release?.codes.map(({ code, parent, billable }) => [code, parent, billable])).toEqual([
      ['I50', undefined, false],
      ['I501', 'I50', true],
      ['I509', 'I50', true],
      ['S06', undefined, false],
      ['S060', 'S06', false],
      ['S060X', 'S060', false],
      ['S060X0', 'S060X', false],
      ['S060X0A', 'S060X0', true],
      ['S060X0S', 'S060X0', true],
      ['W03', undefined, false],
      ['W03XXXA', 'W03', true],
      ['W03XXXS', 'W03', true],
    ]);
    const titles = new Map(release?.codes.map(({ code, title }) => [code, title]));
    expect(titles.get('W03')).toBe(FALL);
    expect(titles.get('S060X0')).toBe('Concussion without loss of consciousness');
    expect(titles.get('S06')).toBe('Concussion without loss of consciousness …');
    expect(titles.get('I50')).toBe('I50.1 to I50.9');
  });
  test.each([
    [[...CODES, 'I509    Heart failure'], 'order.txt:7: I509 stands here a second time'],
    [[...CODES, 'W04'], 'order.txt:7: is no line of a codes file'],
    [[...CODES, 'Delete: W04XXXA'], 'order.txt:7: is no line of a codes file'],
  ])('%j is refused', async (lines, problem) => {
    await expect(read(lines, NEWER, icd10cmCodesFile)).rejects.toThrow(problem);
  });
  test('is told from an order file and from lists of changes', () => {
    expect(icd10cmCodesFile.recognises(`${CODES.join('\n')}\n`)).toBe(true);
    expect(icd10cmCodesFile.recognises(`${LINES.join('\n')}\n`)).toBe(false);
    expect(
      icd10cmCodesFile.recognises('Delete:      B880    Other acariasis\nAdd:         B8801   Infestation\n'),
    ).toBe(false);
  });

  describe('titles of an earlier year', () => {
    let db: Db;
    let close = () => {};
    beforeAll(async () => {
      ({ db, close } = await openEmptyCatalog());
    });
    afterAll(() => close());
    test('of an order file beside it or installed, the latest year winning; never of a later one', async () => {
      const [guessed] = await read(CODES, NEWER, icd10cmCodesFile);
      const [printed] = await read(LINES, { label: 'FY2030' });
      const [later] = await read(without(LINES, 0, ...numbered([line('I50', 0, 'Failing heart')])), {
        label: 'FY2032',
      });
      if (!guessed || !printed || !later) throw new Error('nothing was read');
      const titleIn = (releases: readonly ReleaseContent[]) =>
        releases.find((one) => one.isDerived)?.codes.find(({ code }) => code === 'I50')?.title;
      expect(titleIn(await withEarlierTitles(db, [guessed]))).toBe('I50.1 to I50.9');
      expect(titleIn(await withEarlierTitles(db, [guessed, printed, later]))).toBe('Heart failure');
      await db.transaction(async (tx) => await storeRelease(tx, printed, 1 as Instant));
      const completed = await withEarlierTitles(db, [guessed]);
      expect(titleIn(completed)).toBe('Heart failure');
      expect(completed[0]?.codes.filter((row) => row.billable)).toEqual(guessed.codes.filter((row) => row.billable));
    });
  });
});

describe.skipIf(!CODESETS_DIR)('lists of the years at hand (needs CODESETS_DIR)', () => {
  test.each(['FY2024', 'FY2025', 'FY2026'] as const)(
    '%s: the headers worked out from the codes file are those of the order file, with the same 7th characters',
    async (year) => {
      const contents = await readOfficial(FILES[year]);
      const printed = contents.find((one) => one.kind === 'codes' && !one.isDerived)?.codes ?? [];
      const derived = contents.find((one) => one.kind === 'codes' && one.isDerived)?.codes ?? [];
      const shape = (rows: typeof printed) => rows.map(({ code, parent, billable }) => `${code} ${parent} ${billable}`);
      expect(shape(derived)).toEqual(shape(printed));
      const sevenths = new Map(derived.map(({ code, facts }) => [code, facts]));
      for (const { code, facts } of printed) if (facts) expect(sevenths.get(code), code).toEqual(facts);
    },
  );
  test('the official order is that of the file, but for J4A and chapter 22', async () => {
    const { codes } = await readCodes('FY2026');
    const categories = codes.map(({ code }) => code).filter((code) => code.length === 3 && code !== 'J4A');
    const sorted = categories.toSorted((one, other) => (officialOrder(one) < officialOrder(other) ? -1 : 1));
    // Z3A is printed behind Z39, yet the block Z30-Z39 has it; chapter 22 (U) is printed last, and no range leads into it.
    const place = (list: string[]) => list.filter((code) => code !== 'Z3A' && !code.startsWith('U'));
    expect(place(sorted)).toEqual(place(categories));
  });
  test.each([
    [
      'a line missing in the middle',
      (lines: string[]) => lines.toSpliced(40_000, 1),
      /order\.txt:40001: number 40002 comes after 40000/,
    ],
    ['the second half missing', (lines: string[]) => lines.slice(0, 40_000), /FY2026|any year|incomplete/],
    [
      'a code altered',
      (lines: string[]) => lines.map((text) => text.replace(' A0105   1', ' A0107   1')),
      'has as many billable codes as FY2026, but not the same',
    ],
    ['stated as another year', (lines: string[]) => lines, /order\.txt:\d+: has \w+, which FY2025 does not have yet/],
  ])('FY2026 with %s is refused', async (what, change, problem) => {
    const lines = change(await readLines(FILES.FY2026, /order-2026/));
    const stated = what.startsWith('stated') ? { label: 'FY2025' } : {};
    await expect(read(lines, stated as typeof NEWER)).rejects.toThrow(problem);
  });
  test('FY2024 stated as FY2026 is refused with the line of a code that had ended', async () => {
    const lines = await readLines(FILES.FY2024, /order_2024/);
    await expect(read(lines, { label: 'FY2026' })).rejects.toThrow(
      /order\.txt:\d+: has \w+, which FY2026 does not have any more/,
    );
  });
});
