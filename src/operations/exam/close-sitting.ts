import { v7 as newId } from 'uuid';
import type { Db } from '#db/client';
import { getItemKeys } from '#db/queries/items';
import { handIn } from '#db/queries/sitting-answers';
import { listKnownPlaces } from '#db/queries/sitting-evidence';
import { getSittingPaper, type PaperItem, recordClosing } from '#db/queries/sitting-results';
import { findSitting, type Sitting } from '#db/queries/sittings';
import type { Item } from '#domain/exam/items/item-file';
import { outcomeOf } from '#domain/exam/sittings/outcome';
import { examEntries, examObservations } from '#domain/study/exam-answer';
import type { Instant } from '#domain/time';
import { examAnswer, type JudgedItem } from '#operations/exam/exam-answers';
import { findBlueprint } from '#operations/exam/find-blueprint';
import { judgeSitting } from '#operations/exam/judge-sitting';

type Locals = Pick<App.Locals, 'db' | 'catalogDb'>;

export interface SittingToClose {
  sittingId: string;
  personId: string;
  now: Instant;
  /** The daily job does it, not the candidate. */
  isByPlatform?: boolean;
  requestId?: string;
}

/** `isNew`: it was this call that closed it, and no other before or beside it. */
export type ClosedSitting = { kind: 'closed'; isNew: boolean } | { kind: 'not-found' };

/**
 * Ends a sitting and judges it as a whole: outcome by the blueprint's rule, what it shows of skills, what goes into the
 * error notebook. Whether it may end is the caller's to ask. First nothing more is taken, then what stands is judged, then
 * all of the result is stored at once: a failure in between leaves a sitting that is handed in, has no result and can be
 * closed by another call. Safe to call twice or at once: one result. About fifteen queries, whatever the number of items.
 */
export async function closeSitting({ db, catalogDb }: Locals, closing: SittingToClose): Promise<ClosedSitting> {
  const sitting = await findSitting(db, closing);
  if (!sitting) return { kind: 'not-found' };
  if (sitting.closedAt !== undefined) return { kind: 'closed', isNew: false };
  if (!(await handIn(db, closing))) return { kind: 'not-found' };
  const paper = await getSittingPaper(db, sitting.id);
  const judged = await judgePaper({ db, catalogDb }, paper);
  const evidence = await evidenceOf(db, sitting, judged, closing.now);
  const outcome = outcomeOfPaper(sitting, paper, judged);
  const judgements = judged.map(({ place, judgement }) => ({ place, judgement }));
  // Time of study is added as answers are saved.
  const isNew = await recordClosing(db, { ...closing, judgements, outcome, ...evidence, studyMs: 0 });
  return { kind: 'closed', isNew };
}

async function judgePaper({ db, catalogDb }: Locals, paper: readonly PaperItem[]): Promise<JudgedItem[]> {
  const keys = await getItemKeys(
    db,
    paper.map(({ versionId }) => versionId),
  );
  const asked = paper.map(({ place, versionId, isPretest, state }) => {
    const answer = state?.answer ?? undefined;
    return { place, isPretest, item: keys.get(versionId) as Item, ...(answer && { answer }) };
  });
  const judgements = await judgeSitting(catalogDb, asked);
  return asked.flatMap((one, index) => {
    const judgement = judgements[index];
    return judgement ? { ...one, judgement } : [];
  });
}

function outcomeOfPaper({ blueprint: key }: Sitting, paper: readonly PaperItem[], judged: readonly JudgedItem[]) {
  const blueprint = findBlueprint(key);
  // Without its rule there is no verdict; it could only be guessed, and would stand for ever.
  if (!blueprint) throw new Error(`there is no blueprint ${key}: put its file back into content/blueprints`);
  return outcomeOf(
    blueprint,
    paper.map(({ domain, isPretest }, index) => ({
      domain,
      isPretest,
      isRight: judged[index]?.judgement.credit === 1,
    })),
  );
}

async function evidenceOf(db: Db, { id: sittingId }: Sitting, judged: readonly JudgedItem[], at: Instant) {
  const known = await listKnownPlaces(db, sittingId);
  const answers = judged.map((one) => examAnswer(one, known));
  return {
    observations: examObservations(answers, { sittingId, at }),
    entries: examEntries(answers, { sittingId, at, newId }),
  };
}
