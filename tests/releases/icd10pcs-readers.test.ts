import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { icd10pcsIndexAddenda } from '#db/releases/icd10pcs/index-addenda';
import { icd10pcsOrderFile } from '#db/releases/icd10pcs/order-file';
import { icd10pcsTablesAddenda } from '#db/releases/icd10pcs/tables-addenda';
import { icd10pcsTables } from '#db/releases/icd10pcs/tables-xml';
import { foreignText } from './foreign-text.ts';
import { PCS_FILES, type PcsFile, pcsFileText, readPcsFile } from './official-pcs.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const orderLine = (place: number, code: string, title: string) =>
  `${String(place).padStart(5, '0')} ${code.padEnd(7)} ${code.length === 7 ? 1 : 0} ${title.slice(0, 60).padEnd(60)} ${title}`;
const SMALL = [
  orderLine(1, '0SR', 'Lower Joints, Replacement'),
  orderLine(2, '0SR90J9', 'Replacement of Right Hip Joint with Synthetic Substitute, Cemented, Open Approach'),
  orderLine(3, '0SR90JA', 'Replacement of Right Hip Joint with Synthetic Substitute, Uncemented, Open Approach'),
];
const readOrder = (lines: string[], stated: StatedIdentity = { label: 'FY2030' }) =>
  icd10pcsOrderFile.read(foreignText(lines.join('\r\n'), { name: 'order.txt' }), stated);

describe('an order file', () => {
  test('of a year that was stated', async () => {
    const [release] = await readOrder(SMALL);
    expect(release).toMatchObject({ label: 'FY2030', effectiveFrom: '2029-10-01', effectiveTo: '2030-09-30' });
    expect(release?.codes.map(({ code, parent }) => [code, parent])).toEqual([
      ['0SR', undefined],
      ['0SR90J9', '0SR'],
      ['0SR90JA', '0SR'],
    ]);
  });
  test.each<[string, string[], string]>([
    ['a line is missing', SMALL.toSpliced(1, 1), 'order.txt:2: has the order number 00003'],
    ['a line is cut', [...SMALL.slice(0, 2), SMALL[2]?.slice(0, 40) ?? ''], 'order.txt:3: is not a line'],
    [
      'codes are out of order',
      SMALL.map((line) => line.replace('0SR90JA', '0SR90J2')),
      'order.txt:3: has 0SR90J2 behind',
    ],
    ['a code is a header', SMALL.map((line) => line.replace('0SR90JA 1', '0SR90JA 0')), 'which is a code, as a table'],
    ['a table is missing', [orderLine(1, '0SR90J9', 'Replacement')], 'without its table 0SR above it'],
    ['nothing is in it', [''], 'order.txt: has no codes'],
  ])('is refused when %s', async (_why, lines, message) => {
    await expect(readOrder(lines)).rejects.toThrow(ForeignFileError);
    await expect(readOrder(lines)).rejects.toThrow(message);
  });
  test('is refused when nobody says of which year an unknown one is', async () => {
    await expect(readOrder(SMALL, {})).rejects.toThrow('has 2 codes and is of no year known here');
    await expect(readOrder(SMALL, { label: 'FY2026' })).rejects.toThrow(ForeignFileError);
    await expect(readOrder(SMALL, { label: 'next year' })).rejects.toThrow('state --label');
  });
});

describe('tables', () => {
  const axis = (place: number, labels: string, values = labels.length) =>
    `<axis pos="${place}" values="${values}"><title>Axis</title>${[...labels].map((code) => `<label code="${code}">Value ${code}</label>`).join('')}</axis>`;
  const tables = (row: string, codes: number, version = '2030') =>
    `<?xml version="1.0"?><ICD10PCS.tabular><version>${version}</version><pcsTable>${axis(1, '0')}${axis(2, 'S')}${axis(3, 'R')}<pcsRow codes="${codes}">${row}</pcsRow></pcsTable></ICD10PCS.tabular>`;
  const row = axis(4, '9B') + axis(5, '0') + axis(6, 'J') + axis(7, '9AZ');
  const read = (xml: string, stated = {}) => icd10pcsTables.read(foreignText(xml, { name: 'tables.xml' }), stated);

  test('are read with their year, values and labels', async () => {
    const [release] = await read(tables(row, 6));
    expect(release).toMatchObject({ label: 'FY2030', kind: 'pcs-tables', coverage: 'whole' });
    expect(release?.pcsRows).toEqual([{ pcsTable: '0SR', values: ['9B', '0', 'J', '9AZ'] }]);
    expect(release?.pcsValues).toContainEqual({ pcsTable: '0SR', axis: 4, value: 'B', label: 'Value B' });
  });
  test.each([
    ['a row allows another number of codes', tables(row, 5), 'promises 5 codes and allows 6'],
    [
      'a value is missing',
      tables(axis(4, '9', 2) + axis(5, '0') + axis(6, 'J') + axis(7, 'Z'), 1),
      'promises 2 values',
    ],
    ['an axis is missing', tables(axis(4, '9') + axis(5, '0') + axis(7, 'Z'), 1), 'axis 7 is out of order'],
    ['a value is no value', tables(axis(4, 'O') + axis(5, '0') + axis(6, 'J') + axis(7, 'Z'), 1), 'is no axis value'],
    ['the year is missing', tables(row, 6, ''), 'does not say of which year it is'],
    ['it is cut', tables(row, 6).slice(0, 700), 'not well-formed'],
  ])('are refused when %s', async (_why, xml, message) => {
    await expect(read(xml)).rejects.toThrow(message);
    await expect(read(xml)).rejects.toThrow(ForeignFileError);
  });
  test('are refused when another year was stated', async () => {
    await expect(read(tables(row, 6), { label: 'FY2029' })).rejects.toThrow('FY2030');
  });
});

test('index addenda say what is added and deleted, and where', async () => {
  const text = [
    'Lttr             P',
    'Main             Prostatectomy',
    '     Add           Simple see Resection, Prostate 0VT',
    '                   Radical',
    '     Delete          Open 0VT00ZZ',
  ].join('\r\n');
  expect(icd10pcsIndexAddenda.recognises(text)).toBe(true);
  const [release] = await icd10pcsIndexAddenda.read(foreignText(text), {
    label: 'FY2030',
    effectiveFrom: '2030-04-01',
  });
  expect(release?.indexTerms).toEqual([
    { level: 0, letter: 'P', title: 'Prostatectomy' },
    { parent: 0, level: 1, letter: 'P', title: 'Simple', see: 'Resection, Prostate', code: '0VT', cells: ['Add'] },
    { parent: 0, level: 1, letter: 'P', title: 'Radical' },
    { parent: 2, level: 2, letter: 'P', title: 'Open', code: '0VT00ZZ', cells: ['Delete'] },
  ]);
});

test('tables addenda with a panel that lacks an axis are refused', async () => {
  const text =
    'FY2030: table 0 S R\n  First character (Section) is value 0: Medical\n\nFY2030: First panel of table 0 S R\n';
  expect(icd10pcsTablesAddenda.recognises(text)).toBe(true);
  await expect(icd10pcsTablesAddenda.read(foreignText(text), {})).rejects.toThrow('without all its axes');
});

describe.skipIf(!CODESETS_DIR)('damaged official files (needs CODESETS_DIR)', () => {
  // Beginnings are enough: the whole files take seconds each.
  const heads = (Object.keys(PCS_FILES) as PcsFile[]).map((which) => [which, PCS_FILES[which][0]] as const);
  test.each(heads)(
    '%s: cut anywhere, or with characters changed, it is read or refused with a sentence',
    async (which, reader) => {
      const text = pcsFileText(which).slice(0, 6_000);
      const aPlace = fc.nat(text.length);
      await fc.assert(
        fc.asyncProperty(
          aPlace,
          fc.array(fc.tuple(aPlace, fc.string({ minLength: 1, maxLength: 3 })), { maxLength: 4 }),
          async (end, changes) => {
            const damaged = changes.reduce(
              (now, [at, put]) => now.slice(0, at) + put + now.slice(at + put.length),
              text.slice(0, end),
            );
            const error = await reader.read(foreignText(damaged), { label: 'FY2030' }).then(
              () => undefined,
              (reason: unknown) => reason,
            );
            expect(error === undefined || error instanceof ForeignFileError, String(error)).toBe(true);
          },
        ),
      );
    },
  );
});

describe.skipIf(!CODESETS_DIR)('the official files (needs CODESETS_DIR)', () => {
  const FILES = Object.keys(PCS_FILES) as PcsFile[];
  test('are each recognised by one reader', () => {
    const readers = [...new Set(Object.values(PCS_FILES).map(([reader]) => reader))];
    for (const which of FILES) {
      const head = pcsFileText(which).slice(0, 65_536);
      expect(
        readers.filter((reader) => reader.recognises(head)).map(({ title }) => title),
        which,
      ).toEqual([PCS_FILES[which][0].title]);
    }
  });

  test.each<[PcsFile, string, string, 'codes' | 'pcsRows' | 'indexTerms' | 'definitions' | 'conversions', number]>([
    ['order2025', 'FY2025', '2024-10-01', 'codes', 79_856],
    ['order2026', 'FY2026', '2025-10-01', 'codes', 80_029],
    ['orderApril2026', 'FY2026', '2026-04-01', 'codes', 80_110],
    ['tables', 'FY2025', '2024-10-01', 'pcsRows', 2_661],
    ['tablesAddenda', 'FY2026', '2026-04-01', 'pcsRows', 457],
    ['index', 'FY2025', '2024-10-01', 'indexTerms', 24_484],
    ['indexAddenda', 'FY2026', '2026-04-01', 'indexTerms', 110],
    ['definitions', 'FY2023', '2022-10-01', 'definitions', 1_031],
    ['definitionsAddenda', 'FY2026', '2026-04-01', 'definitions', 12],
    ['conversions', 'FY2026', '2026-04-01', 'conversions', 15_131],
  ])('%s: %s from %s with all its %s', async (which, label, effectiveFrom, kind, count) => {
    const release = await readPcsFile(which);
    expect(release).toMatchObject({ label, effectiveFrom, effectiveTo: `${label.slice(2)}-09-30`, system: 'icd10pcs' });
    expect(release[kind]).toHaveLength(count);
  });

  test('an order file that lost its last line or has another code is refused, and so is one stated to be of another year', async () => {
    const text = pcsFileText('orderApril2026');
    await expect(readPcsFile('orderApril2026', text.trimEnd().replace(/\n[^\n]*$/, ''))).rejects.toThrow(
      'has 79192 codes instead of 79193',
    );
    await expect(readPcsFile('orderApril2026', text.replace(' XY0YX37 ', ' XY0YX38 '))).rejects.toThrow(
      'reads like FY2026 from 2026-04-01, but has other codes',
    );
    const wrong = icd10pcsOrderFile.read(foreignText(text, { size: 65_536 }), { label: 'FY2025' });
    await expect(wrong).rejects.toThrow('is FY2026 from 2026-04-01, not FY2025');
  });

  test('the index leads on: all but two of its codes begin a code of its year', async () => {
    const begins = new Set(
      (await readPcsFile('order2025')).codes.flatMap(({ code }) =>
        [3, 4, 5, 6, 7].map((length) => code.slice(0, length)),
      ),
    );
    const { indexTerms } = await readPcsFile('index');
    const lost = indexTerms.flatMap(({ code }) => (code && !begins.has(code) ? [code] : []));
    // The published index of 2025 still names two codes that its order file no longer has.
    expect(lost).toEqual(['5A0512C', '5A0522C']);
  });
});
