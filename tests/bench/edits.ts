import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type Db, openDb } from '#db/client';
import { migrateCatalog } from '#db/migrate';
import { getCatalog } from '#db/queries/codes';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { loadStarterRelease } from '#db/releases/starter';
import type { ReleaseChoice } from '#domain/codeset/catalog';
import { editFindings } from '#domain/codeset/edits';
import type { Instant } from '#domain/time';
import { FILES } from '../releases/official-releases.ts';
import { installWholeCatalog } from '../releases/whole-catalog.ts';

/**
 * What a keystroke costs on the whole official FY2026, and on FY2027, whose notes are of another year: the slice of the
 * catalog for the codes of a sheet, and the edits on it. Codes are drawn from the whole book, so that no two share a
 * chapter more often than chance: the worst case for both. Installs the releases of CODESETS_DIR into a folder of its own.
 * Run by `npm run bench:edits`; it asserts nothing.
 */
const SIZES = [5, 25, 60];
const ROUNDS = 400;
const CALLS = 50;
const YEARS = {
  FY2026: { on: '2026-02-01', notes: 'its own notes' },
  FY2027: { on: '2026-11-01', notes: 'the notes of FY2026' },
};
const stay = { setting: 'inpatient', age: 40, sex: 'female' } as const;

const root = process.env.CODESETS_DIR;
if (!root) {
  console.error('Set CODESETS_DIR to the folder of the official releases.');
  process.exit(1);
}

/** The same codes in every run: a linear congruential generator (Numerical Recipes). */
function sheets(codes: readonly string[], size: number): string[][] {
  let state = size;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return codes[Math.floor((state / 2 ** 32) * codes.length)] ?? '';
  };
  return Array.from({ length: ROUNDS }, () => Array.from({ length: size }, next));
}

/** Time on the clock and time of this thread on a processor: a busy machine shows only in the first. */
interface Cost {
  clock: number[];
  processor: number[];
}

async function timed<Value>(cost: Cost, work: () => Value | Promise<Value>): Promise<Value> {
  const cpu = process.threadCpuUsage();
  const start = performance.now();
  const value = await work();
  cost.clock.push(performance.now() - start);
  const { user, system } = process.threadCpuUsage(cpu);
  cost.processor.push((user + system) / 1000);
  return value;
}

/** Median and 99th percentile: `0.155 / 0.402 ms`. */
function shown(samples: number[]): string {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3);
  return `${at(0.5)} / ${at(0.99)} ms`;
}

async function measure(db: Db, choice: ReleaseChoice, codes: readonly string[], size: number) {
  const slice: Cost = { clock: [], processor: [] };
  const edits: Cost = { clock: [], processor: [] };
  let found = 0;
  for (const sheet of sheets(codes, size)) {
    const wanted = sheet.map((code) => ({ system: 'icd10cm' as const, code }));
    const catalog = await timed(slice, () => getCatalog(db, choice, wanted));
    const diagnoses = sheet.map((code) => ({ code, poa: 'Y' }));
    const findings = await timed(edits, () => editFindings({ diagnoses, procedures: [], services: [] }, stay, catalog));
    found += findings.length;
    // The processor's clock ticks in steps of milliseconds, so one call is too short for it.
    const before = process.threadCpuUsage();
    for (let call = 0; call < CALLS; call++) editFindings({ diagnoses, procedures: [], services: [] }, stay, catalog);
    const { user, system } = process.threadCpuUsage(before);
    edits.processor[edits.processor.length - 1] = (user + system) / 1000 / CALLS;
  }
  return {
    codes: size,
    edits: shown(edits.clock),
    'edits, processor': shown(edits.processor),
    slice: shown(slice.clock),
    'slice, processor': shown(slice.processor),
    'findings a sheet': (found / ROUNDS).toFixed(1),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-edits-'));
const db = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
try {
  await migrateCatalog(db);
  await loadStarterRelease(db, 'content/codes', 0 as Instant);
  await installWholeCatalog(db, root);
  await installFiles(db, await openSources([join(root, FILES.FY2027)]), { now: 0 as Instant });
  for (const [label, { on, notes }] of Object.entries(YEARS)) {
    const rows = await db.all<{ code: string }>(sql`
      select c.code from codes c join releases r on r.id = c.release_id
      where r.kind = 'codes' and r.system = 'icd10cm' and r.label = ${label} and r.source = 'official' and c.billable`);
    const codes = rows.map(({ code }) => code);
    const choice = { pins: { icd10cm: label, icd10pcs: 'FY2026', hcpcs: '2025Q1' }, on };
    await measure(db, choice, codes, 25);
    const table = [];
    for (const size of SIZES) table.push(await measure(db, choice, codes, size));
    console.log(
      `Edits on the whole of ${label} (${codes.length} codes) by ${notes}, ${cpus()[0]?.model ?? 'an unnamed machine'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
    );
    console.log('Median / 99th percentile, on the clock and of the processor');
    console.table(table);
  }
} finally {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
}
