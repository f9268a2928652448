import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listReleases } from '#db/queries/releases';
import { ForeignFileError } from '#db/releases/foreign-file';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { READERS } from '#db/releases/readers';
import { recognise } from '#db/releases/recognise';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';
import { catalogPath, ownCatalog, runCodes, startCodes } from './run-codes.ts';
import { catalogContent, NOW, testFolder } from './toy-release.ts';

// Whole releases, and processes that are killed at work: slow when all tests run at once.
vi.setConfig({ testTimeout: 300_000 });

const official = (path: string) => join(CODESETS_DIR, path);
const PCS_OCTOBER = official('icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip');
const PCS_APRIL = official('icd10pcs/2026-april-icd-10-pcs-order-file-long-and-abbreviated-titles.zip');
const CM_ORDER = official('icd10cm/icd10cm_order_2023.txt.gz');
const DEFINITIONS = official('icd10pcs/icd10pcs_definitions_2023.xml.gz');

async function aCatalog() {
  const { db, close } = await openEmptyCatalog();
  onTestFinished(close);
  return db;
}

describe.skipIf(!CODESETS_DIR)('official files (needs CODESETS_DIR)', () => {
  test('every one is recognised by its content, by one reader or none', async () => {
    const said: Record<string, string[]> = {};
    for (const file of await openSources([CODESETS_DIR])) {
      const recognition = await recognise(file, READERS);
      const what = recognition.verdict === 'read' ? recognition.reader.title : recognition.verdict;
      said[what] = [...(said[what] ?? []), file.name];
    }
    const { 'not-needed': notNeeded = [], 'not-recognised': unknown = [], ...read } = said;
    expect(unknown.sort()).toEqual(['README.md', 'addenda_fy2026_to_fy2027.json', 'place-of-service-2024.csv']);
    expect(
      notNeeded.filter(
        (name) => !/\.(?:pdf|xlsx)$|addenda|Addenda|layout|notes|ReadMe|Guidelines|POAexempt/.test(name),
      ),
    ).toEqual([]);
    const counts = Object.fromEntries(Object.entries(read).map(([title, names]) => [title, names.length]));
    expect(counts).toMatchObject({
      'ICD-10-CM order file': 4,
      'ICD-10-CM codes file': 4,
      'ICD-10-CM tabular list': 2,
      'ICD-10-PCS order file': 3,
      'ICD-10-PCS tables': 1,
      'POA exempt list': 1,
      'ICD-10-CM conversion table': 1,
      'ICD-10-PCS conversion table': 1,
      'HCPCS Level II file (ANWEB)': 1,
    });
    console.log(
      Object.entries(counts)
        .map(([title, count]) => `${count} × ${title}`)
        .join(', '),
    );
  });

  test('ICD-10-PCS of October and April stand side by side, and ICD-10-CM is not disturbed', async () => {
    const db = await aCatalog();
    const install = async (path: string) => await installFiles(db, await openSources([path]), { now: NOW });
    await install(CM_ORDER);
    const counts = async () =>
      (await listReleases(db)).map(({ system, effectiveFrom, rowCount }) => `${system} ${effectiveFrom} ${rowCount}`);
    expect(await counts()).toEqual(['icd10cm 2023-04-01 96795']);
    await install(PCS_APRIL);
    await install(PCS_OCTOBER);
    const all = ['icd10cm 2023-04-01 96795', 'icd10pcs 2025-10-01 80029', 'icd10pcs 2026-04-01 80110'];
    expect(await counts()).toEqual(all);
    const before = await catalogContent(db);
    expect((await install(PCS_APRIL)).installed).toEqual([]);
    expect(await catalogContent(db)).toBe(before);
  });

  test('another year than the content says is refused', async () => {
    const db = await aCatalog();
    for (const path of [PCS_OCTOBER, CM_ORDER, DEFINITIONS]) {
      const refused = installFiles(db, await openSources([path]), { now: NOW, stated: { label: 'FY2027' } });
      await expect(refused).rejects.toThrow(ForeignFileError);
      await expect(refused).rejects.toThrow(/FY2027/);
    }
    expect(await listReleases(db)).toEqual([]);
  });

  test('any byte turned, any end missing: refused, and the catalog as before', async () => {
    const db = await aCatalog();
    await installFiles(db, await openSources([DEFINITIONS]), { now: NOW });
    const before = await catalogContent(db);
    const path = join(testFolder(), 'definitions.xml.gz');
    copyFileSync(DEFINITIONS, path);
    const whole = readFileSync(path);
    const tryOut = async (bytes: Uint8Array) => {
      writeFileSync(path, bytes);
      try {
        expect((await installFiles(db, await openSources([path]), { now: NOW })).installed).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(ForeignFileError);
      }
      expect(await catalogContent(db)).toBe(before);
    };
    const turned = fc.tuple(fc.integer({ min: 2, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(turned, async ([at, difference]) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ difference;
        await tryOut(bytes);
      }),
      { numRuns: 60 },
    );
    const ends = fc.integer({ min: 2, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(ends, (length) => tryOut(whole.subarray(0, length))),
      { numRuns: 60 },
    );
  });

  test('an XML file cut off anywhere is refused', async () => {
    const db = await aCatalog();
    const [file] = await openSources([DEFINITIONS]);
    if (!file) throw new Error('the definitions are one file');
    const pieces: Uint8Array[] = [];
    for await (const piece of file.chunks()) pieces.push(piece);
    const whole = Buffer.concat(pieces);
    const path = join(testFolder(), 'definitions.xml');
    // Behind the last tag stand line ends only.
    const last = whole.lastIndexOf('>');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: last }), async (length) => {
        writeFileSync(path, whole.subarray(0, length));
        await expect(installFiles(db, await openSources([path]), { now: NOW })).rejects.toThrow(ForeignFileError);
      }),
      { numRuns: 60 },
    );
    expect(await listReleases(db)).toEqual([]);
  });

  test.each([0, 60, 400])('kill -9 %i ms into writing leaves the catalog as it was', async (delay) => {
    const env = ownCatalog();
    const before = await runCodes(['list'], env);
    const child = startCodes(['install', PCS_OCTOBER, PCS_APRIL, '--json'], env);
    const ended = once(child, 'exit');
    let isWriting = false;
    for await (const line of createInterface({ input: child.stdout })) {
      isWriting = JSON.parse(line).phase === 'writing';
      if (isWriting) break;
    }
    expect(isWriting).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, delay));
    const isKilled = child.kill('SIGKILL');
    await ended;
    expect(isKilled).toBe(true);
    const reader = new DatabaseSync(catalogPath(env));
    expect(reader.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    reader.close();
    expect((await runCodes(['list'], env)).out).toBe(before.out);
    expect((await runCodes(['install', PCS_OCTOBER], env)).code).toBe(0);
  });
});
