import { describe, expect, test } from 'vitest';
import { hcpcsAnwebReader } from '#db/releases/hcpcs/anweb-reader';
import { quarterOf } from '#db/releases/hcpcs/quarter';
import { HCPCS, readOfficialText } from '#db/releases/official-files';
import { drugUnitOf, drugUnitText } from '#domain/codeset/drug-unit';
import { foreignText } from './foreign-text.ts';
import { CODESETS_DIR } from './open-catalog.ts';

/** A record in the layout of the file, 320 characters wide. */
function record(
  name: string,
  kind: string,
  text: string,
  more: { short?: string; since?: string; until?: string } = {},
) {
  const { short = 'Short text', since = '20240101', until = '' } = more;
  const head = `${name.padStart(5)}00100${kind}${text.padEnd(80)}${short.padEnd(28)}`.padEnd(229);
  return `${`${head}D`.padEnd(268)}${since}${since}${until.padEnd(8)}N`.padEnd(320);
}
const LINES = [
  record('LT', '7', 'Left side'),
  record('J0001', '3', 'Injection, something, per', { since: '20310101', short: 'Something inj' }),
  record('J0001', '4', '  10 mg'),
  record('J0002', '3', 'Injection, withdrawn', { until: '20301231' }),
  record('J0003', '3', 'Injection, on its last day', { until: '20310101' }),
  record('V0001', '3', 'Lens'),
];
const read = (lines: string[], label?: string) =>
  hcpcsAnwebReader.read(foreignText(`${lines.join('\r\n')}\r\n`, { size: 77 }), label ? { label } : {});

describe('HCPCS Level II file', () => {
  test('codes in force, codes of the past, modifiers; the quarter is that of the newest change', async () => {
    const [inForce, past] = await read(LINES);
    expect(inForce).toMatchObject({
      label: '2031Q1',
      effectiveFrom: '2031-01-01',
      coverage: 'whole',
      source: 'official',
    });
    expect(inForce?.codes.map(({ code, title }) => [code, title])).toEqual([
      ['J0001', 'Injection, something, per 10 mg'],
      ['J0003', 'Injection, on its last day'],
      ['V0001', 'Lens'],
    ]);
    expect(inForce?.codes[0]?.facts?.hcpcs).toEqual({
      shortTitle: 'Something inj',
      addedOn: '2031-01-01',
      effectiveOn: '2031-01-01',
      coverage: 'special-instructions',
      unit: { amount: 10, measure: 'mg' },
    });
    expect(inForce?.modifiers).toEqual([{ code: 'LT', title: 'Left side', kind: 'anatomic' }]);
    expect(past).toMatchObject({ label: 'before-2031Q1', effectiveTo: '2030-12-31', coverage: 'differences' });
    expect(past?.codes.map(({ code }) => code)).toEqual(['J0002']);
  });
  test.each([
    [[...LINES, 'J0004001003Injection'], 'file.txt:7: the record is cut off'],
    [[...LINES, 'something else'], 'file.txt:7: this is no HCPCS record'],
    [[...LINES, record('J0009', '4', 'more')], 'file.txt:7: the record goes on with a text'],
    [[...LINES, record('D0001', '3', 'Tooth')], 'D codes belong to the American Dental Association'],
    [[...LINES, record('0001X', '3', 'Something')], 'the file that holds CPT'],
    [[...LINES, record('J0001', '3', 'Again')], 'J0001 stands twice'],
    [LINES.slice(0, -1), 'ends with J0003, where the list goes on to V: its end is missing'],
  ])('refused: %#', async (lines, why) => {
    await expect(read(lines)).rejects.toThrow(why);
  });
  test('a stated quarter that the file contradicts is refused', async () => {
    await expect(read(LINES, '2031Q2')).rejects.toThrow('it is 2031Q1 and not 2031Q2');
    expect((await read(LINES, '2031Q1'))[0]?.label).toBe('2031Q1');
  });
  test('it is recognised by its records and nothing else is', () => {
    expect(hcpcsAnwebReader.recognises(`\r\n${LINES.join('\r\n')}`)).toBe(true);
    expect(hcpcsAnwebReader.recognises('00001 A00     0 Cholera')).toBe(false);
    expect(hcpcsAnwebReader.recognises('0001X\tA text')).toBe(false);
  });
  test.each([
    ['2025-02-24', '2025Q1', '2025-01-01', '2024-12-31'],
    ['2026-10-01', '2026Q4', '2026-10-01', '2026-09-30'],
  ])('the quarter of %s', (day, label, effectiveFrom, dayBefore) => {
    expect(quarterOf(day)).toEqual({ label, effectiveFrom, dayBefore });
  });
});

describe('what one unit is', () => {
  test.each([
    ['Injection, something, 10 mg', '10 mg'],
    ['Injection, something, per 1,000 units', '1,000 units'],
    ['Something implant, per 3.6 mg', '3.6 mg'],
    ['Injection, something (brand), biosimilar, 0.5 mg', '0.5 mg'],
    ['Injection, something, up to 1 ml', 'up to 1 ml'],
    ['Injection, something, 0.9 mg, provided in 1.1 mg vial', '0.9 mg'],
    ['Something, 10 mg, oral, for use at the time of treatment, not to exceed a 48 hour regimen', '10 mg'],
    ['Something, per square centimeter', '1 cm²'],
    ['Injection, something, per 1.2 million units', '1,200,000 units'],
    ['Injection, something, 20 micrograms', '20 mcg'],
    ['Injection, something-abcd 1 mg', '1 mg'],
  ])('%s', (title, unit) => {
    expect(drugUnitText(drugUnitOf(title) ?? { amount: 0, measure: 'mg' })).toBe(unit);
  });
  test.each([
    'Injection, one 50 mg and other 25 mg',
    'One/other, oral, less than or equal to 3 mg one',
    'Injection, one, 25% in 50 ml',
    'Cast supplies, shoulder cast, plaster',
    'Injection, something, 2mg/3mg',
    'Something, 10 mg, in a pack, 20 mg',
  ])('%s: none, rather than a guess', (title) => {
    expect(drugUnitOf(title)).toBeUndefined();
  });
});

describe.skipIf(!CODESETS_DIR)('the file of January 2025 (needs CODESETS_DIR)', () => {
  test('8,259 codes, 383 modifiers, and how many J and Q codes say what a unit is', async () => {
    const text = readOfficialText(CODESETS_DIR, ...HCPCS);
    expect(hcpcsAnwebReader.recognises(text.slice(0, 65_536))).toBe(true);
    const [inForce, past] = await hcpcsAnwebReader.read(foreignText(text, { size: 65_536 }), {});
    expect(inForce?.label).toBe('2025Q1');
    expect((inForce?.codes.length ?? 0) + (past?.codes.length ?? 0)).toBe(8_259);
    expect(inForce?.modifiers).toHaveLength(383);
    const drugs = inForce?.codes.filter(({ code }) => /^[JQ]/.test(code)) ?? [];
    const withUnit = drugs.filter(({ facts }) => facts?.hcpcs?.unit);
    console.log(`J and Q codes in force: ${drugs.length}; their text names one unit: ${withUnit.length}`);
    expect(withUnit.length / drugs.length).toBeGreaterThan(0.8);
    // By hand from the file: one of each way of writing.
    const unit = (code: string) => drugs.find((row) => row.code === code)?.facts?.hcpcs?.unit;
    expect(unit('J1100')).toEqual({ amount: 1, measure: 'mg' });
    expect(unit('J9202')).toEqual({ amount: 3.6, measure: 'mg' });
    expect(unit('J2650')).toEqual({ amount: 1, measure: 'ml', upTo: true });
    expect(unit('J0695')).toBeUndefined();
  });
});
