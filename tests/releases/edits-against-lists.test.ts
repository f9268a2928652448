import { describe, expect, test } from 'vitest';
import { officialIcd10cm } from '#db/releases/official-content';
import { CODE_EDITS, readOfficialText } from '#db/releases/official-files';
import { type CodeEntry, makeCatalog } from '#domain/codeset/catalog';
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

describe.skipIf(!CODESETS_DIR)('edits against the Medicare Code Editor lists (needs CODESETS_DIR)', () => {
  test('every listed pair of code and patient is found, and no unlisted code', () => {
    const { codes } = officialIcd10cm(CODESETS_DIR, 'FY2026');
    const entries = codes.map(
      (row): CodeEntry => ({
        ...row,
        system: 'icd10cm',
        code: row.code as Code,
        parent: undefined,
        notes: [],
        facts: row.facts ?? {},
      }),
    );
    const catalog = makeCatalog({ pins: { icd10cm: 'FY2026' }, entries });
    const findings = (code: string, age: number, sex: 'female' | 'male') =>
      editFindings(
        { diagnoses: [{ code }], procedures: [], services: [] },
        { setting: 'professional', age, sex },
        catalog,
      ).map((finding) => `${finding.severity} ${finding.code}`);
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
    expect(checked).toBeGreaterThan(7_500);
    for (const { code, billable } of codes)
      if (billable)
        for (const [age, sex] of [
          [30, 'male'],
          [1, 'female'],
          [80, 'female'],
        ] as const)
          for (const finding of findings(code, age, sex))
            if (/demographic|manifestation/.test(finding)) expect(listed).toContain(`${code} ${finding.split(' ')[1]}`);
    console.log(`${checked} rows of the lists agree with the edits`);
  });
});
