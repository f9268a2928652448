import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { ownCatalog, runCodes } from './run-codes.ts';
import { onDisk } from './toy-release.ts';

const DEFINITIONS = `<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions>
  <version>2025</version>
  <title>2025 ICD-10-PCS Definitions</title>
  <section code="0">
    <title>Medical and Surgical</title>
    <axis pos="3">
      <title>Operation</title>
      <terms>
        <title>Alteration</title>
        <definition>Modifying the anatomic structure</definition>
        <explanation>Principal purpose is to improve appearance</explanation>
      </terms>
    </axis>
  </section>
</ICD10PCS.definitions>
`;

// Each command starts a process, and some make search indexes: seconds each when all tests run at once.
vi.setConfig({ testTimeout: 300_000 });

test('the text of help, on request and where the words make no command', async () => {
  const env = ownCatalog();
  const asked = await runCodes(['--help'], env);
  expect([asked.code, asked.err]).toEqual([0, '']);
  expect(asked.out).toContain('npm run codes -- install');
  for (const [words, why] of [
    [['instal', 'x'], 'There is no command “instal”.'],
    [['list', '--loud'], "Unknown option '--loud'"],
    [['list', '--kind', 'codes'], '“--kind” does not belong to “list”.'],
    [['install'], '“install” needs a file, a folder, an address or --online.'],
    [['install', 'x', '--effective', 'soon'], '“soon” is no day: write it as 2027-10-01.'],
    [['remove', 'icd10cm'], '“remove” needs a system and a label'],
    [['remove', 'icd11', 'FY2026'], 'There is no system “icd11”.'],
    [['remove', 'icd10cm', 'FY2026', '--kind', 'all'], 'There is no kind “all”.'],
    [['diff', 'FY2025'], '“diff” needs two labels'],
    [['verify', 'all'], '“verify” takes no further words.'],
  ] as const) {
    const said = await runCodes([...words], env);
    expect([said.code, said.out], words.join(' ')).toEqual([2, '']);
    expect(said.err).toContain(why);
    expect(said.err).toContain('npm run codes -- install');
    expect(said.err).not.toContain('    at ');
  }
});

test('on a fresh checkout: the starter set is there, a file is installed once, listed, verified and removed', async () => {
  const env = ownCatalog();
  const file = onDisk(gzipSync(DEFINITIONS), 'definitions.xml.gz');
  const fresh = await runCodes(['list'], env);
  expect(fresh.out).toMatch(/icd10cm +FY2026 +2025-10-01 – 2026-09-30 +codes +starter/);
  const installed = await runCodes(['install', file], env);
  expect([installed.code, installed.err]).toEqual([0, '']);
  expect(installed.out).toBe('Installed icd10pcs FY2025 from 2024-10-01: ICD-10-PCS definitions\n');
  expect((await runCodes(['install', file], env)).out).toBe(
    'definitions.xml.gz is installed already.\nNothing to do.\n',
  );
  expect((await runCodes(['list'], env)).out).toMatch(/icd10pcs +FY2025 .* ICD-10-PCS definitions +official +1 /);
  const verified = await runCodes(['verify'], env);
  expect([verified.code, verified.out.includes('wrong')]).toEqual([0, false]);
  const removed = await runCodes(['remove', 'icd10pcs', 'FY2025', '--kind', 'pcs-definitions'], env);
  expect([removed.code, removed.out]).toEqual([0, 'Removed icd10pcs FY2025: ICD-10-PCS definitions\n']);
  const again = await runCodes(['remove', 'icd10pcs', 'FY2025'], env);
  expect(again.code).toBe(1);
  expect(again.err).toBe('No such release is installed: icd10pcs FY2025. “list” shows all.\n');
  expect((await runCodes(['list'], env)).out).toBe(fresh.out);
});

test('a refused file is told with its line, for people and as JSON, and without a stack', async () => {
  const env = ownCatalog();
  const cut = onDisk(gzipSync(DEFINITIONS).subarray(0, -20), 'cut.xml.gz');
  const broken = onDisk(DEFINITIONS.replace('</terms>', ''), 'broken.xml');
  const refused = await runCodes(['install', cut], env);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.err).toBe('cut.xml.gz: is cut off: its end is missing\nNothing was changed.\n');
  const told = await runCodes(['install', broken, '--json'], env);
  expect([told.code, told.err]).toEqual([1, '']);
  const lines = told.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(0)).toMatchObject({ phase: 'reading', file: 'broken.xml', done: 0, total: 1 });
  expect(lines.at(-1)).toMatchObject({ phase: 'failed', file: 'broken.xml', line: 14 });
  const missing = await runCodes(['install', join('/no/such', 'place')], env);
  expect([missing.code, missing.err]).toEqual([1, 'place: is not there\nNothing was changed.\n']);
});
