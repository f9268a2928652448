import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { recordAudit } from '#db/queries/audit';
import { recordEntries } from '#db/queries/notebook';
import { recordObservations } from '#db/queries/observations';
import { stateOf } from '#db/queries/sitting-form';
import { addStudyTime } from '#db/queries/study-time';
import { sittingAnswers, sittingItems, sittingJudgements, sittings } from '#db/schema/sittings';
import type { Judgement } from '#domain/exam/items/judgement';
import type { Outcome } from '#domain/exam/sittings/outcome';
import type { ItemState } from '#domain/exam/sittings/sitting';
import type { NewEntry } from '#domain/study/notebook';
import type { Observation } from '#domain/study/observation';
import type { Instant } from '#domain/time';

/** One item of a sitting with what was done with it; without its key. */
export interface PaperItem {
  place: number;
  versionId: string;
  domain: string;
  isPretest: boolean;
  /** Absent when it was never touched. */
  state?: ItemState;
  changedAt?: Instant;
  /** When it arrived. */
  savedAt?: Instant;
}

/** What a sitting holds, in the order asked; the caller has checked whose it is. One query. */
export async function getSittingPaper(db: Pick<Db, 'select'>, sittingId: string): Promise<PaperItem[]> {
  const ofItem = and(
    eq(sittingAnswers.sittingId, sittingItems.sittingId),
    eq(sittingAnswers.place, sittingItems.place),
  );
  const rows = await db
    .select()
    .from(sittingItems)
    .leftJoin(sittingAnswers, ofItem)
    .where(eq(sittingItems.sittingId, sittingId))
    .orderBy(asc(sittingItems.place));
  return rows.map(({ sitting_items: { place, itemVersionId, domain, isPretest }, sitting_answers: answer }) => ({
    place,
    versionId: itemVersionId,
    domain,
    isPretest,
    ...(answer && {
      state: stateOf(answer).state,
      changedAt: answer.changedAt as Instant,
      savedAt: answer.savedAt as Instant,
    }),
  }));
}

export interface Closing {
  sittingId: string;
  personId: string;
  /** One for every item of the form. */
  judgements: { place: number; judgement: Judgement }[];
  /** Undefined when nothing of the form counts. */
  outcome: Outcome | undefined;
  observations: readonly Observation[];
  entries: readonly NewEntry[];
  /** Working time since the last save, milliseconds. */
  studyMs: number;
  now: Instant;
  /** The daily job closes it, not the candidate. */
  isByPlatform?: boolean;
  requestId?: string;
}

/**
 * Stores the verdict on a sitting that was handed in (`handIn`), with its evidence, and says so in the audit log, all or
 * nothing. False, and nothing changed, when it is not this person's, not handed in, or was closed already.
 */
export const recordClosing = (db: Db, closing: Closing): Promise<boolean> =>
  db.transaction(async (tx) => {
    const { sittingId, personId, outcome, observations, entries, studyMs, now } = closing;
    const isHandedIn = and(isNotNull(sittings.handedInAt), isNull(sittings.closedAt));
    const closed = await tx
      .update(sittings)
      .set({ closedAt: now, outcome: outcome ?? null })
      .where(and(eq(sittings.id, sittingId), eq(sittings.personId, personId), isHandedIn))
      .returning({ blueprint: sittings.blueprint, mode: sittings.mode });
    if (!closed[0]) return false;
    await tx.insert(sittingJudgements).values(
      closing.judgements.map(({ place, judgement }) => {
        const { verdict, credit } = judgement;
        return { sittingId, place, verdict, credit, judgement };
      }),
    );
    await recordObservations(tx, personId, observations);
    await recordEntries(
      tx,
      entries.map((entry) => ({ ...entry, personId })),
    );
    await addStudyTime(tx, { personId, activity: 'exam', at: now, activeMs: studyMs });
    await recordClosed(tx, closing, closed[0]);
    return true;
  });

/** Two rows, because they are looked for apart: that it was judged, and that from now on this person knows the keys. */
async function recordClosed(tx: Transaction, closing: Closing, sitting: { blueprint: string; mode: string }) {
  const { sittingId, personId, judgements, now, isByPlatform = false, requestId } = closing;
  const row = { subjectId: sittingId, at: now, ...(requestId !== undefined && { requestId }) };
  const who = isByPlatform ? {} : { actorId: personId };
  await recordAudit(tx, {
    ...row,
    ...who,
    action: 'sitting-closed',
    details: { ...sitting, items: judgements.length },
  });
  await recordAudit(tx, { ...row, actorId: personId, action: 'key-shown', details: { items: judgements.length } });
}

/** One verdict on one item. */
export interface StoredJudgement {
  place: number;
  judgement: Judgement;
}

/** The verdicts on a sitting that is closed, in the order asked; none before. The caller has checked whose it is. One query. */
export const findJudgements = (db: Pick<Db, 'select'>, sittingId: string): Promise<StoredJudgement[]> =>
  db
    .select({ place: sittingJudgements.place, judgement: sittingJudgements.judgement })
    .from(sittingJudgements)
    .innerJoin(sittings, eq(sittings.id, sittingJudgements.sittingId))
    .where(and(eq(sittingJudgements.sittingId, sittingId), isNotNull(sittings.closedAt)))
    .orderBy(asc(sittingJudgements.place));
