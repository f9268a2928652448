import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Candidate } from '../e2e/candidate.ts';
import { checkAnswers } from '../e2e/sat-answers.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';
import { figuresOf, memoryOf, row } from './exam/figures.ts';
import { type Sat, sitAtOnce } from './exam/sit.ts';

/**
 * Many candidates sit a timed exam at once against the built server, which is killed without warning and started again
 * twice meanwhile: how long saves take, whether anything acknowledged is lost, whether memory stays. Run by
 * `npm run bench:exam`; `-- --candidates 100 --seconds 60` makes it smaller. It fails when anything is lost.
 */
const { values: options } = parseArgs({
  options: { candidates: { type: 'string', default: '500' }, seconds: { type: 'string', default: '180' } },
});
const [CANDIDATES, SECONDS] = [Number(options.candidates), Number(options.seconds)];
const [BUDGET_MS, STARTS_WITHIN_MS, PEER_MS, MEMORY_EVERY_MS] = [200, 30_000, 20_000, 15_000];
/** How long after a restart saves are told apart: the code of a new process is still cold, and everybody comes back. */
const COLD_MS = 10_000;
const EXAM = '/exams/cpc-2026';
const START = { scope: 'mock', mode: 'exam', timeMultiplier: '1', breakMinutes: '0' };
const ITEMS = 100;

/** The same messages to a server that does nothing but write them down. */
async function runPeer(): Promise<Sat> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-peer-'));
  const script = join(import.meta.dirname, 'exam/peer.ts');
  const child = spawn(process.execPath, [script, join(folder, 'peer.db')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const seats = Array.from({ length: CANDIDATES }, (_, seed) => {
    return new Candidate({ address, cookie: '', sittingId: `peer-${seed}`, items: ITEMS, seed });
  });
  const sat = await sitAtOnce(seats, performance.now() + PEER_MS);
  child.kill();
  rmSync(folder, { recursive: true, force: true });
  return sat;
}

/** A guest comes, looks at the exam and begins it; answers how long beginning took. */
async function begin(address: string, seed: number): Promise<{ candidate: Candidate; tookMs: number }> {
  await wait((seed / CANDIDATES) * STARTS_WITHIN_MS);
  const page = await fetch(address + EXAM);
  await page.arrayBuffer();
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const begun = performance.now();
  const answer = await fetch(address + EXAM, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(START),
  });
  const text = await answer.text();
  const tookMs = performance.now() - begun;
  const sittingId = /sitting\/([\w-]+)$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (!sittingId) throw new Error(`no exam was begun: ${answer.status} ${text.slice(0, 400)}`);
  return { candidate: new Candidate({ address, cookie, sittingId, items: ITEMS, seed }), tookMs };
}

interface Outage {
  /** When it was killed, and how long nobody answered. */
  at: number;
  downMs: number;
}

/** Kills the server at a third and two thirds of the time and starts it again. */
async function killTwice(server: RunningServer): Promise<Outage[]> {
  const outages: Outage[] = [];
  for (let kill = 0; kill < 2; kill += 1) {
    await wait((SECONDS * 1000) / 3);
    const at = performance.now();
    await server.kill();
    await server.restart();
    outages.push({ at, downMs: performance.now() - at });
  }
  return outages;
}

function watchMemory(server: RunningServer) {
  const seen: { second: number; 'memory MB': number | undefined }[] = [];
  const begun = performance.now();
  const look = () =>
    seen.push({ second: Math.round((performance.now() - begun) / 1000), 'memory MB': memoryOf(server.pid()) });
  look();
  const timer = setInterval(look, MEMORY_EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    return seen;
  };
}

function report(starts: number[], peer: Sat, sat: Sat, outages: Outage[]): void {
  const isCold = (sentAt: number) => outages.some(({ at, downMs }) => sentAt >= at && sentAt < at + downMs + COLD_MS);
  const took = (saves: Sat['saves']) => figuresOf(saves.map(({ tookMs }) => tookMs));
  const all = took(sat.saves);
  console.table([
    row('all saves', all),
    row(`of these, in the ${COLD_MS / 1000} s after a restart`, took(sat.saves.filter(({ sentAt }) => isCold(sentAt)))),
    row(`starts, ${CANDIDATES} within ${STARTS_WITHIN_MS / 1000} s`, figuresOf(starts)),
    row('peer: the same saves, only written down', took(peer.saves)),
  ]);
  const changes = sat.saves.reduce((sum, one) => sum + one.changes, 0);
  console.log(`${Math.round(sat.saves.length / SECONDS)} saves and ${Math.round(changes / SECONDS)} changes a second.`);
  const down = outages.map(({ downMs }) => `${Math.round(downMs)} ms`).join(' and ');
  console.log(`Killed twice; nobody answered for ${down}; ${sat.failed} messages failed and were sent again.`);
  console.log(`p99 of all saves within ${BUDGET_MS} ms: ${all.p99 <= BUDGET_MS ? 'yes' : 'NO'}`);
}

const [load] = loadavg();
console.log(
  `${CANDIDATES} candidates, ${SECONDS} s, on ${cpus().length} × ${cpus()[0]?.model}, load ${load?.toFixed(1)} before; clients and server share the machine`,
);
const lag = monitorEventLoopDelay();
const peer = await runPeer();
const server = await startServer();
try {
  const memory = watchMemory(server);
  const begun = await Promise.all(Array.from({ length: CANDIDATES }, (_, seed) => begin(server.address, seed)));
  const candidates = begun.map(({ candidate }) => candidate);
  lag.enable();
  const [sat, outages] = await Promise.all([
    sitAtOnce(candidates, performance.now() + SECONDS * 1000),
    killTwice(server),
  ]);
  lag.disable();
  report(
    begun.map(({ tookMs }) => tookMs),
    peer,
    sat,
    outages,
  );
  console.log(`The clients' own lag, within the figures: p99 ${Math.round(lag.percentile(99) / 1e6)} ms.`);
  console.table(memory());
  const check = checkAnswers(join(server.folder, 'app.db'), candidates);
  console.log(
    `Items with an acknowledged answer: ${check.acknowledged}. Lost: ${check.lost}. Not the last state: ${check.behind + check.reordered}.`,
  );
  if (check.lost + check.behind + check.reordered > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
