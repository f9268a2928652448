import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

/** A copy of everything that loading reads, in which files can be broken. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'load-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['content', 'db', 'src/domain', 'package.json', 'tsconfig.json'])
    cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'dir');
});

function load() {
  const env = {
    ...process.env,
    DATABASE_URL: `file:${join(root, 'data/app.db')}`,
    CATALOG_URL: `file:${join(root, 'data/catalog.db')}`,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['db/load.ts'], { cwd: root, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}
function count(table: string): number {
  const db = new DatabaseSync(join(root, 'data/app.db'), { readOnly: true });
  const { n } = db.prepare(`select count(*) as n from ${table}`).get() as { n: number };
  db.close();
  return n;
}
const chart = 'content/charts/office-skin-lesions';

test('loads everything once, and says and does nothing the second time', () => {
  expect(load()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Code sets loaded: .*\nCharts published: .*\nExam questions published: \d+\n$/),
    stderr: '',
  });
  const versions = count('case_versions');
  expect(versions).toBeGreaterThanOrEqual(12);
  expect(load()).toEqual({ status: 0, stdout: '', stderr: '' });
  appendFileSync(join(root, chart, 'documents/plan.md'), '\nAddendum: called, doing well.\n');
  const items = join(root, 'db/items/anatomy/01-where-it-lies.yaml');
  writeFileSync(items, readFileSync(items, 'utf8').replace('Where is the', 'Where exactly is the'));
  const stdout = 'Charts published: office-skin-lesions\nExam questions published: 1\n';
  expect(load()).toEqual({ status: 0, stdout, stderr: '' });
  expect(count('case_versions')).toBe(versions + 1);
  expect(count('answer_keys')).toBe(versions + 1);
}, 180_000);

test('broken files stop it with file, line and what to do, and the charts in the database stay', () => {
  load();
  const versions = count('case_versions');
  const caseFile = join(root, chart, 'case.yaml');
  writeFileSync(caseFile, readFileSync(caseFile, 'utf8').replace('difficulty:', 'dificulty:'));
  appendFileSync(join(root, chart, 'documents/plan.md'), '\n<script>\n');
  appendFileSync(join(root, 'db/keys/infusion-day.yaml'), '\n  : [\n');
  const { status, stderr } = load();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^content\/charts\/office-skin-lesions\/case\.yaml:\d+ {2}.*dificulty.*\. .+\.$/m);
  expect(stderr).toMatch(/^db\/keys\/infusion-day\.yaml:\d+ {2}this is not YAML/m);
  expect(stderr).not.toMatch(/ at .*\.ts:\d+|node:internal/);
  expect(count('case_versions')).toBe(versions);
}, 180_000);
