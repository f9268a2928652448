// npm run bench:type-ahead: median and 99th percentile of a look-up, over the shipped sets and, with CODESETS_DIR, over
// the whole official releases. Every title's words and codes are typed letter by letter, as people do. The peer, in the
// same run on the same searches, is what the database itself offers: FTS5 with prefix indexes, ranked by bm25.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { type Db, openDb } from '#db/client';
import { findTypeAhead } from '#db/queries/type-ahead';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { officialIcd10pcs } from '#db/releases/icd10pcs/starter-source';
import { officialHcpcs } from '#db/releases/official-content';
import type { ReleaseContent } from '#db/releases/release-content';
import { readStarterReleases } from '#db/releases/starter';
import { storeRelease } from '#db/releases/store-release';
import { suggest, type TypeAhead } from '#domain/codeset/type-ahead';
import type { Instant } from '#domain/time';

const STEP = 97;
const SEARCHES = 4000;

/** What people would have typed on the way to every 97th title or code, letter by letter from the second. */
function typedOnTheWay({ rows }: TypeAhead): string[] {
  const wanted = rows
    .filter((_, at) => at % STEP === 0)
    .flatMap((row, at) => [at % 3 === 0 ? row.code : row.title.split(' ').slice(0, 3).join(' ')]);
  const typed = wanted.flatMap((text) => Array.from({ length: text.length - 1 }, (_, end) => text.slice(0, end + 2)));
  const stride = Math.max(1, Math.floor(typed.length / SEARCHES));
  return [...typed.filter((_, at) => at % stride === 0), 'un', 'in', 'le', 'unspecified initial', 'fx hip', 'sprian'];
}

function measure(typeAhead: TypeAhead): number[] {
  const typed = typedOnTheWay(typeAhead);
  for (const text of typed.slice(0, 300)) suggest(typeAhead, text);
  return typed
    .map((text) => {
      const start = performance.now();
      suggest(typeAhead, text);
      return performance.now() - start;
    })
    .sort((one, other) => one - other);
}

const PEER_SEARCHES = 500;

/** The same searches through FTS5 over the same titles and codes, in a table made for the purpose. */
async function measurePeer(db: Db, typeAhead: TypeAhead): Promise<number[]> {
  await db.$client.execute('drop table if exists peer');
  await db.$client.execute(`create virtual table peer using fts5(code, title, prefix = '2 3 4')`);
  for (let start = 0; start < typeAhead.rows.length; start += 5000) {
    const rows = typeAhead.rows.slice(start, start + 5000).map(({ code, title }) => ({ code, title }));
    const sql = `insert into peer select value ->> 'code', value ->> 'title' from json_each(?)`;
    await db.$client.execute({ sql, args: [JSON.stringify(rows)] });
  }
  const typed = typedOnTheWay(typeAhead);
  const stride = Math.max(1, Math.floor(typed.length / PEER_SEARCHES));
  const times: number[] = [];
  for (const text of typed.filter((_, index) => index % stride === 0)) {
    const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
    if (words.length === 0) continue;
    const match = words.map((word) => `"${word}"*`).join(' ');
    const start = performance.now();
    await db.$client.execute({
      sql: 'select code, title from peer where peer match ? order by rank limit 12',
      args: [match],
    });
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other);
}

const at = (times: number[], share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);

async function benchSet(name: string, releases: ReleaseContent[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'type-ahead-'));
  const db = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
  await migrate(db, { migrationsFolder: 'db/migrations/catalog' });
  await db.transaction(async (tx) => {
    for (const release of releases) await storeRelease(tx, release, 0 as Instant);
  });
  for (const { system, label, effectiveFrom, codes, coverage } of releases) {
    if (coverage === 'differences') continue;
    const start = performance.now();
    const found = await findTypeAhead(db, { system, label, on: effectiveFrom });
    const built = performance.now() - start;
    if (!found) throw new Error(`${system} ${label} has no index`);
    const times = measure(found.typeAhead);
    const peer = await measurePeer(db, found.typeAhead);
    console.log(
      [
        name.padEnd(9),
        `${system} ${label}`.padEnd(16),
        String(codes.length).padStart(7),
        `${built.toFixed(0)} ms`.padStart(8),
      ]
        .concat([
          `${times.length}`.padStart(8),
          at(times, 0.5).padStart(10),
          at(times, 0.99).padStart(8),
          at(times, 1 - 1e-9).padStart(8),
          at(peer, 0.5).padStart(12),
          at(peer, 0.99).padStart(9),
        ])
        .join(' '),
    );
  }
  db.$client.close();
  rmSync(folder, { recursive: true });
}

console.log(`Type-ahead on ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.versions.node}`);
console.log('set       release             rows    built searches  median ms   p99 ms   max ms  FTS5 median  FTS5 p99');
await benchSet('shipped', readStarterReleases('content/codes'));
const root = process.env.CODESETS_DIR;
if (root)
  await benchSet('official', [
    await officialIcd10cm(root, 'FY2026'),
    await officialIcd10pcs(root, 'FY2026'),
    officialHcpcs(root),
  ]);
else console.log('official  not measured: set CODESETS_DIR to the folder of the official releases');
