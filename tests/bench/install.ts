import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDb } from '#db/client';
import { migrateCatalog } from '#db/migrate';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { prepareSearch } from '#db/releases/prepare-search';
import type { Instant } from '#domain/time';

/**
 * How long the complete releases of fiscal year 2026 take to install, into an empty catalog and again, and how much
 * memory the process ever held. Needs CODESETS_DIR. Run by `npm run bench:install`; it asserts nothing.
 */
const FY2026 = [
  'icd10cm/icd10cm-Code Descriptions-2026.zip',
  'icd10cm/icd10cm_tabular_2026_DERIVED.xml.gz',
  'icd10cm/icd10cm-drug-April-1-2026-XML.xml.gz',
  'icd10cm/icd10cm-eindex-April-1-2026-XML.xml.gz',
  'icd10cm/icd10cm-neoplasm-April-1-2026-XML.xml.gz',
  'icd10cm/POAexemptCodesFY26.zip',
  'icd10cm/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx',
  'edits/MCE_v41.1_code_edits_FY2024.csv.gz',
  'edits/MCE_Simple_Code_Edits_v37_FY2020.txt.gz',
  'edits/MSDRG_v41.1_CC_list.csv.gz',
  'edits/MSDRG_v41.1_MCC_list.csv.gz',
  'icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip',
  'icd10pcs/2026-april-icd-10-pcs-order-file-long-and-abbreviated-titles.zip',
  'icd10pcs/2026-april-addendum.zip',
  'icd10pcs/2026-april-icd-pcs-conversion-table.zip',
  'icd10pcs/icd10pcs_tables_2025.xml.gz',
  'icd10pcs/icd10pcs_index_2025.xml.gz',
  'icd10pcs/icd10pcs_definitions_2023.xml.gz',
  'hcpcs/hcpcs_2025_download.zip',
];

const peakMemory = () => process.resourceUsage().maxRSS * 1024;
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

/** Installs everything and says how long it took and what it wrote. */
async function install(db: Db, root: string): Promise<string> {
  const begun = performance.now();
  const before = process.cpuUsage();
  const phases: Record<string, number> = {};
  let phase = 'looking';
  let since = begun;
  const change = (next: string) => {
    phases[phase] = (phases[phase] ?? 0) + performance.now() - since;
    since = performance.now();
    phase = next;
  };
  const files = await openSources(FY2026.map((path) => join(root, path)));
  const report = await installFiles(db, files, { now: Date.now() as Instant }, (step) =>
    change(step.message === undefined ? step.phase : 'comparing'),
  );
  change('done');
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const parts = Object.entries(phases).map(([name, time]) => `${name} ${seconds(time)}`);
  const rows = report.installed.reduce((sum, release) => sum + release.rows, 0);
  const { user, system } = process.cpuUsage(before);
  const busy = `${seconds((user + system) / 1000)} of processor`;
  return `${seconds(performance.now() - begun)}, ${busy} (${parts.join(', ')}); ${report.installed.length} releases, ${rows} rows written`;
}

const root = process.env.CODESETS_DIR;
if (!root) {
  console.error('Set CODESETS_DIR to the folder of the official releases, e.g. CODESETS_DIR=../shared/codesets');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'bench-install-'));
const db = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
await migrateCatalog(db);
const load = loadavg()[0]?.toFixed(1);
console.log(`${cpus()[0]?.model}, ${cpus().length} cores, load before ${load}; Node ${process.version}`);
console.log(`FY2026 into an empty catalog: ${await install(db, root)}`);
const begun = performance.now();
await prepareSearch({ ...process.env, CATALOG_URL: `file:${join(folder, 'catalog.db')}` }, 'inherit');
console.log(`its search indexes, in a process of their own: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
console.log(`the same again:               ${await install(db, root)}`);
console.log(`peak memory ${megabytes(peakMemory())}; catalog ${megabytes(statSync(join(folder, 'catalog.db')).size)}`);
db.$client.close();
rmSync(folder, { recursive: true });
