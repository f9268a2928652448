import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/client';
import { codeReleases, listReleases } from '#db/queries/releases';
import { diffReleases, NotComparableError } from '#db/releases/diff-releases';
import { type FileReader, ForeignFileError } from '#db/releases/foreign-file';
import { openSources } from '#db/releases/foreign-sources';
import { CatalogBusyError, installFiles } from '#db/releases/install';
import type { InstallProgress } from '#db/releases/install-progress';
import { emptyRelease } from '#db/releases/release-content';
import { removeInstalled } from '#db/releases/remove';
import { storeRelease } from '#db/releases/store-release';
import { verifyReleases } from '#db/releases/verify';
import { openEmptyCatalog } from './open-catalog.ts';
import { asFile, catalogContent, NOW, onDisk, toyReader, toyText } from './toy-release.ts';

const OPTIONS = { now: NOW, readers: [toyReader] };

async function anEmptyCatalog(): Promise<Db> {
  const { db, close } = await openEmptyCatalog();
  onTestFinished(close);
  return db;
}

async function aCatalog(): Promise<Db> {
  const db = await anEmptyCatalog();
  await installFiles(db, [asFile(toyText('FY2029'))], OPTIONS);
  return db;
}

const labels = async (db: Db) =>
  (await listReleases(db)).map(({ label, effectiveFrom }) => `${label} ${effectiveFrom}`);

describe('an install', () => {
  test('writes what it recognises and says what became of the rest', async () => {
    const db = await anEmptyCatalog();
    const files = [asFile('%PDF-1.7', 'read me.pdf'), asFile(toyText('FY2030'), 'toy.txt'), asFile('?', 'what.txt')];
    const steps: InstallProgress[] = [];
    const report = await installFiles(db, files, OPTIONS, (step) => steps.push(step));
    expect(report.installed.map(({ label, fileName, rows }) => [label, fileName, rows])).toEqual([
      ['FY2030', 'toy.txt', 40],
    ]);
    expect(report.notNeeded.map(({ file }) => file)).toEqual(['read me.pdf']);
    expect(report.notRecognised).toEqual(['what.txt']);
    expect(steps.map(({ phase, file, total }) => `${phase} ${file} of ${total}`)).toEqual([
      'reading toy.txt of 1',
      'reading toy.txt of 1',
      'writing toy.txt of 1',
    ]);
    const [release] = await listReleases(db);
    expect(release).toMatchObject({ label: 'FY2030', rowCount: 40, fileName: 'toy.txt', installedAt: NOW });
    expect((await verifyReleases(db)).flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('of the same bytes again does nothing, however they are packed', async () => {
    const db = await aCatalog();
    const before = await catalogContent(db);
    const zip = onDisk(zipSync({ 'other name.txt': new TextEncoder().encode(toyText('FY2029')) }), 'toy.zip');
    const files = await openSources([onDisk(gzipSync(toyText('FY2029')), 'toy.gz'), zip]);
    const report = await installFiles(db, files, { ...OPTIONS, now: (NOW + 1) as typeof NOW });
    expect(report.installed).toEqual([]);
    expect(report.unchanged).toEqual(['toy.gz', 'toy.zip › other name.txt']);
    expect(await catalogContent(db)).toBe(before);
  });

  test('of an update stands beside the release it updates, and the day of service picks', async () => {
    const db = await aCatalog();
    await installFiles(db, [asFile(toyText('FY2029', 41, 'TOY FY2029 2029-04-01'))], OPTIONS);
    expect(await labels(db)).toEqual(['FY2029 2028-10-01', 'FY2029 2029-04-01']);
    const installed = await listReleases(db);
    const on = (day: string) => codeReleases(installed, { pins: { icd10cm: 'FY2029' }, on: day }).get('icd10cm');
    expect(on('2029-03-31')?.map(({ rowCount }) => rowCount)).toEqual([40]);
    expect(on('2029-04-01')?.map(({ rowCount }) => rowCount)).toEqual([41]);
  });

  test('of a corrected file takes the place of the former', async () => {
    const db = await aCatalog();
    await installFiles(db, [asFile(toyText('FY2029', 39))], OPTIONS);
    expect((await listReleases(db)).map(({ rowCount }) => rowCount)).toEqual([39]);
  });

  test('leaves the starter set beside it, and removal lets it answer again', async () => {
    const db = await anEmptyCatalog();
    const starter = emptyRelease({
      system: 'icd10cm',
      label: 'FY2029',
      effectiveFrom: '2028-10-01',
      source: 'starter',
      coverage: 'families',
      contentHash: 'starter',
    });
    starter.codes.push({ code: 'A00', title: 'Starter', billable: true });
    await db.transaction((tx) => storeRelease(tx, starter, NOW));
    const first = async () =>
      codeReleases(await listReleases(db), { pins: { icd10cm: 'FY2029' }, on: '2029-01-01' }).get('icd10cm')?.[0]
        ?.source;
    await installFiles(db, [asFile(toyText('FY2029'))], OPTIONS);
    expect(await first()).toBe('official');
    expect(await removeInstalled(db, { system: 'icd10cm', label: 'FY2028' })).toEqual([]);
    expect(await removeInstalled(db, { system: 'icd10cm', label: 'FY2029' })).toHaveLength(1);
    expect(await first()).toBe('starter');
    expect(await removeInstalled(db, { system: 'icd10cm', label: 'FY2029' })).toEqual([]);
    await installFiles(db, [asFile(toyText('FY2029'))], OPTIONS);
    expect(await first()).toBe('official');
  });

  test('of a file with two releases is taken back as a whole, and can then be repeated', async () => {
    const db = await anEmptyCatalog();
    const read: FileReader['read'] = async (file, stated) => {
      const [first] = await toyReader.read(file, stated);
      return first ? [first, { ...first, label: `before-${first.label}`, coverage: 'differences' }] : [];
    };
    const options = { now: NOW, readers: [{ ...toyReader, read }] };
    await installFiles(db, [asFile(toyText('FY2029'))], options);
    expect(await removeInstalled(db, { system: 'icd10cm', label: 'FY2029', kind: 'codes' })).toHaveLength(2);
    expect(await listReleases(db)).toEqual([]);
    expect((await installFiles(db, [asFile(toyText('FY2029'))], options)).installed).toHaveLength(2);
  });

  test("lets what is derived give way to the agency's own file", async () => {
    const derived = asFile(toyText('FY2029', 30, 'TOY FY2029 2028-10-01 derived'), 'derived.txt');
    const own = asFile(toyText('FY2029'), 'own.txt');
    const together = await anEmptyCatalog();
    const report = await installFiles(together, [derived, own], OPTIONS);
    expect(report.notNeeded.map(({ file }) => file)).toEqual(['derived.txt']);
    expect((await listReleases(together)).map(({ isDerived }) => isDerived)).toEqual([false]);
    await installFiles(together, [derived], OPTIONS);
    expect((await listReleases(together)).map(({ isDerived }) => isDerived)).toEqual([false]);
    const after = await anEmptyCatalog();
    await installFiles(after, [derived], OPTIONS);
    await installFiles(after, [own], OPTIONS);
    expect((await listReleases(after)).map(({ isDerived }) => isDerived)).toEqual([false]);
  });
});

describe('beside another process', () => {
  /** Starts it at the catalog; `end` ends it and answers the last thing it said. */
  async function secondProcess(db: Db, what: 'read' | 'write') {
    const [main] = await db.all<{ file: string }>(sql`select file from pragma_database_list where name = 'main'`);
    const child = spawn(process.execPath, [resolve('tests/releases/second-process.ts'), main?.file ?? '', what], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready');
    return async () => {
      child.stdin.end();
      return (await lines.next()).value as string;
    };
  }

  test('that reads, an install goes on; who reads sees the old or the new, never a part', async () => {
    const db = await aCatalog();
    const end = await secondProcess(db, 'read');
    const years = Array.from({ length: 30 }, (_, at) => asFile(toyText(`FY20${40 + at}`, 99), `${at}.txt`));
    await installFiles(db, years, OPTIONS);
    await new Promise((done) => setTimeout(done, 100));
    expect(JSON.parse(await end())).toEqual([40, 40 + 30 * 99]);
  });

  test('that writes, an install waits a little and then says so; nothing is changed', async () => {
    const db = await aCatalog();
    const before = await catalogContent(db);
    const end = await secondProcess(db, 'write');
    await expect(installFiles(db, [asFile(toyText('FY2030'))], OPTIONS)).rejects.toThrow(CatalogBusyError);
    await end();
    expect(await catalogContent(db)).toBe(before);
    expect((await installFiles(db, [asFile(toyText('FY2030'))], OPTIONS)).installed).toHaveLength(1);
  });
});

test('two years are compared by their labels and days; what is not whole is not compared', async () => {
  const db = await aCatalog();
  await installFiles(db, [asFile(`${toyText('FY2030', 41).replace('A07 Title', 'A07 Other title')}`)], OPTIONS);
  await installFiles(db, [asFile(toyText('FY2030', 3, 'TOY FY2030 2030-04-01'))], OPTIONS);
  const counts = async (before: string, after: string) =>
    Object.values(await diffReleases(db, 'icd10cm', [before, after])).map((list) => list.length);
  expect(await counts('FY2029', 'FY2030@2029-10-01')).toEqual([1, 0, 1]);
  expect(await counts('FY2029', 'FY2030')).toEqual([0, 37, 0]);
  await expect(counts('FY2029', 'FY2031')).rejects.toThrow('icd10cm FY2031 is not installed');
  await expect(counts('FY2029', 'FY2030@2031-01-01')).rejects.toThrow(NotComparableError);
});

describe('an install changes nothing when', () => {
  const whole = asFile(toyText('FY2030'), 'whole.txt');
  const withReader = (read: FileReader['read']) => ({ now: NOW, readers: [{ ...toyReader, read }] });
  test.each([
    [
      'one file of several is wrong',
      [whole, asFile('TOY FY2031 2030-10-01\nA00 x\n?? y', 'bad.txt')],
      'bad.txt:3: “??” is no code',
    ],
    [
      'two files say they are the same',
      [whole, asFile(toyText('FY2030', 2), 'two.txt')],
      /two.txt: is icd10cm FY2030 .* and so is whole.txt/,
    ],
    ['a code stands twice', [asFile('TOY FY2030 2029-10-01\nA00 x\nA00 y')], 'toy.txt: lists A00 twice'],
    ['there is no code', [asFile('TOY FY2030 2029-10-01')], 'toy.txt: has not one row'],
    ['the day is none', [asFile('TOY FY2030 2029-13-01\nA00 x')], 'toy.txt: “2029-13-01” is no day'],
    ['the label is none', [asFile("TOY FY'2030 2029-10-01\nA00 x")], 'is no label'],
    ['nothing is known', [asFile('?', 'a.txt')], 'a.txt: is no official file we know'],
    ['nothing is needed', [asFile('%PDF-', 'a.pdf')], 'a.pdf: is not needed: it is a document'],
    ['there is no file', [], 'holds no file'],
  ])('%s', async (_, files, why) => {
    const db = await aCatalog();
    const before = await catalogContent(db);
    const refused = installFiles(db, files, OPTIONS);
    await expect(refused).rejects.toThrow(ForeignFileError);
    await expect(refused).rejects.toThrow(why);
    expect(await catalogContent(db)).toBe(before);
  });

  test('writing fails in the middle', async () => {
    const db = await aCatalog();
    const before = await catalogContent(db);
    const broken = withReader(async (file, stated) => {
      const [first] = await toyReader.read(file, stated);
      if (!first) throw new Error('the toy reader reads one release');
      // The catalog asks for a title: the database refuses the second release when the first is written already.
      const bad = {
        ...first,
        label: 'FY2031',
        codes: [{ code: 'A00', title: null as unknown as string, billable: true }],
      };
      return [first, bad];
    });
    await expect(installFiles(db, [whole], broken)).rejects.toThrow();
    expect(await catalogContent(db)).toBe(before);
  });

  test('two readers take the same file for theirs', async () => {
    const db = await aCatalog();
    const readers = [toyReader, { ...toyReader, title: 'other file' }];
    await expect(installFiles(db, [whole], { now: NOW, readers })).rejects.toThrow(/toy file and as other file/);
  });

  test('any bit of an archive is turned', async () => {
    const db = await aCatalog();
    const before = await catalogContent(db);
    const packed = zipSync({ 'toy.txt': new TextEncoder().encode(toyText('FY2029')) });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), fc.nat(7), async (at, bit) => {
        const turned = packed.slice();
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        // Either it is refused, or the bit meant nothing and the content is installed already.
        try {
          const { installed } = await installFiles(db, await openSources([onDisk(turned, 'turned.zip')]), OPTIONS);
          expect(installed).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(ForeignFileError);
        }
        expect(await catalogContent(db)).toBe(before);
      }),
      { numRuns: 150 },
    );
  });
});
