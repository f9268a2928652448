import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { getCatalog } from '#db/queries/codes';
import { type CodeRange, isInRange } from '#domain/codeset/catalog';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { editFindings } from '#domain/codeset/edits';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';
import { installWholeCatalog } from './whole-catalog.ts';

const pins = { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1' };
const stay = { setting: 'inpatient', age: 40, sex: 'female' } as const;

/** Every `step`-th of them: a sample that is the same in every run. */
const sample = <Item>(items: readonly Item[], step: number): Item[] => items.filter((_, at) => at % step === 0);

describe.skipIf(!CODESETS_DIR)('edits on the complete releases, without the starter set (needs CODESETS_DIR)', () => {
  let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
  let db: Db;
  beforeAll(async () => {
    opened = await openEmptyCatalog();
    db = opened.db;
    await installWholeCatalog(db, CODESETS_DIR);
  }, 180_000);
  afterAll(() => opened.close());

  const codesOf = async (system: string, effectiveFrom: string): Promise<string[]> => {
    const rows = await db.all<{ code: string }>(sql`
      select c.code from codes c join releases r on r.id = c.release_id
      where r.kind = 'codes' and r.system = ${system} and r.effective_from = ${effectiveFrom} and c.billable
      order by c.code`);
    return rows.map(({ code }) => code);
  };
  const onDiagnoses = async (...codes: string[]): Promise<EditFinding[]> => {
    const wanted = codes.map((code) => ({ system: 'icd10cm' as const, code }));
    const sheet = { diagnoses: codes.map((code) => ({ code, poa: 'Y' })), procedures: [], services: [] };
    return editFindings(sheet, stay, await getCatalog(db, { pins, on: '2026-02-01' }, wanted));
  };
  const onProcedures = async (on: string, ...codes: string[]): Promise<EditFinding[]> => {
    const wanted = codes.map((code) => ({ system: 'icd10pcs' as const, code }));
    const sheet = { diagnoses: [], procedures: codes.map((code) => ({ code, date: on })), services: [] };
    return editFindings(sheet, stay, await getCatalog(db, { pins, on }, wanted));
  };

  test('the day of service picks between October and the update of April', async () => {
    const october = new Set(await codesOf('icd10pcs', '2025-10-01'));
    const added = (await codesOf('icd10pcs', '2026-04-01')).filter((code) => !october.has(code));
    expect([october.size, added.length > 0]).toEqual([79_115, true]);
    const before = await onProcedures('2026-03-31', ...added);
    expect(before.map(({ code }) => code)).toEqual(added.map(() => 'outdated-code'));
    expect(before[0]?.message).toContain('is not in force on this date of service');
    expect(await onProcedures('2026-04-01', ...added)).toEqual([]);
  });

  test('a code that the update of April deleted is told as one of another day, not as no code at all', async () => {
    const april = new Set(await codesOf('icd10pcs', '2026-04-01'));
    const deleted = (await codesOf('icd10pcs', '2025-10-01')).filter((code) => !april.has(code));
    expect(deleted.length).toBeGreaterThan(0);
    expect(await onProcedures('2026-03-31', ...deleted)).toEqual([]);
    const after = await onProcedures('2026-04-01', ...deleted);
    expect(after.map(({ code }) => code)).toEqual(deleted.map(() => 'outdated-code'));
  });

  test('an ICD-10-PCS code that is not legal is told at the axis where it leaves its table', async () => {
    const codes = await codesOf('icd10pcs', '2025-10-01');
    const legal = new Set(codes);
    const beginnings = new Set(codes.flatMap((code) => [3, 4, 5, 6].map((length) => code.slice(0, length))));
    const wrong = sample(codes, 211).flatMap((code, at) => {
      const axis = 3 + (at % 4);
      return sample([...'0123456789XYZ'], 3)
        .map((value) => code.slice(0, axis) + value + code.slice(axis + 1))
        .filter((other) => !legal.has(other));
    });
    const findings = await onProcedures('2026-02-01', ...new Set(wrong));
    expect(findings.length).toBeGreaterThan(500);
    for (const [at, code] of [...new Set(wrong)].entries()) {
      const finding = findings.find(({ entry }) => entry === at);
      const fails = [4, 5, 6, 7].find((axis) => axis === 7 || !beginnings.has(code.slice(0, axis)));
      if (finding?.code === 'outdated-code') continue;
      expect(finding?.message, code).toContain(`(character ${fails})`);
    }
  });

  test('an Excludes1 line is told, in its own words, of any code below it beside any code it names', async () => {
    const billable = await codesOf('icd10cm', '2025-10-01');
    const rows = await db.all<{ at: string; text: string; targets: string }>(sql`
      select n.at, n.text, n.targets from notes n join releases r on r.id = n.release_id
      where r.kind = 'tabular' and n.kind = 'excludes1' and n.targets <> '[]' and length(n.at) < 8 and n.at not like '%-%'
      order by n.line`);
    expect(rows.length).toBeGreaterThan(4_500);
    let pairs = 0;
    for (const { at, text, targets } of sample(rows, 23)) {
      const ranges = JSON.parse(targets) as CodeRange[];
      const below = billable.filter((code) => code.startsWith(at)).at(-1);
      const named = billable.find((code) => code !== below && ranges.some((range) => isInRange(code, range)));
      if (!below || !named) continue;
      const said = (await onDiagnoses('Z0000', below, named)).filter(({ code }) => code === 'excludes1');
      expect(said.length, `${below} ${named}`).toBeGreaterThanOrEqual(2);
      expect(said.every(({ message, cites }) => message.includes('“') && cites.includes('OG I.A.12.a'))).toBe(true);
      if (said.some(({ message }) => message.includes(text.slice(0, 30)))) pairs++;
    }
    expect(pairs).toBeGreaterThan(200);
    console.log(`${pairs} pairs of a sample of Excludes1 lines are told with the line itself`);
  });

  test('exempt from POA exactly where the list says so', async () => {
    const found = await onDiagnoses('E1122', 'Z370', 'Z7901');
    expect(
      found.filter(({ code }) => code === 'poa').map(({ related: _, cites: __, ...rest }) => rest.message),
    ).toEqual([
      expect.stringContaining('Z37.0 is on the list of codes exempt'),
      expect.stringContaining('Z79.01 is on the list of codes exempt'),
    ]);
  });
});
