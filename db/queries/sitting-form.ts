import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client';
import { listShownItems } from '#db/queries/items';
import { sittingAnswers, sittingItems, sittings } from '#db/schema/sittings';
import type { Block } from '#domain/chart/chart';
import type { CandidateItem } from '#domain/exam/items/candidate-item';
import type { SittingItem, StoredState } from '#domain/exam/sittings/sitting';
import { randomFrom, type Seed, shuffled } from '#domain/random';

/** The form of a sitting as its candidate sees it before the end, with what was answered so far. */
export interface SittingForm {
  items: SittingItem[];
  scenarios: { title: string; blocks: Block[] }[];
}

type AnswerRow = typeof sittingAnswers.$inferSelect;

/** A row as the state it is. */
export const stateOf = (row: AnswerRow): StoredState => ({
  at: row.changedAt,
  order: row.changeOrder,
  state: {
    answer: row.answer,
    isFlagged: row.isFlagged,
    struck: row.struck,
    note: row.note,
    highlights: row.highlights,
    spentMs: row.spentMs,
  },
});

/**
 * The form with what the candidate did so far; no key is in it, nor the name of an item, which may tell. Steps of a
 * sequence stand in an order of chance, the same whenever the sitting is opened. The caller has checked whose it is.
 * Two queries.
 */
export async function getSittingForm(db: Db, sittingId: string): Promise<SittingForm> {
  const ofItem = and(
    eq(sittingAnswers.sittingId, sittingItems.sittingId),
    eq(sittingAnswers.place, sittingItems.place),
  );
  const rows = await db
    .select({
      place: sittingItems.place,
      versionId: sittingItems.itemVersionId,
      seed: sittings.seed,
      answer: sittingAnswers,
    })
    .from(sittingItems)
    .innerJoin(sittings, eq(sittings.id, sittingItems.sittingId))
    .leftJoin(sittingAnswers, ofItem)
    .where(eq(sittingItems.sittingId, sittingId))
    .orderBy(asc(sittingItems.place));
  if (rows.length === 0) throw new Error(`sitting ${sittingId} has no form`);
  const shown = await listShownItems(
    db,
    rows.map(({ versionId }) => versionId),
  );
  const byVersion = new Map(shown.map((one) => [one.versionId, one]));
  const scenarioIds = [...new Set(shown.flatMap(({ scenario }) => scenario?.id ?? []))];
  const texts = new Map(shown.flatMap(({ scenario }) => (scenario ? [[scenario.id, scenario] as const] : [])));
  return {
    items: rows.map(({ place, versionId, seed, answer }) => {
      const one = byVersion.get(versionId);
      if (!one) throw new Error(`item version ${versionId} of sitting ${sittingId} is gone`);
      return {
        place,
        item: inSitting(one.item, place, seed),
        ...(one.scenario && { scenario: scenarioIds.indexOf(one.scenario.id) }),
        ...(answer && { stored: stateOf(answer) }),
      };
    }),
    scenarios: scenarioIds.flatMap((id) => {
      const text = texts.get(id);
      return text ? { title: text.title, blocks: text.blocks } : [];
    }),
  };
}

function inSitting(item: CandidateItem, place: number, seed: number): CandidateItem {
  const unnamed = { ...item, id: `item-${place + 1}` };
  if (unnamed.type !== 'order') return unnamed;
  return { ...unnamed, steps: shuffled(unnamed.steps, randomFrom((seed + place) as Seed)) };
}
