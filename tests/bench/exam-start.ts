// Prints how long beginning a sitting takes, form and all, for 500 people one after the other and for as many who click
// within the same second, on a database of this command's own with the whole bank in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { openDb } from '#db/client';
import { listItemsToPublish } from '#db/items-to-publish';
import { migrateApp } from '#db/migrate';
import { publishItems } from '#db/queries/publish-items';
import { getBlueprints } from '#db/read-blueprints';
import { NO_ACCOMMODATIONS } from '#domain/exam/sittings/sitting';
import type { Seed } from '#domain/random';
import type { Instant } from '#domain/time';
import type { StartFields } from '#operations/exam/start-fields';
import { startSitting } from '#operations/exam/start-sitting';

const PEOPLE = 500;
const folder = mkdtempSync(join(tmpdir(), 'exam-start-'));
const db = openDb(`file:${join(folder, 'app.db')}`);
await migrateApp(db);
await publishItems(db, listItemsToPublish('.'), 'bench', { now: 1 as Instant, newId });

const plain = { mode: 'exam', domains: [], minutes: 0, accommodations: NO_ACCOMMODATIONS } as const;
const choices: [string, string, StartFields][] = [
  ['CPC', 'mock', { ...plain, domains: [], scope: 'mock' }],
  ['CCS', 'mock', { ...plain, domains: [], scope: 'mock' }],
  ['CPC', 'short, 30 min', { ...plain, domains: [], scope: 'short', minutes: 30 }],
  ['CPC', 'anatomy, 10 min', { ...plain, scope: 'domain', minutes: 10, domains: ['cpc/anatomy'] }],
  ['CPC', 'weakest, 30 min', { ...plain, domains: [], scope: 'weakness', minutes: 30 }],
];

async function begin(exam: string, fields: StartFields, seed: number): Promise<number> {
  const blueprint = getOf(exam);
  const actor = { personId: newId(), isSignedIn: false, isAdministrator: false, memberships: [] };
  const began = performance.now();
  const start = { blueprint, fields, sittingId: newId(), seed: seed as Seed };
  const { kind } = await startSitting({ db, actor, now: Date.now() as Instant }, start);
  if (kind !== 'started') throw new Error(`${exam}: ${kind}`);
  return performance.now() - began;
}

const blueprints = getBlueprints('.');
function getOf(exam: string) {
  const found = blueprints.find(({ name }) => name === exam);
  if (!found) throw new Error(`there is no exam ${exam}`);
  return found;
}

function row(exam: string, what: string, how: string, times: number[]) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1);
  return { exam, what, how, 'ms, half of them': at(0.5), 'p99, ms': at(0.99), 'most, ms': at(1) };
}

const rows = [];
for (const [exam, what, fields] of choices) {
  const one: number[] = [];
  const before = process.cpuUsage();
  for (let seed = 1; seed <= PEOPLE; seed += 1) one.push(await begin(exam, fields, seed));
  const { user, system } = process.cpuUsage(before);
  // What holds on a busy machine, too.
  const cpu = ((user + system) / 1000 / PEOPLE).toFixed(1);
  rows.push({ ...row(exam, what, 'one after the other', one), 'CPU, ms each': cpu });
}
const [first] = choices;
if (first) {
  const [exam, what, fields] = first;
  const all = await Promise.all(Array.from({ length: PEOPLE }, (_, seed) => begin(exam, fields, seed)));
  rows.push(row(exam, what, 'all in the same second', all));
}
console.log(
  `${PEOPLE} people; ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
);
console.table(rows);
db.$client.close();
rmSync(folder, { recursive: true, force: true });
