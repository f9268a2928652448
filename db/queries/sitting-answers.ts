import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db, Transaction } from '#db/client';
import { inGroup } from '#db/group-commit';
import { stateOf } from '#db/queries/sitting-form';
import { findSitting, type Sitting } from '#db/queries/sittings';
import { addStudyTime } from '#db/queries/study-time';
import { sittingAnswers, sittingBreaks, sittings } from '#db/schema/sittings';
import { isEmptyAnswer } from '#domain/exam/items/empty-answer';
import type { ChangeOutcome, ClockReading, SittingChange, StoredState } from '#domain/exam/sittings/sitting';
import { breakEnd, clockAt, endOf, workedMs } from '#domain/exam/sittings/sitting-clock';
import { readClock, takeChange } from '#domain/exam/sittings/take-change';
import { activeMs } from '#domain/study/active-time';
import type { Instant } from '#domain/time';

interface Owner {
  sittingId: string;
  personId: string;
  now: Instant;
}
/** Why nothing was done at all. */
type Untaken = { kind: 'closed' } | { kind: 'not-found' };

export type SavedChanges =
  | { kind: 'saved'; outcomes: ChangeOutcome[]; clock: ClockReading }
  /** A change is about an item the form does not have: nothing was saved. */
  | { kind: 'no-such-place' }
  | Untaken;

/**
 * Takes the changes of one candidate, each by itself, in one transaction, which others who save at this moment share;
 * what may be taken `takeChange` says. Adds the working time between them to what the person studied that day. Five
 * statements, however many changes.
 */
export const saveChanges = (db: Db, save: Owner & { changes: readonly SittingChange[] }): Promise<SavedChanges> =>
  inGroup(db, async (tx) => {
    const { changes, now } = save;
    const sitting = await findSitting(tx, save);
    const untaken = untakenOf(sitting, now);
    if (!sitting || untaken) return untaken ?? { kind: 'not-found' };
    if (changes.some(({ place }) => place >= sitting.items)) return { kind: 'no-such-place' };
    const before = await storedStates(tx, sitting.id, changes);
    const { outcomes, written } = takeAll(sitting, before.states, changes, now);
    await writeStates(tx, sitting.id, written, now);
    await addWork(tx, sitting, { last: before.last, written, now });
    return { kind: 'saved', outcomes, clock: readClock(sitting.time, now) };
  });

function untakenOf(sitting: Sitting | undefined, now: Instant): Untaken | undefined {
  if (!sitting) return { kind: 'not-found' };
  return clockAt(sitting.time, now).phase === 'closed' ? { kind: 'closed' } : undefined;
}

/** What is stored of the items that changed, and when anything of the sitting was changed last. One query. */
async function storedStates(tx: Transaction, sittingId: string, changes: readonly SittingChange[]) {
  const places = [...new Set(changes.map(({ place }) => place))];
  const isLast = sql`${sittingAnswers.changedAt} = (select max(changed_at) from sitting_answers where sitting_id = ${sittingId})`;
  const rows = await tx
    .select()
    .from(sittingAnswers)
    .where(and(eq(sittingAnswers.sittingId, sittingId), or(inArray(sittingAnswers.place, places), isLast)));
  const last = rows.length > 0 ? Math.max(...rows.map(({ changedAt }) => changedAt)) : undefined;
  return { states: new Map(rows.map((row) => [row.place, stateOf(row)])), last };
}

function takeAll(
  { time }: Sitting,
  states: ReadonlyMap<number, StoredState>,
  changes: readonly SittingChange[],
  now: Instant,
) {
  const standing = new Map(states);
  const written = new Map<number, StoredState>();
  const outcomes = changes.map((change) => {
    const taken = takeChange(time, standing.get(change.place), change, now);
    if (taken.stored) standing.set(change.place, taken.stored);
    if (taken.stored && taken.isNew) written.set(change.place, taken.stored);
    return taken.outcome;
  });
  return { outcomes, written };
}

async function writeStates(
  tx: Transaction,
  sittingId: string,
  written: ReadonlyMap<number, StoredState>,
  now: Instant,
) {
  if (written.size === 0) return;
  const rows = [...written].map(([place, { at, order, state }]) => ({
    sittingId,
    place,
    ...state,
    changedAt: at,
    changeOrder: order,
    savedAt: now,
  }));
  await tx
    .insert(sittingAnswers)
    .values(rows)
    .onConflictDoUpdate({
      target: [sittingAnswers.sittingId, sittingAnswers.place],
      set: {
        answer: sql`excluded.answer`,
        isFlagged: sql`excluded.is_flagged`,
        struck: sql`excluded.struck`,
        note: sql`excluded.note`,
        highlights: sql`excluded.highlights`,
        spentMs: sql`excluded.spent_ms`,
        changedAt: sql`excluded.changed_at`,
        changeOrder: sql`excluded.change_order`,
        savedAt: sql`excluded.saved_at`,
      },
    });
}

/** The working time from one change to the next, long gaps and breaks left out, goes to the day it is saved on. */
async function addWork(
  tx: Transaction,
  { personId, time }: Sitting,
  { last, written, now }: { last: number | undefined; written: ReadonlyMap<number, StoredState>; now: Instant },
): Promise<void> {
  const from = last ?? time.startedAt;
  const moments = [...written.values()].map(({ at }) => at).filter((at) => at > from);
  const steps = [from, ...moments.sort((a, b) => a - b)].map((at) => workedMs(time, at as Instant));
  const gaps = steps.slice(1).map((step, index) => activeMs(step - (steps[index] ?? step)));
  await addStudyTime(tx, { personId, activity: 'exam', at: now, activeMs: gaps.reduce((sum, gap) => sum + gap, 0) });
}

/** More than anybody takes in one sitting; a program that pauses for ever stops here. */
const MOST_BREAKS = 100;

export type BreakSet =
  | { kind: 'set'; clock: ClockReading }
  /** Nothing that stops the clock is left. */
  | { kind: 'no-break-left' }
  /** Time is up. */
  | { kind: 'over' }
  | Untaken;

/** Begins a break or ends it, by the server's clock; safe to call twice. Four statements. */
export const setBreak = (db: Db, wanted: Owner & { isBreak: boolean }): Promise<BreakSet> =>
  db.transaction(async (tx) => {
    const { isBreak, now } = wanted;
    const sitting = await findSitting(tx, wanted);
    const untaken = untakenOf(sitting, now);
    if (!sitting || untaken) return untaken ?? { kind: 'not-found' };
    const clock = readClock(sitting.time, now);
    if (clock.phase === 'grace') return { kind: 'over' };
    if ((clock.phase === 'break') === isBreak) return { kind: 'set', clock };
    if (isBreak && (clock.breakLeftMs === 0 || sitting.time.breaks.length >= MOST_BREAKS))
      return { kind: 'no-break-left' };
    await endBreaks(tx, sitting, now);
    if (isBreak) await beginBreak(tx, sitting.id, now);
    const changed = await findSitting(tx, wanted);
    return { kind: 'set', clock: readClock(changed?.time ?? sitting.time, now) };
  });

/** Ends what is open: now, or when it ended by itself. */
async function endBreaks(tx: Transaction, { id, time }: Sitting, now: Instant): Promise<void> {
  const open = time.breaks.find(({ to }) => to === undefined);
  if (!open) return;
  const own = breakEnd(time, open.from) ?? open.from;
  await tx
    .update(sittingBreaks)
    .set({ toAt: Math.min(now, own) })
    .where(and(eq(sittingBreaks.sittingId, id), isNull(sittingBreaks.toAt)));
}

/** A break that begins in the millisecond another one began and ended goes on. */
const beginBreak = (tx: Transaction, sittingId: string, now: Instant) =>
  tx
    .insert(sittingBreaks)
    .values({ sittingId, fromAt: now })
    .onConflictDoUpdate({ target: [sittingBreaks.sittingId, sittingBreaks.fromAt], set: { toAt: null } });

/**
 * Settles the last moment of a sitting: now, or its end when time was up before. From then on nothing is taken, so that
 * what is judged afterwards is what stands. False when it is not this person's; safe to call again. Three statements.
 */
export const handIn = (db: Db, wanted: Owner): Promise<boolean> =>
  db.transaction(async (tx) => {
    const sitting = await findSitting(tx, wanted);
    if (!sitting) return false;
    if (sitting.time.handedInAt !== undefined) return true;
    const { now } = wanted;
    await endBreaks(tx, sitting, now);
    await tx
      .update(sittings)
      .set({ handedInAt: Math.min(now, endOf(sitting.time) ?? now) })
      .where(and(eq(sittings.id, sitting.id), isNull(sittings.handedInAt)));
    return true;
  });

/** How many items of a sitting have an answer; one that was taken back until nothing is left is none. One query. */
export async function countAnswered(db: Pick<Db, 'select'>, sittingId: string): Promise<number> {
  const found = await db
    .select({ answer: sittingAnswers.answer })
    .from(sittingAnswers)
    .where(eq(sittingAnswers.sittingId, sittingId));
  return found.filter(({ answer }) => answer && !isEmptyAnswer(answer)).length;
}
