import { type ActionAPIContext, defineAction } from 'astro:actions';
import { z } from 'astro/zod';
import { v7 as newId } from 'uuid';
import { AccountGoneError } from '#db/queries/accounts';
import { getAnswerKey } from '#db/queries/answer-keys';
import { findAttempt, listTries, openAttempt, saveDraft } from '#db/queries/attempts';
import { findPublishedCase, getCaseVersion } from '#db/queries/cases';
import { getCatalog } from '#db/queries/codes';
import { recordSubmission } from '#db/queries/grades';
import { consumeLimit } from '#db/queries/limits';
import { type Attempt, TOLD_AFTER_GRADING } from '#domain/chart/attempt';
import { type Chart, releaseChoice } from '#domain/chart/chart';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import { parseCodingSheet } from '#domain/chart/draft-sheet';
import { type DraftSheet, draftSheetSchema } from '#domain/chart/draft-sheet-schema';
import { type EditFinding, editFindings } from '#domain/codeset/edits';
import { grade } from '#domain/grading/grade';
import { codesOfKey, codesOfSheet } from '#domain/grading/named-codes';
import { may } from '#domain/people/permissions';
import { type ChartEvidence, chartEvidence } from '#domain/study/chart-evidence';
import { accountMark } from '#operations/accounts/sign-in';
import { answer, refusal } from './refusal.ts';
import { refuseFlood } from './refuse-flood.ts';

type Locals = App.Locals;

const slug = z.string().min(1).max(80);
const attemptId = z.string().min(1).max(40);
const revision = z.number().int().min(0);

/** Charts one person has graded in an hour. Nobody reads one in half a minute; a program that guesses at keys would. */
const MOST_GRADED = { most: 120, windowMs: 60 * 60 * 1000 };

async function refuseGrading(locals: Locals): Promise<void> {
  const { db, actor, now } = locals;
  // Under a mark, not the id: a hand-in that meets the deletion of its person must leave nothing of them behind.
  const key = `submit:${accountMark(actor.personId)}`;
  const { allowed, retryAfter } = await consumeLimit(db, { key, ...MOST_GRADED, now });
  if (allowed) return;
  locals.retryAfter = retryAfter ?? 60;
  throw refusal('too-many-graded');
}

/** What a page needs to go on with an attempt. */
interface OpenedAttempt {
  attemptId: string;
  tryNumber: number;
  revision: number;
  draft: DraftSheet;
}

/** The try a learner is in the middle of, or the first one. Never begins a further try: that is for the learner to say. */
async function openFirst(locals: Locals, name: string): Promise<OpenedAttempt> {
  const tries = await listTries(locals.db, locals.actor.personId, name);
  const isDone = tries.length > 0 && tries.every(({ submittedAt }) => submittedAt !== undefined);
  if (isDone) throw refusal('already-graded');
  return openOrBegin(locals, name);
}

/** The try a learner is in the middle of, or the next one. Safe to call twice. */
async function openOrBegin(locals: Locals, name: string): Promise<OpenedAttempt> {
  const { db, actor, now, address } = locals;
  await refuseFlood(locals, 'begin', address);
  const found = await findPublishedCase(db, name);
  if (!found || !may(actor, 'code-platform-case')) throw refusal('no-such-case');
  const { caseId, caseVersionId } = found;
  const who = {
    attemptId: newId(),
    personId: actor.personId,
    isAccount: actor.isSignedIn,
    mode: 'practice',
    now,
  } as const;
  const attempt = await openAttempt(db, { ...who, slug: name, caseId, caseVersionId }).catch((error) => {
    throw error instanceof AccountGoneError ? refusal('no-such-attempt') : error;
  });
  return { attemptId: attempt.id, tryNumber: attempt.tryNumber, revision: attempt.revision, draft: attempt.draft };
}

async function findingsOf({ db, catalogDb }: Locals, attempt: Attempt, sheet: CodingSheet): Promise<EditFinding[]> {
  const chart = await getCaseVersion(db, attempt.caseVersionId);
  return editFindings(sheet, chart.encounter, await getCatalog(catalogDb, releaseChoice(chart), codesOfSheet(sheet)));
}

const NO_EVIDENCE: ChartEvidence = { observations: [], entries: [] };

async function gradeAttempt({ db, catalogDb, now }: Locals, chart: Chart, attempt: Attempt) {
  const sheet = parseCodingSheet(attempt.draft);
  const answerKey = await getAnswerKey(db, attempt.caseVersionId);
  const wanted = [...codesOfSheet(sheet), ...codesOfKey(answerKey.key)];
  const catalog = await getCatalog(catalogDb, releaseChoice(chart), wanted);
  const context = { encounter: chart.encounter, catalog, jobGuideline: chart.jobGuideline };
  const verdict = grade(answerKey.key, sheet, context);
  const graded = { key: answerKey.key, sheet, grade: verdict, context };
  const { id: attemptId, tryNumber, mode } = attempt;
  // Evidence says entry by entry what was right: of a key that stays sealed there must be none.
  const evidence = TOLD_AFTER_GRADING.includes(mode)
    ? chartEvidence(graded, { attemptId, tryNumber, at: now, newId })
    : NO_EVIDENCE;
  return { answerKeyId: answerKey.id, grade: verdict, evidence };
}

const resultUrlOf = (attempt: Attempt): string => `/sandbox/${attempt.caseSlug}/result/${attempt.id}`;

/** Grades the sheet as it is stored, and only once: a second submission of the same attempt finds the first one's result. */
async function submitAttempt(locals: Locals, input: { attemptId: string; baseRevision: number }) {
  const { db, actor, now } = locals;
  const owner = { attemptId: input.attemptId, personId: actor.personId };
  const attempt = await findAttempt(db, owner);
  if (!attempt) throw refusal('no-such-attempt');
  if (attempt.submittedAt !== undefined) return { resultUrl: resultUrlOf(attempt) };
  if (attempt.revision !== input.baseRevision) throw refusal('saved-elsewhere');
  await refuseGrading(locals);
  const chart = await getCaseVersion(db, attempt.caseVersionId);
  const graded = await gradeAttempt(locals, chart, attempt);
  if (await recordSubmission(db, { ...owner, ...graded, revision: attempt.revision, now }))
    return { resultUrl: resultUrlOf(attempt) };
  const meanwhile = await findAttempt(db, owner);
  if (!meanwhile) throw refusal('no-such-attempt');
  if (meanwhile.submittedAt === undefined) throw refusal('saved-elsewhere');
  return { resultUrl: resultUrlOf(meanwhile) };
}

async function save(locals: Locals, input: { attemptId: string; baseRevision: number; draft: DraftSheet }) {
  const { db, actor, now } = locals;
  await refuseFlood(locals, 'save', actor.personId);
  const outcome = await saveDraft(db, { ...input, personId: actor.personId, now });
  switch (outcome.kind) {
    case 'not-found':
      throw refusal('no-such-attempt');
    case 'submitted':
      throw refusal('already-graded');
    case 'conflict':
      return { conflict: true as const, revision: outcome.attempt.revision, draft: outcome.attempt.draft };
    case 'saved': {
      const findings = await findingsOf(locals, outcome.attempt, parseCodingSheet(input.draft));
      return { revision: outcome.revision, savedAt: now, findings };
    }
  }
}

const run = <Value>({ locals }: ActionAPIContext, work: (locals: Locals) => Promise<Value>) =>
  answer({ locals }, () => work(locals));

/** Coding a chart: open it, save the sheet as it is typed, hand it in, code it again. */
export const practice = {
  open: defineAction({
    input: z.strictObject({ slug }),
    handler: ({ slug: name }, context) => run(context, (locals) => openFirst(locals, name)),
  }),
  saveDraft: defineAction({
    input: z.strictObject({ attemptId, baseRevision: revision, draft: draftSheetSchema }),
    handler: (input, context) => run(context, (locals) => save(locals, input)),
  }),
  submit: defineAction({
    input: z.strictObject({ attemptId, baseRevision: revision }),
    handler: (input, context) => run(context, (locals) => submitAttempt(locals, input)),
  }),
  /** A further try after a graded one. The first try stays the one that counts. */
  tryAgain: defineAction({
    input: z.strictObject({ slug }),
    handler: ({ slug: name }, context) => run(context, (locals) => openOrBegin(locals, name)),
  }),
};
