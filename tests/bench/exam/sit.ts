import { setTimeout as wait } from 'node:timers/promises';
import { type Random, randomFrom, type Seed } from '#domain/random';
import type { Candidate } from '../../e2e/candidate.ts';

/** How often a candidate saves. */
export const EVERY_MS = 5000;
/** As the screen of a sitting tries again without a connection: soon, then more seldom. */
const RETRY_MS = [1000, 2000, 4000];

/** A save that was answered: when it was sent, and how long the answer took, milliseconds. */
export interface Save {
  sentAt: number;
  tookMs: number;
  changes: number;
}

export interface Sat {
  saves: Save[];
  /** Messages nobody answered. */
  failed: number;
}

/** Lets everybody sit at once until `until` (by `performance.now`), each beginning at a moment of chance, and hand on what waits. */
export async function sitAtOnce(candidates: readonly Candidate[], until: number): Promise<Sat> {
  const sat: Sat = { saves: [], failed: 0 };
  await Promise.all(candidates.map((one) => sit(one, randomFrom(one.seat.seed as Seed), until, sat)));
  return sat;
}

async function sit(candidate: Candidate, random: Random, until: number, sat: Sat): Promise<void> {
  let next = performance.now() + random() * EVERY_MS;
  for (; next < until; next = Math.max(next + EVERY_MS, performance.now())) {
    await wait(Math.max(0, next - performance.now()));
    const changes = random() < 0.8 ? 1 : 2 + Math.floor(random() * 4);
    for (let made = 0; made < changes; made += 1) candidate.answer(Date.now());
    await sendAll(candidate, sat);
  }
}

async function sendAll(candidate: Candidate, sat: Sat): Promise<void> {
  for (let failures = 0; candidate.waiting > 0; ) {
    const sentAt = performance.now();
    const sent = await candidate.send();
    if (sent.kind === 'refused') throw new Error(`refused: ${sent.status} ${sent.text}`);
    if (sent.kind === 'kept') sat.saves.push({ sentAt, tookMs: sent.tookMs, changes: sent.changes });
    if (sent.kind !== 'down') continue;
    sat.failed += 1;
    await wait(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0);
    failures += 1;
  }
}
