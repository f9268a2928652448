import type { Db } from '#db/client';
import { getItemKeys, listShownItems, type ShownItem } from '#db/queries/items';
import { listKnownPlaces } from '#db/queries/sitting-evidence';
import { findJudgements, getSittingPaper, type PaperItem } from '#db/queries/sitting-results';
import type { Sitting } from '#db/queries/sittings';
import { isEmptyAnswer } from '#domain/exam/items/empty-answer';
import type { Item } from '#domain/exam/items/item-file';
import { type PaceMark, paceMark, paceOf, type TimeOfSitting, timeOfSitting } from '#domain/exam/sittings/item-pace';
import { workedMs } from '#domain/exam/sittings/sitting-clock';
import type { JudgedItem } from '#operations/exam/exam-answers';

/** One item of a result. */
export interface ResultItem extends JudgedItem {
  domain: string;
  isAnswered: boolean;
  isFlagged: boolean;
  /** An answer that arrived well after the end, and was given before it. */
  isLate: boolean;
  /** Its key was shown after an earlier sitting. */
  isKnown: boolean;
  /** What the candidate noted. */
  note: string;
  /** Milliseconds on screen. */
  spentMs: number;
  pace?: PaceMark;
  scenario?: NonNullable<ShownItem['scenario']>;
}

/** A sitting that is over and judged. */
export interface ExamResult {
  sitting: Sitting;
  items: ResultItem[];
  time: TimeOfSitting & {
    /** By the clock, breaks left out, and what there was of it; milliseconds. */
    worked: number;
    granted: number;
  };
}

const MINUTE_MS = 60_000;

/** All of a result, keys and verdicts among it; the caller has checked whose it is and that it is closed. Five queries. */
export async function readResult(db: Db, sitting: Sitting): Promise<ExamResult> {
  if (sitting.closedAt === undefined) throw new Error(`sitting ${sitting.id} is not closed`);
  const paper = await getSittingPaper(db, sitting.id);
  const versionIds = paper.map(({ versionId }) => versionId);
  const keys = await getItemKeys(db, versionIds);
  const shown = new Map((await listShownItems(db, versionIds)).map((one) => [one.versionId, one]));
  const judgements = new Map((await findJudgements(db, sitting.id)).map((one) => [one.place, one.judgement]));
  const known = await listKnownPlaces(db, sitting.id);
  const pace = paceOf(sitting.time, paper.length);
  const items = paper.flatMap((one): ResultItem[] => {
    const [item, judgement] = [keys.get(one.versionId), judgements.get(one.place)];
    if (!item || !judgement) return [];
    const scenario = shown.get(one.versionId)?.scenario;
    const made = { ...resultItem(one, item, sitting), judgement, isKnown: known.has(one.place) };
    const mark = paceMark({ ...made, isRight: judgement.credit === 1 }, pace);
    return [{ ...made, ...(mark && { pace: mark }), ...(scenario && { scenario }) }];
  });
  const timed = items.map((one) => ({ ...one, isRight: one.judgement.credit === 1 }));
  return { sitting, items, time: { ...timeOfSitting(timed, pace), ...clockOf(sitting) } };
}

/** With the end each page tells the time on its last question: an answer that comes again in so many ms is not late. */
const LATE_FROM_MS = 30_000;

function resultItem({ place, domain, isPretest, state, savedAt }: PaperItem, item: Item, { time }: Sitting) {
  const answer = state?.answer ?? undefined;
  const isAnswered = answer !== undefined && !isEmptyAnswer(answer);
  const lateBy = (savedAt ?? 0) - (time.handedInAt ?? Infinity);
  return {
    place,
    item,
    domain,
    isPretest,
    ...(answer && { answer }),
    isAnswered,
    isFlagged: state?.isFlagged ?? false,
    isLate: isAnswered && lateBy >= LATE_FROM_MS,
    note: state?.note ?? '',
    spentMs: state?.spentMs ?? 0,
  };
}

const clockOf = ({ time, closedAt }: Sitting) => ({
  worked: workedMs(time, time.handedInAt ?? closedAt ?? time.startedAt),
  granted: time.minutes * time.timeMultiplier * MINUTE_MS,
});
