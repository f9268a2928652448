// Prints how long the pages of progress take for one person with 5,000 observations and 300 graded charts, and what the
// mastery of all skills costs beside a plain average of the same observations. It asserts nothing; the budget is 100 ms.
import { cpus } from 'node:os';
import { openDb } from '#db/client';
import { recordObservations } from '#db/queries/observations';
import { attempts, grades } from '#db/schema/attempts';
import { answerKeys, cases, caseVersions } from '#db/schema/cases';
import { studyTime } from '#db/schema/study';
import { emptyDraft } from '#domain/chart/draft-sheet';
import { grade } from '#domain/grading/grade';
import { masteryOf } from '#domain/study/mastery';
import { nextSteps } from '#domain/study/next-steps';
import { OBSERVATION_SOURCES, type Observation } from '#domain/study/observation';
import { SKILLS, type SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';
import { aContext, aDiagnosis, aKey, anInpatientStay } from '../build.ts';
import { putPeople, signedInCookie } from '../e2e/people.ts';
import { type RunningServer, startServer } from '../e2e/server.ts';

const [OBSERVATIONS, CHARTS, REQUESTS] = [5000, 300, 200];
const BUDGET_MS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.now() as Instant;
const skills = SKILLS.map(({ id }) => id) as SkillId[];
const skillAt = (index: number): SkillId => skills[index % skills.length] as SkillId;

/** Spread over skills, sources and two years; about twelve of one chart. */
const observations: Observation[] = Array.from({ length: OBSERVATIONS }, (_, index) => ({
  source: OBSERVATION_SOURCES[index % 17 < 12 ? 2 : index % 4] ?? 'chart',
  ref: `ref-${Math.floor(index / 12)}`,
  part: `diagnoses.${index}`,
  skills: [...new Set([skillAt(index * 7), skillAt(index * 13 + 1), skillAt(index * 29 + 5)])],
  credit: index % 10 < 7 ? 1 : 0,
  ...(index % 3 === 0 && { difficulty: (index % 7) - 3 }),
  at: (NOW - Math.floor(index / 12) * 1.7 * DAY_MS) as Instant,
}));

/** A grade as an inpatient chart of twenty codes gets it, with some of every twentieth code wrong. */
function aGrade() {
  const codes = Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(65 + index)}10.1`);
  const key = aKey({ diagnoses: codes.map((code) => aDiagnosis(code, { poa: 'Y' })) });
  const diagnoses = codes.map((code, index) => ({
    code: (index % 4 === 3 ? code.replace('.1', '.2') : code).replace('.', ''),
    poa: index % 5 === 2 ? ('N' as const) : ('Y' as const),
  }));
  return grade(key, { diagnoses, procedures: [], services: [] }, aContext({ encounter: anInpatientStay }));
}

async function fill({ folder }: RunningServer, personId: string): Promise<void> {
  const db = openDb(`file:${folder}/app.db`);
  const [version] = await db.select().from(caseVersions).limit(1);
  const [key] = await db.select().from(answerKeys).limit(1);
  if (!version || !key) throw new Error('no chart was loaded');
  const verdict = aGrade();
  await db.transaction(async (tx) => {
    for (let index = 0; index < CHARTS; index += 1) {
      const id = `bench-${index}`;
      const at = NOW - (CHARTS - index) * DAY_MS;
      await tx.insert(cases).values({ id, slug: id, createdAt: 1 });
      await tx.insert(caseVersions).values({ ...version, id, caseId: id, number: 1, contentHash: id });
      await tx.insert(answerKeys).values({ ...key, id, caseVersionId: id, revision: 1, contentHash: id });
      const times = { startedAt: at - (5 + (index % 20)) * 60_000, savedAt: at, submittedAt: at };
      const row = { id, personId, caseId: id, caseVersionId: id, mode: 'practice' as const, tryNumber: 1, revision: 1 };
      await tx.insert(attempts).values({ ...row, ...times, draft: emptyDraft() });
      await tx.insert(grades).values({ attemptId: id, answerKeyId: id, engine: 1, grade: verdict, createdAt: at });
    }
    const days = Array.from({ length: 90 }, (_, index) => new Date(NOW - index * DAY_MS).toISOString().slice(0, 10));
    await tx
      .insert(studyTime)
      .values(days.map((day) => ({ personId, day, activity: 'chart' as const, activeMs: 1e6 })));
  });
  await recordObservations(db, personId, observations);
  db.$client.close();
}

const quantile = (sorted: number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;

async function timesOf(work: () => unknown, times: number): Promise<{ p50: number; p99: number }> {
  for (let warm = 0; warm < 20; warm += 1) await work();
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

const row = (name: string, { p50, p99 }: { p50: number; p99: number }) => ({
  what: name,
  'p50 ms': p50.toFixed(2),
  'p99 ms': p99.toFixed(2),
});

/** The peer: right of all, skill by skill, without weights or intervals. */
function plainAverages(): Map<SkillId, number> {
  const sums = new Map<SkillId, { right: number; of: number }>();
  for (const { skills: own, credit } of observations)
    for (const skill of own) {
      const sum = sums.get(skill) ?? { right: 0, of: 0 };
      sums.set(skill, { right: sum.right + credit, of: sum.of + 1 });
    }
  return new Map([...sums].map(([skill, { right, of }]) => [skill, right / of]));
}

const server = await startServer();
try {
  const { walker } = await putPeople(server, [{ name: 'walker' }]);
  await fill(server, walker as string);
  const headers = { cookie: await signedInCookie(server.address, { name: 'walker' }) };
  const get = async (path: string) => {
    const answer = await fetch(server.address + path, { headers });
    const body = await answer.text();
    if (answer.status !== 200 || body.includes('class="notice"')) throw new Error(`${path} is not the full page`);
  };
  const rows = [];
  for (const path of ['/progress', '/progress/skills', '/progress/skills/diabetes']) {
    const took = await timesOf(() => get(path), REQUESTS);
    rows.push({ ...row(path, took), budget: `${BUDGET_MS} ms`, within: took.p99 <= BUDGET_MS ? 'yes' : 'NO' });
  }
  console.log(
    `${OBSERVATIONS} observations, ${CHARTS} graded charts; one request after the other, ${cpus().length} cores`,
  );
  console.table(rows);
  const mastery = masteryOf(observations, NOW);
  console.table([
    row('mastery of all skills', await timesOf(() => masteryOf(observations, NOW), REQUESTS)),
    row('plain averages of the same', await timesOf(plainAverages, REQUESTS)),
    row('next steps', await timesOf(() => nextSteps(mastery, new Map()), REQUESTS)),
  ]);
} finally {
  await server.stop();
}
