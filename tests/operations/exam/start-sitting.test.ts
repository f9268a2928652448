import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { expect, test } from 'vitest';
import type { Db } from '#db/client';
import { listItemsToPublish } from '#db/items-to-publish';
import { listItemSummaries } from '#db/queries/items';
import { recordObservations } from '#db/queries/observations';
import { publishItems } from '#db/queries/publish-items';
import { findOpenSitting, listSeenItems, listSittings } from '#db/queries/sittings';
import { getBlueprints } from '#db/read-blueprints';
import type { Blueprint } from '#domain/exam/blueprint';
import { NO_ACCOMMODATIONS } from '#domain/exam/sittings/sitting';
import type { Actor } from '#domain/people/permissions';
import type { Seed } from '#domain/random';
import type { Observation } from '#domain/study/observation';
import type { SkillId } from '#domain/study/skills';
import type { Instant } from '#domain/time';
import { listBank } from '#operations/exam/exam-pool';
import type { StartFields } from '#operations/exam/start-fields';
import { startSitting } from '#operations/exam/start-sitting';
import { readWeakDomains } from '#operations/exam/weak-domains';
import { freshDatabase } from '../../db/fresh-database.ts';
import { aGuest, putBank } from './a-bank.ts';

const NOW = Date.UTC(2026, 10, 26, 12) as Instant;
const MINUTE = 60_000;
const later = (minutes: number) => (NOW + minutes * MINUTE) as Instant;
const blueprintOf = (id: string): Blueprint => getBlueprints('.').find((one) => one.id === id) as Blueprint;

const fields = (more: Partial<StartFields> = {}): StartFields => ({
  scope: 'short',
  mode: 'exam',
  minutes: 20,
  domains: [],
  accommodations: NO_ACCOMMODATIONS,
  ...more,
});

interface Asked {
  actor?: Actor;
  exam?: string;
  now?: Instant;
  seed?: number;
}
function start(
  db: Db,
  given: Partial<StartFields>,
  { actor = aGuest(), exam = 'cpc', now = NOW, seed = 7 }: Asked = {},
) {
  const how = { blueprint: blueprintOf(exam), fields: fields(given), sittingId: newId(), seed: seed as Seed };
  return startSitting({ db, actor, now }, how);
}
async function aBank(): Promise<Db> {
  const { db } = await freshDatabase();
  await putBank(db);
  return db;
}
const close = (db: Db, personId: string) =>
  db.run(sql`update sittings set closed_at = started_at + 1 where person_id = ${personId}`);

test('a sitting is stored with all that made its form', async () => {
  const db = await aBank();
  const actor = aGuest();
  const accommodations = { timeMultiplier: 1.5, breakMinutes: 15, largeText: true, screenReader: false } as const;
  const given = { scope: 'domain', mode: 'practice', domains: ['cpc/anatomy', 'cpc/cases'], accommodations } as const;
  expect(await start(db, { ...given, domains: [...given.domains] }, { actor, seed: 4_000_000_000 })).toMatchObject({
    kind: 'started',
  });
  const sitting = await findOpenSitting(db, actor.personId);
  expect(sitting).toMatchObject({
    blueprint: 'cpc-2026',
    mode: 'practice',
    scope: 'domain',
    domains: ['cpc/anatomy', 'cpc/cases'],
    seed: 4_000_000_000,
    minutes: 20,
    items: 8,
    accommodations,
  });
  expect(sitting?.expected).toBeGreaterThan(0.6);
  expect((await listSeenItems(db, actor.personId)).size).toBe(8);
});

test('a whole CCS has its ten on trial among 107, in the time of the exam', async () => {
  const db = await aBank();
  const actor = aGuest();
  await start(db, { scope: 'mock' }, { actor, exam: 'ccs' });
  expect(await findOpenSitting(db, actor.personId)).toMatchObject({
    blueprint: 'ccs-2026-05',
    minutes: 240,
    items: 107,
  });
  const found = await db.get<{ n: number }>(sql`select count(*) as n from sitting_items where is_pretest = 1`);
  expect(found?.n).toBe(10);
});

test('two clicks make one sitting, also at once; another exam waits until the open one is over', async () => {
  const db = await aBank();
  const actor = aGuest();
  const both = await Promise.all([start(db, {}, { actor, seed: 1 }), start(db, {}, { actor, seed: 2 })]);
  const again = await start(db, {}, { actor, now: later(0.5) });
  expect(new Set([...both, again].map((one) => (one.kind === 'started' ? one.sittingId : one.kind))).size).toBe(1);
  expect(await start(db, { scope: 'mock' }, { actor, exam: 'ccs' })).toMatchObject({ kind: 'open' });
  expect(await start(db, {}, { actor, now: later(5) })).toMatchObject({ kind: 'open' });
  await close(db, actor.personId);
  expect(await start(db, { scope: 'mock' }, { actor, exam: 'ccs', now: later(6) })).toMatchObject({ kind: 'started' });
  expect((await listSittings(db, actor.personId)).length).toBe(2);
});

test('who goes back and asks for other domains or more time does not get the exam begun before without a word', async () => {
  const db = await aBank();
  const actor = aGuest();
  const anatomy = { scope: 'domain', minutes: 10, domains: ['cpc/anatomy'] } as const;
  const accommodations = { ...NO_ACCOMMODATIONS, timeMultiplier: 1.5 } as const;
  const begun = await start(db, { ...anatomy, domains: [...anatomy.domains] }, { actor });
  expect(await start(db, { ...anatomy, domains: ['cpc/anatomy'] }, { actor, now: later(0.5) })).toEqual(begun);
  for (const other of [{ domains: ['cpc/radiology'] }, { domains: ['cpc/anatomy'], accommodations }])
    expect(await start(db, { ...anatomy, ...other }, { actor, now: later(0.5) })).toMatchObject({ kind: 'open' });
});

test('a second mock exam has no question of the first', async () => {
  const db = await aBank();
  const actor = aGuest();
  await start(db, { scope: 'mock' }, { actor, seed: 11 });
  await close(db, actor.personId);
  await start(db, { scope: 'mock' }, { actor, now: later(300), seed: 12 });
  expect((await listSeenItems(db, actor.personId)).size).toBe(200);
});

test('a bank that is short: which domain, what is possible, and nothing is stored', async () => {
  const db = await aBank();
  const actor = aGuest();
  const outcome = await start(db, { scope: 'domain', minutes: 60, domains: ['cpc/hcpcs'] }, { actor });
  expect(outcome).toEqual({
    kind: 'short',
    short: { kind: 'short', domains: [{ domain: 'cpc/hcpcs', wanted: 25, has: 7 }] },
    possible: 10,
  });
  expect(await start(db, { scope: 'mock' }, { actor, exam: 'coc' })).toMatchObject({ kind: 'short' });
  expect(await start(db, { scope: 'mock' }, { actor, exam: 'cic' })).toEqual({ kind: 'unknown' });
  expect(await listSittings(db, actor.personId)).toEqual([]);
  expect((await db.get<{ n: number }>(sql`select count(*) as n from people`))?.n).toBe(0);
});

const answers = (skill: SkillId, credit: number): Observation[] =>
  Array.from({ length: 6 }, (_, at) => ({
    source: 'check',
    ref: `track/lesson#${skill}-${at}`,
    part: '',
    skills: [skill],
    credit,
    at: (NOW - at * MINUTE) as Instant,
  }));

test('weakness goes by what was shown here; of somebody unknown it is a short exam, and is called so', async () => {
  const db = await aBank();
  const [unknown, known] = [aGuest(), aGuest()];
  await start(db, { scope: 'weakness' }, { actor: unknown });
  expect(await findOpenSitting(db, unknown.personId)).toMatchObject({ scope: 'short', domains: [] });
  // A second click is the same click, although it is called otherwise.
  expect(await start(db, { scope: 'weakness' }, { actor: unknown })).toMatchObject({ kind: 'started' });

  await db.run(sql`insert into people (id, created_at) values (${known.personId}, 1)`);
  const seen = [
    ...answers('anatomy', 0),
    ...answers('terminology', 1),
    ...answers('hcpcs', 0.5),
    ...answers('compliance', 1),
  ];
  await recordObservations(db, known.personId, seen);
  await start(db, { scope: 'weakness', minutes: 10 }, { actor: known });
  const sitting = await findOpenSitting(db, known.personId);
  expect(sitting?.scope).toBe('weakness');
  expect(sitting?.domains.slice(0, 2)).toEqual(['cpc/anatomy', 'cpc/hcpcs']);
  expect(sitting?.domains.length).toBe(3);
});

test('weakness counts a question of an exam where it was asked, not where its skills are', async () => {
  const db = await aBank();
  const actor = aGuest();
  await start(db, { scope: 'domain', domains: ['cpc/terminology'], minutes: 20 }, { actor });
  await close(db, actor.personId);
  const asked = await db.all<{ id: string; name: string }>(sql`
    select s.id, i.name from sittings s join sitting_items a on a.sitting_id = s.id
      join item_versions v on v.id = a.item_version_id join items i on i.id = v.item_id where s.person_id = ${actor.personId}`);
  const seen = asked.map(({ id, name }): Observation => {
    return { source: 'exam', ref: id, part: name, skills: ['anatomy'], credit: 0, at: NOW };
  });
  await recordObservations(db, actor.personId, seen);
  const weak = await readWeakDomains(
    { db, actor, now: later(60) },
    blueprintOf('cpc'),
    new Set(['cpc/terminology', 'cpc/anatomy']),
  );
  expect(weak.map(({ name }) => name)).toEqual(['cpc/terminology']);
});

test('nothing is begun for an account that was deleted meanwhile', async () => {
  const db = await aBank();
  expect(await start(db, {}, { actor: { ...aGuest(), isSignedIn: true } })).toEqual({ kind: 'gone' });
});

test('the bank is read again when it was published anew', async () => {
  const db = await aBank();
  const bank = await listBank(db);
  expect(await listBank(db)).toBe(bank);
  const fewer = listItemsToPublish('.')
    .map((one) => ({ ...one, isReviewed: true }))
    .slice(1);
  await publishItems(db, fewer, 'one less', { now: NOW, newId });
  expect((await listBank(db)).length).toBe(bank.length - 1);
  expect(await listBank(db)).toEqual(await listItemSummaries(db));
});
