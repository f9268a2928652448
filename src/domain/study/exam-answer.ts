import type { SheetList } from '#domain/chart/coding-sheet';
import type { Setting } from '#domain/chart/encounter';
import type { Instant } from '#domain/time';
import { type NewEntry, WRONG_ANSWER } from './notebook.ts';
import type { Observation } from './observation.ts';
import { READINESS_PARAMETERS } from './readiness-parameters.ts';
import type { SkillId } from './skills.ts';
import { inOrder, skillsOfCites, skillsOfCode } from './skills-of.ts';

/** A judged item of a sitting that is over, as far as it is evidence. */
export interface ExamAnswer {
  /** From 0, in the order asked. */
  place: number;
  /** The item, whatever its version. */
  name: string;
  cites: readonly string[];
  /** Skills its author named beside what it cites. */
  skills: readonly string[];
  /** Codes its key asks for, canonical. */
  codes: readonly { list: SheetList; code: string }[];
  setting?: Setting;
  /** Share of the prepared who get it right, as authored; 0 to 1. */
  expected: number;
  isAnswered: boolean;
  /** From 0 to 1. */
  credit: number;
  /** On trial. */
  isPretest: boolean;
  /** Its key was shown after an earlier sitting. */
  isKnown: boolean;
}

/** Skills an item is evidence of: those of its rules and codes, and those its author named. */
export const skillsOfAnswer = ({ cites, codes, skills }: Pick<ExamAnswer, 'cites' | 'codes' | 'skills'>): SkillId[] =>
  inOrder([...skillsOfCites(cites), ...codes.flatMap(({ list, code }) => skillsOfCode(list, code)), ...skills]);

/** The one skill an item belongs to first: that of its first rule. */
export function skillOfAnswer(answer: Pick<ExamAnswer, 'cites' | 'codes' | 'skills'>): SkillId {
  const [skill = 'general-rules'] = [...skillsOfCites(answer.cites.slice(0, 1)), ...skillsOfAnswer(answer)];
  return skill;
}

/** What is expected at most and at least without guessing: beyond, one answer would say more than an author can know. */
const BOUNDS = { least: 0.05, most: 0.95 };

/**
 * Difficulty in logits on the scale of `Observation`: 0 is what half of the prepared get right without guessing. Of what
 * an author expects guesses are taken out first, (share − chance) / (1 − chance), as the readiness model puts them back:
 * with the one chance it takes for all items of exams, else somebody prepared would be expected to get more typed codes
 * right than their author does, and be called unprepared by getting as many.
 */
export function difficultyOf(
  { expected }: Pick<ExamAnswer, 'expected'>,
  chance = READINESS_PARAMETERS.sources.exam?.chance ?? 0,
): number {
  const known = (expected - chance) / (1 - chance);
  const share = Math.min(BOUNDS.most, Math.max(BOUNDS.least, known));
  return Math.log((1 - share) / share);
}

/**
 * Whether an answer is evidence. Not one to an item on trial: nobody knows yet what it measures. Not one that was not
 * given: time may have been up. Not one to an item whose key was shown after an earlier sitting: as with charts and
 * checks the first one counts, right or wrong, because what follows shows memory.
 */
export const isEvidence = ({ isPretest, isAnswered, isKnown }: ExamAnswer): boolean =>
  !isPretest && isAnswered && !isKnown;

/** What the answers of a sitting show of skills. Items that no skill knows show nothing. */
export function examObservations(
  answers: readonly ExamAnswer[],
  { sittingId, at }: { sittingId: string; at: Instant },
): Observation[] {
  return answers.filter(isEvidence).flatMap((answer): Observation[] => {
    const skills = skillsOfAnswer(answer);
    if (skills.length === 0) return [];
    const { name: part, credit } = answer;
    return [{ source: 'exam', ref: sittingId, part, skills, credit, difficulty: difficultyOf(answer), at }];
  });
}

/**
 * What goes into the error notebook: every answer that was given and is not wholly right, seen before or not: a mistake
 * made twice is worth a second look. Items on trial are told on the result alone.
 */
export function examEntries(
  answers: readonly ExamAnswer[],
  { sittingId, at, newId }: { sittingId: string; at: Instant; newId(): string },
): NewEntry[] {
  const wrong = answers.filter(({ isPretest, isAnswered, credit }) => !isPretest && isAnswered && credit < 1);
  return wrong.map((answer): NewEntry => {
    const [cite] = answer.cites;
    return {
      id: newId(),
      source: 'exam',
      ref: sittingId,
      place: answer.place,
      kind: WRONG_ANSWER,
      severity: 'observation',
      skill: skillOfAnswer(answer),
      ...(answer.setting && { setting: answer.setting }),
      ...(cite !== undefined && { cite }),
      at,
    };
  });
}
