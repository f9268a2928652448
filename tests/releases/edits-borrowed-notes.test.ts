import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { openBook } from '#db/queries/code-book/open-book';
import { getCatalog } from '#db/queries/codes';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { loadStarterRelease, readStarterReleases } from '#db/releases/starter';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { editFindings } from '#domain/codeset/edits';
import type { Instant } from '#domain/time';
import { FILES } from './official-releases.ts';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';

/** The years of which only the list of codes is at hand, each with a day in it. */
const BARE = { FY2024: '2024-02-01', FY2025: '2025-02-01', FY2027: '2026-11-01' };
const BARE_YEARS = Object.keys(BARE) as (keyof typeof BARE)[];
const NOW = 0 as Instant;

describe.skipIf(!CODESETS_DIR)('edits of years without a tabular list (needs CODESETS_DIR)', () => {
  /** Beside the starter set: the lists of the bare years; with the tabular list of FY2026; with that of FY2023 as well. */
  let starter: Awaited<ReturnType<typeof openEmptyCatalog>>;
  let printed: Awaited<ReturnType<typeof openEmptyCatalog>>;
  let older: Awaited<ReturnType<typeof openEmptyCatalog>>;
  async function opened(...files: string[]) {
    const catalog = await openEmptyCatalog();
    await loadStarterRelease(catalog.db, 'content/codes', NOW);
    const sources = await openSources(files.map((path) => join(CODESETS_DIR, path)));
    await installFiles(catalog.db, sources, { now: NOW });
    return catalog;
  }
  beforeAll(async () => {
    const lists = BARE_YEARS.map((year) => FILES[year]);
    starter = await opened(...lists);
    printed = await opened(...lists, FILES.FY2026, FILES.tabular2026, 'edits/MCE_v41.1_code_edits_FY2024.csv.gz');
    older = await opened(FILES.FY2024, FILES.tabular2026, FILES.tabular2023);
  }, 180_000);
  afterAll(() => {
    for (const { close } of [starter, printed, older]) close();
  });

  async function found(db: Db, label: string, codes: readonly string[]): Promise<EditFinding[]> {
    const on = label in BARE ? BARE[label as keyof typeof BARE] : '2026-02-01';
    const wanted = codes.map((code) => ({ system: 'icd10cm' as const, code }));
    const catalog = await getCatalog(db, { pins: { icd10cm: label }, on }, wanted);
    const sheet = { diagnoses: codes.map((code) => ({ code })), procedures: [], services: [] };
    return editFindings(sheet, { setting: 'professional', age: 40, sex: 'female' }, catalog);
  }
  const isBorrowed = ({ message }: EditFinding) => message.endsWith(' has none installed.');

  test.each(BARE_YEARS)('%s: two types of diabetes are a warning that names the year of the note', async (label) => {
    const [finding, ...more] = (await found(printed.db, label, ['E109', 'E119'])).filter(isExcludes1);
    expect(more).toHaveLength(1);
    expect(finding).toMatchObject({
      severity: 'warning',
      cites: ['OG I.A.12.a', 'Tabular E10: Excludes1 note of FY2026, not coded together'],
      message: `E10.9 and E11.9 are not coded together: Excludes1 at E10 says “type 2 diabetes mellitus (E11.-)”. Keep the one the record supports, unless it shows two unrelated conditions. By the notes of FY2026; ${label} has none installed.`,
    });
  });

  test.each(BARE_YEARS)('%s: code first, use additional and the week of pregnancy', async (label) => {
    const told = async (...codes: string[]) =>
      (await found(printed.db, label, codes))
        .filter(isBorrowed)
        .map(({ severity, code, entry }) => `${severity} ${code} ${entry}`);
    expect(await told('I509', 'I110')).toEqual(['warning code-first 0']);
    expect(await told('M1040')).toContain('warning code-first 0');
    expect(await told('I130')).toEqual(['warning use-additional 0']);
    expect(await told('O24410')).toEqual(['warning use-additional 0']);
    expect(await told('I110', 'I509')).toEqual([]);
  });

  test('a manifestation is what the list of edits calls one, in every year: an error as ever', async () => {
    for (const label of BARE_YEARS) {
      const [finding] = (await found(printed.db, label, ['F0280'])).filter(
        ({ code }) => code === 'manifestation-first',
      );
      expect([finding?.severity, finding && isBorrowed(finding)]).toEqual(['error', false]);
    }
  });

  test('a 7th character and a placeholder come from the codes of the year, and are errors as ever', async () => {
    for (const label of BARE_YEARS) {
      const findings = (await found(printed.db, label, ['S93401', 'W03A'])).filter(
        (one) => one.code === 'seventh-character',
      );
      expect(findings.map(({ severity, entry }) => `${severity} ${entry}`)).toEqual(['error 0', 'error 1']);
      expect(findings.filter(isBorrowed)).toEqual([]);
    }
  });

  test('FY2026 has notes of its own: errors, and not a word of another year', async () => {
    const findings = await found(printed.db, 'FY2026', ['E109', 'E119']);
    expect(findings.filter(isExcludes1).map(({ severity }) => severity)).toEqual(['error', 'error']);
    expect(findings.filter(isBorrowed)).toEqual([]);
  });

  test('the year of the notes is the one the code book shows', async () => {
    const chosen = async (db: Db, label: keyof typeof BARE) => {
      const book = await openBook(db, { system: 'icd10cm', label, today: BARE[label] });
      const [finding] = (await found(db, label, ['E109', 'E119'])).filter(isExcludes1);
      expect(finding?.message).toContain(` By the notes of ${book?.notesRead?.label}; `);
      return book?.notesRead?.label;
    };
    for (const label of BARE_YEARS)
      for (const { db } of [starter, printed]) expect(await chosen(db, label)).toBe('FY2026');
    expect(await chosen(older.db, 'FY2024')).toBe('FY2023');
  });

  test('codes that a year has not yet are not named: FY2026’s remission in FY2025', async () => {
    const findings = await found(printed.db, 'FY2025', ['E119', 'E11A']);
    expect(
      findings
        .filter(isBorrowed)
        .map(({ message }) => message)
        .join(),
    ).not.toContain('E11.A');
    expect((await found(printed.db, 'FY2027', ['E119', 'E11A'])).filter(isExcludes1)).toHaveLength(2);
  });

  test.each(BARE_YEARS)('%s: the same hints by the starter set and by the whole list of FY2026', async (label) => {
    const { codes } = readStarterReleases('content/codes').find(
      (one) => one.label === 'FY2026' && one.system === 'icd10cm',
    ) ?? { codes: [] };
    const billable = codes.filter((row) => row.billable).map(({ code }) => code);
    const differing: string[] = [];
    let compared = 0;
    for (let sheet = 0; sheet < 80; sheet++) {
      // Far apart in the list and different on every sheet: 7919 is prime.
      const drawn = Array.from(
        { length: 20 },
        (_, row) => billable[((sheet * 20 + row) * 7919) % billable.length] ?? '',
      );
      const hints = async (db: Db) =>
        (await found(db, label, drawn))
          .filter(isBorrowed)
          .map(
            ({ severity, code, entry, related }) =>
              `${severity} ${code} ${drawn[entry]} ${[...related].sort().join(' ')}`,
          );
      const [few, all] = [await hints(starter.db), await hints(printed.db)];
      compared += few.length;
      differing.push(...few.filter((hint) => !all.includes(hint)).map((hint) => `starter only: ${hint}`));
      differing.push(...all.filter((hint) => !few.includes(hint)));
    }
    // The starter set holds relations between codes and no prose.
    expect(differing.filter((hint) => !/^warning code-first \S+ $/.test(hint))).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});

const isExcludes1 = ({ code }: EditFinding) => code === 'excludes1';
