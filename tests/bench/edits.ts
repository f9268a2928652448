import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type Db, openDb } from '#db/client';
import { migrateCatalog } from '#db/migrate';
import { getCatalog } from '#db/queries/codes';
import { loadStarterRelease } from '#db/releases/starter';
import { editFindings } from '#domain/codeset/edits';
import type { Instant } from '#domain/time';
import { installWholeCatalog } from '../releases/whole-catalog.ts';

/**
 * What a keystroke costs on the whole official FY2026: the slice of the catalog for the codes of a sheet, and the edits
 * on it. Codes are drawn from the whole book, so that no two share a chapter more often than chance: the worst case for
 * both. Installs the releases of CODESETS_DIR into a folder of its own. Run by `npm run bench:edits`; it asserts nothing.
 */
const SIZES = [5, 25, 60];
const ROUNDS = 200;
const choice = { pins: { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1' }, on: '2026-02-01' };
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

function timesOf(samples: number[]): { median: string; p99: string } {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3)} ms`;
  return { median: at(0.5), p99: at(0.99) };
}

async function measure(db: Db, codes: readonly string[], size: number) {
  const slice: number[] = [];
  const edits: number[] = [];
  let found = 0;
  for (const sheet of sheets(codes, size)) {
    const start = performance.now();
    const catalog = await getCatalog(
      db,
      choice,
      sheet.map((code) => ({ system: 'icd10cm', code })),
    );
    const sliced = performance.now();
    const diagnoses = sheet.map((code) => ({ code, poa: 'Y' }));
    const findings = editFindings({ diagnoses, procedures: [], services: [] }, stay, catalog);
    edits.push(performance.now() - sliced);
    slice.push(sliced - start);
    found += findings.length;
  }
  const [editTimes, sliceTimes] = [timesOf(edits), timesOf(slice)];
  return {
    codes: size,
    'edits median': editTimes.median,
    'edits p99': editTimes.p99,
    'slice median': sliceTimes.median,
    'slice p99': sliceTimes.p99,
    'findings a sheet': (found / ROUNDS).toFixed(1),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-edits-'));
const db = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
try {
  await migrateCatalog(db);
  await loadStarterRelease(db, 'content/codes', 0 as Instant);
  await installWholeCatalog(db, root);
  const rows = await db.all<{ code: string }>(sql`
    select c.code from codes c join releases r on r.id = c.release_id
    where r.kind = 'codes' and r.system = 'icd10cm' and r.label = 'FY2026' and r.source = 'official' and c.billable`);
  const codes = rows.map(({ code }) => code);
  await measure(db, codes, 25);
  const table = [];
  for (const size of SIZES) table.push(await measure(db, codes, size));
  console.log(
    `Edits on the whole of FY2026 (${codes.length} codes), ${cpus()[0]?.model ?? 'an unnamed machine'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
  );
  console.table(table);
} finally {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
}
