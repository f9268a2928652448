import { globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { officialIcd10pcs } from '#db/releases/icd10pcs/starter-source';
import { officialHcpcs } from '#db/releases/official-content';
import { HCPCS, POA_EXEMPT, readOfficialText } from '#db/releases/official-files';
import type { ReleaseContent } from '#db/releases/release-content';
import { readStarterReleases } from '#db/releases/starter';
import { isInRange } from '#domain/codeset/catalog';
import { CODESETS_DIR } from './open-catalog.ts';

const starters = readStarterReleases('content/codes');
const starter = (system: string, label: string): ReleaseContent => {
  const found = starters.find((release) => release.system === system && release.label === label);
  if (!found) throw new Error(`${system} ${label} is not in content/codes`);
  return found;
};
const family = (code: string) => code.slice(0, 3);
const facts = ({ code, title, billable, parent }: ReleaseContent['codes'][number]) => ({
  code,
  title,
  billable,
  parent,
});

describe('the files', () => {
  const files = globSync('content/codes/**/*.tsv');
  test('are small enough to review and name no CPT code', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      expect(statSync(file).size, file).toBeLessThan(300_000);
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\b(?:\d{5}|\d{4}[A-Z])\b/);
    }
  });
  test('hold families, never a whole release', () => {
    expect(starter('icd10cm', 'FY2026').codes.length).toBeLessThan(98_186 / 2);
    expect(starter('icd10pcs', 'FY2026').codes.length).toBeLessThan(80_029 / 2);
    expect(starter('hcpcs', '2025Q1').codes.length).toBeLessThan(8_259 / 2);
  });
  test('no code stands twice in a release', () => {
    for (const { codes, label } of starters)
      expect(new Set(codes.map(({ code }) => code)).size, label).toBe(codes.length);
  });
});

describe.skipIf(!CODESETS_DIR)('every starter row against the official releases (needs CODESETS_DIR)', () => {
  test.each([
    ['icd10cm', 'FY2026', () => officialIcd10cm(CODESETS_DIR, 'FY2026')],
    ['icd10pcs', 'FY2026', () => officialIcd10pcs(CODESETS_DIR, 'FY2026')],
    ['hcpcs', '2025Q1', () => officialHcpcs(CODESETS_DIR)],
  ] as const)('%s %s: code, title, billable, parent and order; each family whole', async (system, label, official) => {
    const own = starter(system, label);
    const families = new Set(own.codes.map(({ code }) => family(code)));
    const theirs = (await official()).codes.filter(({ code }) => families.has(family(code)));
    const known = new Map(theirs.map((row) => [row.code, row]));
    expect(own.codes.map(({ code }) => code)).toEqual(theirs.map(({ code }) => code));
    for (const row of own.codes) expect(facts(row)).toEqual(facts(known.get(row.code) ?? row));
    console.log(`${system} ${label}: ${own.codes.length} rows of ${families.size} families equal the official ones`);
  });

  // The raw lists, read here a second time on purpose: the generator's reader may be wrong.
  test('POA exempt exactly where the FY2026 list says so', () => {
    const listed = new Set(
      readOfficialText(CODESETS_DIR, ...POA_EXEMPT)
        .split('\n')
        .map((line) => line.split('\t')[1]?.replace('.', '')),
    );
    for (const { code, billable, facts: own } of starter('icd10cm', 'FY2026').codes)
      if (billable) expect(own?.poaExempt === true, code).toBe(listed.has(code));
  });

  test('HCPCS modifiers are all those of the file', () => {
    const lines = readOfficialText(CODESETS_DIR, ...HCPCS).split('\n');
    const listed = lines.filter((line) => line[10] === '7').map((line) => line.slice(3, 5));
    expect(starter('hcpcs', '2025Q1').modifiers.map(({ code }) => code)).toEqual(listed);
    expect(listed).toHaveLength(383);
  });

  test('every fact and relation equals what the official lists give', async () => {
    const official = await officialIcd10cm(CODESETS_DIR, 'FY2026');
    const own = starter('icd10cm', 'FY2026');
    const listed = new Map(official.codes.map(({ code, facts: of }) => [code, of ?? {}]));
    for (const { code, facts: of } of own.codes) expect(of ?? {}, code).toEqual(listed.get(code));
    const families = new Set(own.codes.map(({ code }) => family(code)));
    const isOurs = (at: string) =>
      (families.has(family(at)) && own.codes.some(({ code }) => code === at)) ||
      own.sections.some(({ key }) => key === at);
    const sorted = (notes: ReleaseContent['notes']) => notes.map((note) => JSON.stringify(note)).sort();
    expect(sorted(own.notes)).toEqual(sorted(official.notes.filter(({ at }) => isOurs(at))));
    const above = official.sections.filter(({ first, last }) =>
      [...families].some((one) => isInRange(one, { from: first, to: last })),
    );
    expect(own.sections).toEqual(above);
  });
});
