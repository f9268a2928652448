import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LICENSED_FILES, MARKER } from '../releases/licensed-files.ts';
import { type RunningServer, startServer } from './server.ts';

let server: RunningServer;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  folder = mkdtempSync(join(tmpdir(), 'licensed-'));
  for (const [name, text] of Object.entries(LICENSED_FILES)) writeFileSync(join(folder, name), text);
  const words = [
    '--organisation=school',
    '--licence-holder=A school',
    '--year=2026',
    '--seats=25',
    '--attested-by=A. P.',
  ];
  const env = { ...process.env, CATALOG_URL: `file:${join(server.folder, 'catalog.db')}` };
  const install = spawnSync(process.execPath, ['db/codes.ts', 'install', ...words, folder], { env, encoding: 'utf8' });
  if (install.status !== 0) throw new Error(install.stderr);
  expect(install.stdout).toContain('cpt 2026');
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every door that hands out texts of codes. */
const DOORS = [
  '/api/codes/find?systems=cpt&cpt=2026&take&q=0001X',
  `/api/codes/find?systems=cpt&cpt=2026&take&q=${MARKER}`,
  `/api/codes/find?systems=icd10cm&icd10cm=FY2026&take&q=${MARKER}`,
  '/api/codes/find?q=0001X',
  `/api/codes/find?q=${MARKER}`,
  `/api/codes/find?q=${MARKER}&cpt=2026`,
  '/codes',
  '/codes?q=0001X',
  `/codes?q=${MARKER}`,
  '/codes/cpt',
  '/codes/cpt/0001X',
  '/codes/cpt/0001X?release=2026',
  '/codes/cpt/0001X?pane&release=2026',
  '/codes/hcpcs?release=2026',
  '/admin/codes',
];

test.each(DOORS)('%s has no licensed text for a guest', async (path) => {
  const answer = await fetch(server.address + path);
  expect(answer.status).toBeLessThan(500);
  // What was asked for may stand in the answer as the question it was.
  const text = (await answer.text()).toLowerCase();
  for (const words of [`made-up ${MARKER}`, 'rmvl', 'taking out a', `modified ${MARKER}`, `removal of a`])
    expect(text).not.toContain(words);
});
