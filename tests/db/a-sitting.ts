import { v7 as uuid } from 'uuid';
import type { Db } from '#db/client';
import { listItemSummaries } from '#db/queries/items';
import { type ItemToPublish, publishItems } from '#db/queries/publish-items';
import { handIn } from '#db/queries/sitting-answers';
import { getSittingPaper, recordClosing } from '#db/queries/sitting-results';
import { type NewSitting, openSitting } from '#db/queries/sittings';
import { allOrNothing } from '#domain/exam/items/judgement';
import { type ItemState, NO_ACCOMMODATIONS, type SittingChange } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import type { Instant } from '#domain/time';
import { anItem, KINDS, type Kind } from '../domain/exam/items/an-item.ts';
import { at, newId } from './a-case.ts';

export const MINUTE = 60_000;
/** When sittings of tests begin. */
export const START = 1_800_000_000_000;

/** Publishes an item of each kind, so that there is a form to sit; `more` single choices besides. */
export async function anItemPool(db: Db, more = 0): Promise<void> {
  const of = (kind: Kind, id: string): ItemToPublish => ({
    item: anItem(kind, { id }),
    scenario: undefined,
    isReviewed: true,
  });
  const all = [
    ...KINDS.map((kind) => of(kind, `of-${kind}`)),
    ...Array.from({ length: more }, (_, index) => of('single-choice', `more-${index}`)),
  ];
  await publishItems(db, all, JSON.stringify(all), { now: at(1), newId });
}

/** A sitting of every item there is, begun at `START` unless told otherwise. Answers its id. */
export async function aSitting(db: Db, personId: string, overrides: Partial<NewSitting> = {}): Promise<string> {
  const pool = await listItemSummaries(db);
  if (pool.length === 0) await anItemPool(db);
  const items = pool.length === 0 ? await listItemSummaries(db) : pool;
  const { sittingId } = await openSitting(db, {
    sittingId: uuid(),
    personId,
    isAccount: false,
    blueprint: 'cpc-2026',
    mode: 'exam',
    scope: 'mock',
    domains: [],
    seed: 7,
    expected: 0.7,
    minutes: 60,
    accommodations: NO_ACCOMMODATIONS,
    items: items.map(({ versionId }, place) => ({ versionId, domain: 'cpc/anatomy', isPretest: place === 1 })),
    now: START as Instant,
    ...overrides,
  });
  return sittingId;
}

/** A change made so many milliseconds after the start, which chooses an option. */
export const aChange = (
  place: number,
  afterMs: number,
  state: Partial<ItemState> = {},
  order = afterMs,
): SittingChange => ({
  place,
  at: START + afterMs,
  order,
  state: { ...UNTOUCHED, answer: { kind: 'options', chosen: [1] }, spentMs: 1000, ...state },
});

export const OUTCOME = {
  right: 1,
  of: 2,
  hasPassed: false,
  passShare: 0.7,
  overall: { share: 0.5, low: 0.1, high: 0.9 },
  domains: [],
};

/** Hands in and stores a verdict as closing does, every item half right. */
export async function closeIt(db: Db, who: { sittingId: string; personId: string }, now: number): Promise<boolean> {
  const moment = now as Instant;
  await handIn(db, { ...who, now: moment });
  const judgement = allOrNothing({ numerator: 1, denominator: 2 }, []);
  const paper = await getSittingPaper(db, who.sittingId);
  return recordClosing(db, {
    ...who,
    judgements: paper.map(({ place }) => ({ place, judgement })),
    outcome: OUTCOME,
    observations: [{ source: 'exam', ref: who.sittingId, part: '0', skills: ['poa'], credit: 1, at: moment }],
    entries: [
      {
        id: `entry-${who.sittingId}`,
        source: 'exam',
        ref: who.sittingId,
        place: 0,
        kind: 'wrong-answer',
        severity: 'observation',
        skill: 'poa',
        at: moment,
      },
    ],
    studyMs: 0,
    now: moment,
  });
}
