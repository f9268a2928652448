import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/client';
import { openBook } from '#db/queries/code-book/open-book';
import { findCodes } from '#db/queries/code-search';
import { getCatalog } from '#db/queries/codes';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { officialIcd10pcs } from '#db/releases/icd10pcs/starter-source';
import { endedHcpcs, officialHcpcs } from '#db/releases/official-content';
import { officialRelease, type ReleaseContent } from '#db/releases/release-content';
import { loadStarterRelease } from '#db/releases/starter';
import { storeRelease } from '#db/releases/store-release';
import type { Catalog } from '#domain/codeset/catalog';
import { editFindings } from '#domain/codeset/edits';
import type { Instant } from '#domain/time';
import { CODESETS_DIR, openEmptyCatalog } from '../releases/open-catalog.ts';

const pins = { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1', px: '2026' };
const NOW = 1_700_000_000_000 as Instant;
const choice = { pins, on: '2026-02-01' };
const cm = (code: string) => ({ system: 'icd10cm' as const, code });

/** Runs `work` and answers how many statements it sent. */
async function countQueries(db: Db, work: () => Promise<unknown>): Promise<number> {
  const execute = db.$client.execute.bind(db.$client);
  let queries = 0;
  db.$client.execute = ((...given: Parameters<typeof execute>) => {
    queries++;
    return execute(...given);
  }) as typeof execute;
  await work();
  db.$client.execute = execute;
  return queries;
}

describe('the starter set', () => {
  let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
  let db: Db;
  let catalog: Catalog;
  const wanted = [
    cm('I130'),
    cm('S93401A'),
    cm('W03A'),
    cm('H2511'),
    cm('E9999'),
    cm('Q000'),
    { system: 'icd10pcs' as const, code: '0SR90J9' },
    { system: 'hcpcs' as const, code: 'J3301' },
    { system: 'px' as const, code: 'PX104' },
  ];
  beforeAll(async () => {
    opened = await openEmptyCatalog();
    db = opened.db;
    await loadStarterRelease(db, 'content/codes', NOW);
    catalog = await getCatalog(db, choice, wanted);
  });
  afterAll(() => opened.close());

  test('is loaded once and then left alone', async () => {
    expect((await loadStarterRelease(db, 'content/codes', NOW)).written).toEqual([]);
  });

  test('a changed file brings its release in anew, and only that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codes-'));
    cpSync('content/codes', folder, { recursive: true });
    const file = join(folder, 'hcpcs-2025Q1', 'J33.tsv');
    writeFileSync(file, `# a comment more\n${readFileSync(file, 'utf8')}`);
    expect((await loadStarterRelease(db, folder, NOW)).written).toEqual(['hcpcs 2025Q1']);
    writeFileSync(file, 'J33.00 broken');
    await expect(loadStarterRelease(db, folder, NOW)).rejects.toThrow(/J33\.tsv:1: a code needs/);
    const { rows } = await db.$client.execute("select count(*) n from codes where code = 'J3301'");
    expect(rows[0]?.n).toBe(1);
    rmSync(folder, { recursive: true });
  });

  test('an entry has its own notes and those of everything above it', () => {
    const found = catalog.find('icd10cm', 'I130');
    expect(found).toMatchObject({ billable: true, parent: 'I13', facts: { severity: 'CC' } });
    const places = found?.notes.map(({ at, kind }) => `${at} ${kind}`) ?? [];
    expect(places).toContain('I130 use-additional');
    expect(places).toContain('I10-I1A excludes1');
    // Excludes2 allows both codes: it is for readers.
    expect(places.filter((place) => place.endsWith('excludes2'))).toEqual([]);
  });

  test('an entry has the notes of its chapter and block', async () => {
    const found = (await getCatalog(db, choice, [cm('O80')])).find('icd10cm', 'O80');
    const places = found?.notes.map(({ at, kind }) => `${at} ${kind}`) ?? [];
    expect(places).toContain('O80 use-additional');
    expect(places).toContain('chapter 15 use-additional');
  });

  test('7th characters come down from the header', () => {
    expect(Object.keys(catalog.find('icd10cm', 'S93401A')?.facts.seventhCharacters ?? {})).toEqual(['A', 'D', 'S']);
  });

  test('forms that edits ask about are there', () => {
    expect(catalog.find('icd10cm', 'W03XXXA')?.billable).toBe(true);
    expect(catalog.find('icd10cm', 'H2513')?.title).toMatch(/bilateral/);
  });

  test('an absent code is wrong inside an installed family only', () => {
    expect([catalog.find('icd10cm', 'E9999'), catalog.find('icd10cm', 'Q000')]).toEqual([undefined, undefined]);
    expect(catalog.covers('icd10cm', 'S93999')).toBe(true);
    expect(catalog.covers('icd10cm', 'Q000')).toBe(false);
    expect(catalog.covers('hcpcs', 'J3399')).toBe(true);
    expect(catalog.covers('hcpcs', 'K0001')).toBe(false);
    expect(catalog.covers('px', 'PX999')).toBe(true);
  });

  test('a code of a later year is known as such', async () => {
    const other = await getCatalog(db, choice, [cm('C7831')]);
    expect(other.find('icd10cm', 'C7831')).toBeUndefined();
    expect(other.isKnownElsewhere('icd10cm', 'C7831')).toBe(true);
    expect(other.isKnownElsewhere('icd10cm', 'I130')).toBe(false);
  });

  test.each([
    [['E10.9', 'E11.9'], 'excludes1'],
    [['I13.0', 'I50.9'], undefined],
    [['I13.0', 'I50.9', 'N18.30'], undefined],
    [['I13.0'], 'use-additional'],
    [['F02.80'], 'manifestation-first'],
    [['S93.401'], 'seventh-character'],
  ])('edits on real notes: %j gives %s', async (written, expected) => {
    const codes = written.map((code) => code.replace('.', ''));
    const real = await getCatalog(db, choice, codes.map(cm));
    const sheet = { diagnoses: codes.map((code) => ({ code })), procedures: [], services: [] };
    const found = editFindings(sheet, { setting: 'professional', age: 30, sex: 'female' }, real);
    if (expected) expect(found.map(({ code }) => code)).toContain(expected);
    else expect(found).toEqual([]);
  });

  test('axis values and modifiers', () => {
    expect(catalog.pcsValue('0SR', 5, '0')).toBe('Open');
    expect(catalog.modifiers.get('LT')?.kind).toBe('anatomic');
    expect(catalog.modifiers.get('5B')?.kind).toBe('practice');
    expect(catalog.modifiers.size).toBeGreaterThan(383);
  });

  test('without a pin a system is not there', async () => {
    const bare = await getCatalog(db, { pins: { icd10cm: 'FY2026' }, on: choice.on }, wanted);
    expect([bare.find('px', 'PX104'), bare.modifiers.size, bare.covers('px', 'PX104')]).toEqual([undefined, 0, false]);
  });

  test('six queries, for nothing as for two hundred codes', async () => {
    const { rows } = await db.$client.execute("select code from codes where billable and code like 'S%' limit 200");
    const many = rows.map(({ code }) => cm(String(code)));
    expect(await countQueries(db, () => getCatalog(db, choice, many))).toBe(6);
    expect(await countQueries(db, () => getCatalog(db, choice, []))).toBe(6);
  });

  test('hostile text in place of codes is looked for and not found', async () => {
    const odd = ["'; drop table codes; --", '"', '\\', '', '%', 'a'.repeat(300), '💉\u202e'].map(cm);
    const found = await getCatalog(db, choice, odd);
    expect(odd.map(({ code }) => found.find('icd10cm', code))).toEqual(odd.map(() => undefined));
  });
});

test('what is offered while typing is in force on the day: an update of the year is not offered before it', async () => {
  const opened = await openEmptyCatalog();
  onTestFinished(() => opened.close());
  const edition = (effectiveFrom: string, codes: string[]) => ({
    ...officialRelease({ kind: 'codes', system: 'icd10pcs', label: 'FY2026', effectiveFrom }),
    contentHash: effectiveFrom,
    codes: codes.map((code) => ({ code, title: `Made up ${code}`, billable: true })),
  });
  await opened.db.transaction(async (tx) => {
    await storeRelease(tx, edition('2025-10-01', ['0AA00ZZ']), NOW);
    await storeRelease(tx, edition('2026-04-01', ['0AA00ZZ', '0AA01ZZ']), NOW);
  });
  const offered = async (on: string) => {
    const [found] = await findCodes(opened.db, { labels: { icd10pcs: 'FY2026' }, on }, '0AA', 12);
    return found?.results.map(({ code }) => code);
  };
  expect(await offered('2026-03-31')).toEqual(['0AA00ZZ']);
  expect(await offered('2026-04-01')).toEqual(['0AA00ZZ', '0AA01ZZ']);
});

describe('a year without notes of its own', () => {
  /** A whole list of a year with these codes, without a tabular list. */
  const bare = (label: string, effectiveFrom: string, ...codes: string[]): ReleaseContent => ({
    ...officialRelease({ kind: 'codes', system: 'icd10cm', label, effectiveFrom }),
    contentHash: label,
    codes: codes.map((code) => ({ code, title: `Made up ${code}`, billable: true })),
  });
  const FY2030 = bare('FY2030', '2029-10-01', 'E109', 'E119', 'I509', 'I110', 'Z7984');
  const tabular = (label: string, effectiveFrom: string, text: string): ReleaseContent => ({
    ...officialRelease({ kind: 'tabular', system: 'icd10cm', label, effectiveFrom }),
    contentHash: `tabular ${label}`,
    notes: [{ kind: 'excludes1', at: 'E10', targets: [{ from: 'E11', to: 'E11' }], text }],
  });
  async function installed(...contents: ReleaseContent[]): Promise<Db> {
    const { db, close } = await openEmptyCatalog();
    onTestFinished(close);
    await db.transaction(async (tx) => {
      for (const content of contents) await storeRelease(tx, content, NOW);
    });
    return db;
  }
  const slice = (db: Db, label: string, codes: string[]) =>
    getCatalog(db, { pins: { icd10cm: label }, on: '2030-02-01' }, codes.map(cm));
  async function found(db: Db, label: string, ...codes: string[]) {
    const sheet = { diagnoses: codes.map((code) => ({ code })), procedures: [], services: [] };
    return editFindings(sheet, { setting: 'professional', age: 30, sex: 'female' }, await slice(db, label, codes));
  }
  const told = (findings: Awaited<ReturnType<typeof found>>, kind: string) =>
    findings.filter(({ code }) => code === kind).map(({ severity, entry, message }) => ({ severity, entry, message }));

  test('takes those of the starter set as warnings that say so, and its own year goes on as before', async () => {
    const db = await installed(FY2030);
    await loadStarterRelease(db, 'content/codes', NOW);
    const borrowed = told(await found(db, 'FY2030', 'E109', 'E119'), 'excludes1');
    const own = told(await found(db, 'FY2026', 'E109', 'E119'), 'excludes1');
    expect(own.map(({ severity, entry }) => `${severity} ${entry}`)).toEqual(['error 0', 'error 1']);
    expect(borrowed).toEqual(
      own.map((finding) => ({
        ...finding,
        severity: 'warning',
        message: `${finding.message} By the notes of FY2026; FY2030 has none installed.`,
      })),
    );
    const [late] = told(await found(db, 'FY2030', 'I509', 'I110'), 'code-first');
    expect(late?.message).toBe(
      'I50.9 asks for the underlying condition before it. Move I11.0 above it. By the notes of FY2026; FY2030 has none installed.',
    );
  });

  test('takes the nearest tabular list, as the code book does', async () => {
    const db = await installed(
      FY2030,
      tabular('FY2024', '2023-10-01', 'older words (E11)'),
      tabular('FY2031', '2030-10-01', 'nearer words (E11)'),
    );
    await loadStarterRelease(db, 'content/codes', NOW);
    const [finding] = told(await found(db, 'FY2030', 'E109', 'E119'), 'excludes1');
    expect(finding?.message).toContain('“nearer words (E11)”');
    expect(finding?.message).toContain('By the notes of FY2031; FY2030 has none installed.');
    const book = await openBook(db, { system: 'icd10cm', label: 'FY2030', today: '2030-02-01' });
    expect(book?.notesRead?.label).toBe('FY2031');
  });

  test('names no code that it has not, and does not quote a line that would', async () => {
    const request: ReleaseContent = {
      ...tabular('FY2029', '2028-10-01', 'type 2 (E11)'),
      notes: [
        { kind: 'use-additional', at: 'E119', targets: [], text: 'code to identify:' },
        { kind: 'use-additional', at: 'E119', targets: [{ from: 'Z794', to: 'Z794' }], text: 'insulin (Z79.4)' },
        { kind: 'use-additional', at: 'E119', targets: [{ from: 'Z7984', to: 'Z7984' }], text: 'oral (Z79.84)' },
        { kind: 'excludes1', at: 'E109', targets: [{ from: 'E10A', to: 'E10A' }], text: 'presymptomatic (E10.A)' },
        {
          kind: 'excludes1',
          at: 'E109',
          targets: ['E11', 'E10A'].map((code) => ({ from: code, to: code })),
          text: 'type 2 (E11.-), presymptomatic (E10.A)',
        },
      ],
    };
    const db = await installed(FY2030, request);
    const findings = await found(db, 'FY2030', 'E109', 'E119', 'E10A1');
    expect(findings.filter(({ code }) => code !== 'invalid-code').map(({ message }) => message)).toEqual([
      expect.stringContaining('E10.9 and E11.9 are not coded together: the Excludes1 note at E10.9 keeps them apart.'),
      expect.stringContaining('E11.9 and E10.9 are not coded together'),
      'E11.9: Add, where the record names it: Z79.84. Does the record name one? By the notes of FY2029; FY2030 has none installed.',
    ]);
  });

  test('nothing is said where no year has notes, and nothing of a year that is not installed', async () => {
    const db = await installed(FY2030, bare('FY2029', '2028-10-01', 'E109', 'E119'));
    expect(await found(db, 'FY2030', 'E109', 'E119')).toEqual([]);
    await loadStarterRelease(db, 'content/codes', NOW);
    expect(told(await found(db, 'FY2028', 'E109', 'E119'), 'excludes1')).toEqual([]);
  });

  test('one query more than a year with notes', async () => {
    const db = await installed(FY2030);
    await loadStarterRelease(db, 'content/codes', NOW);
    expect(await countQueries(db, () => slice(db, 'FY2030', ['E109', 'E119', 'I509']))).toBe(7);
    expect(await countQueries(db, () => slice(db, 'FY2026', ['E109', 'E119', 'I509']))).toBe(6);
  });
});

describe('lists beside the starter set', () => {
  let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
  const list = (kind: 'poa-exempt' | 'severities', label: string, listedFacts: ReleaseContent['listedFacts']) => ({
    ...officialRelease({ kind, system: 'icd10cm', label, effectiveFrom: '2025-10-01' }),
    contentHash: `${kind} ${label}`,
    listedFacts,
  });
  beforeAll(async () => {
    opened = await openEmptyCatalog();
    await loadStarterRelease(opened.db, 'content/codes', NOW);
  });
  afterAll(() => opened.close());

  const slice = () => getCatalog(opened.db, choice, [cm('Z370'), cm('I130'), cm('E1122'), cm('Q000')]);

  test('without a list the starter set says what is exempt, inside its families only', async () => {
    const catalog = await slice();
    expect(catalog.find('icd10cm', 'Z370')?.facts.poaExempt).toBe(true);
    expect(['Z370', 'I130', 'Q000'].map(catalog.knowsPoa)).toEqual([true, true, false]);
  });

  test('a list decides for every code, also against the starter set; two files of one day are one list', async () => {
    const contents = [
      list('poa-exempt', 'FY2026', [{ code: 'Q000', facts: { poaExempt: true } }]),
      list('severities', 'v43-CC', [{ code: 'E1122', facts: { severity: 'CC' } }]),
      list('severities', 'v43-MCC', [{ code: 'Z370', facts: { severity: 'MCC' } }]),
    ];
    await opened.db.transaction(async (tx) => {
      for (const content of contents) await storeRelease(tx, content, NOW);
    });
    const catalog = await slice();
    const facts = (code: string) => catalog.find('icd10cm', code)?.facts;
    expect([facts('Z370')?.poaExempt, facts('Z370')?.severity, facts('Z370')?.sex]).toEqual([
      undefined,
      'MCC',
      'female',
    ]);
    expect([facts('I130')?.severity, facts('E1122')?.severity]).toEqual([undefined, 'CC']);
    expect(['Z370', 'I130', 'Q000'].map(catalog.knowsPoa)).toEqual([true, true, true]);
  });
});

describe.skipIf(!CODESETS_DIR)('whole official releases (needs CODESETS_DIR)', () => {
  let opened: Awaited<ReturnType<typeof openEmptyCatalog>>;
  beforeAll(async () => {
    opened = await openEmptyCatalog();
  });
  afterAll(() => opened.close());

  test.each([
    ['icd10cm FY2026', () => officialIcd10cm(CODESETS_DIR, 'FY2026'), 98_186, 74_719],
    ['icd10cm FY2025', () => officialIcd10cm(CODESETS_DIR, 'FY2025'), 97_584, 74_260],
    ['icd10pcs FY2026', () => officialIcd10pcs(CODESETS_DIR, 'FY2026'), 80_029, 79_115],
    ['hcpcs 2025Q1', () => officialHcpcs(CODESETS_DIR), 7_114, 7_114],
  ])('%s', async (name, read, rows, billable) => {
    const start = performance.now();
    const content = await read();
    const afterRead = performance.now();
    await opened.db.transaction((tx) => storeRelease(tx, content, NOW));
    const [system = '', label = ''] = name.split(' ');
    const counted = await opened.db.$client.execute({
      sql: `select count(*) rows, sum(billable) billable from codes c join releases r on r.id = c.release_id
            where r.system = ? and r.label = ?`,
      args: [system, label],
    });
    expect(counted.rows[0]).toMatchObject({ rows, billable });
    const stored = performance.now() - afterRead;
    console.log(
      `${name}: ${rows} rows read in ${(afterRead - start).toFixed(0)} ms, stored in ${stored.toFixed(0)} ms`,
    );
  });

  test('HCPCS: the 8,259 codes of the file are those in force and those terminated before', () => {
    expect(officialHcpcs(CODESETS_DIR).codes.length + endedHcpcs(CODESETS_DIR).length).toBe(8_259);
  });

  test('383 HCPCS modifiers', async () => {
    const { rows } = await opened.db.$client.execute('select count(*) n from modifiers');
    expect(rows[0]?.n).toBe(383);
  });

  test('an official release goes before the starter set beside it', async () => {
    const { written } = await loadStarterRelease(opened.db, 'content/codes', NOW);
    expect(written).toEqual(expect.arrayContaining(['icd10cm FY2026', 'px 2026']));
    const catalog = await getCatalog(opened.db, choice, [cm('Q000')]);
    expect(catalog.find('icd10cm', 'Q000')?.billable).toBe(true);
  });
});
