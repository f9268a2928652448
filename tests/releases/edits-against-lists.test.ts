import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { CODE_EDITS, readOfficialText, SIMPLE_CODE_EDITS } from '#db/releases/official-files';
import { type Catalog, type CodeEntry, makeCatalog } from '#domain/codeset/catalog';
import type { Code } from '#domain/codeset/code';
import { editFindings } from '#domain/codeset/edits';
import { CODESETS_DIR } from './open-catalog.ts';

/** A patient whom each conflict rule of the Medicare Code Editor refuses, and what the edit then says. */
const REFUSED: Record<string, { age: number; sex: 'female' | 'male'; finding: string }> = {
  'Female Only': { age: 30, sex: 'male', finding: 'warning demographic-conflict' },
  'Male Only': { age: 30, sex: 'female', finding: 'warning demographic-conflict' },
  'Perinatal/Newborn (Age 0 Only)': { age: 1, sex: 'female', finding: 'error demographic-conflict' },
  'Pediatric (Ages 0-17)': { age: 18, sex: 'female', finding: 'error demographic-conflict' },
  'Maternity (Ages 9-64)': { age: 65, sex: 'female', finding: 'error demographic-conflict' },
  'Adult (Ages 15-124)': { age: 14, sex: 'female', finding: 'error demographic-conflict' },
  'Manifestation (Not Allowed as Principal Diagnosis)': {
    age: 30,
    sex: 'female',
    finding: 'error manifestation-first',
  },
};

/** The principal-diagnosis lists of v37 and what the edit then says of an inpatient. */
const PRINCIPAL: Record<string, string> = {
  Principal_Unacceptable: 'error unacceptable-principal',
  Principal_Questionable_Admit: 'warning questionable-admission',
};

describe.skipIf(!CODESETS_DIR)('edits against the Medicare Code Editor lists (needs CODESETS_DIR)', () => {
  let catalog: Catalog;
  let billable: string[];
  beforeAll(async () => {
    const { codes } = await officialIcd10cm(CODESETS_DIR, 'FY2026');
    const entries = codes.map((row): CodeEntry => {
      return {
        ...row,
        system: 'icd10cm',
        code: row.code as Code,
        parent: undefined,
        notes: [],
        facts: row.facts ?? {},
      };
    });
    catalog = makeCatalog({ pins: { icd10cm: 'FY2026' }, entries });
    billable = codes.filter((row) => row.billable).map(({ code }) => code);
  });
  const findings = (code: string, age: number, sex: 'female' | 'male', setting = 'professional') =>
    editFindings({ diagnoses: [{ code }], procedures: [], services: [] }, { setting, age, sex }, catalog).map(
      (finding) => `${finding.severity} ${finding.code}`,
    );

  test('every listed pair of code and patient is found, and no unlisted code', () => {
    const listed = new Set<string>();
    let checked = 0;
    for (const line of readOfficialText(CODESETS_DIR, CODE_EDITS).split('\n').slice(1)) {
      const cells = line.slice(1, -1).split('","');
      const code = (cells[0] ?? '').replace('.', '');
      const refused = REFUSED[cells.at(-1) ?? ''];
      if (!refused || !catalog.find('icd10cm', code)?.billable) continue;
      listed.add(`${code} ${refused.finding.split(' ')[1]}`);
      expect(findings(code, refused.age, refused.sex), line).toContain(refused.finding);
      checked++;
    }
    expect(checked).toBe(7_946);
    for (const code of billable)
      for (const [age, sex] of [
        [30, 'male'],
        [1, 'female'],
        [80, 'female'],
      ] as const)
        for (const finding of findings(code, age, sex))
          if (/demographic|manifestation/.test(finding)) expect(listed).toContain(`${code} ${finding.split(' ')[1]}`);
    console.log(`${checked} rows of the lists agree with the edits`);
  });

  /** Why a code of the v37 lists has another finding on an FY2026 sheet. */
  const causeOf = (code: string, found: string[]): string | undefined => {
    const entry = catalog.find('icd10cm', code);
    if (!entry?.billable) return entry ? 'subdivided' : 'deleted';
    return found.includes('error manifestation-first') ? 'manifestation' : undefined;
  };

  test('principal diagnoses of v37: every listed code of FY2026 is found, no other, and the rest is explained', () => {
    const listed = new Set<string>();
    const rest: string[] = [];
    for (const line of readOfficialText(CODESETS_DIR, SIMPLE_CODE_EDITS).split('\n').slice(1)) {
      const [, , , , edit = '', , code = ''] = line.split('\t');
      const expected = PRINCIPAL[edit];
      if (!expected) continue;
      const found = findings(code, 30, 'female', 'inpatient');
      const cause = causeOf(code, found);
      if (cause) {
        rest.push([code, expected.split(' ')[1]?.replace('-', ' '), cause].join('\t'));
      } else {
        expect(found, line).toContain(expected);
        listed.add(`${code} ${expected}`);
      }
    }
    const explained = readFileSync('tests/releases/mce-v37-rest.tsv', 'utf8').trim().split('\n');
    expect(rest.sort()).toEqual(explained.filter((line) => !line.startsWith('#')));
    for (const code of billable)
      for (const finding of findings(code, 30, 'female', 'inpatient'))
        if (/principal|questionable/.test(finding)) expect(listed).toContain(`${code} ${finding}`);
    expect([listed.size, rest.length]).toEqual([2_400, 33]);
    console.log(`${listed.size} codes of the v37 lists agree with the edits; ${rest.length} are of another year`);
  });
});
