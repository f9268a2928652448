import type { Instant } from '#domain/time';
import { type NewEntry, WRONG_ANSWER } from './notebook.ts';
import type { Observation } from './observation.ts';
import type { SkillId } from './skills.ts';
import { inOrder, skillsOfCites } from './skills-of.ts';

/** An item of a knowledge check as far as an answer to it is judged. */
export interface CheckQuestion {
  /** `track/lesson#item`. */
  ref: string;
  /** Which options are right, in their order. */
  isRight: readonly boolean[];
  cites: readonly string[];
  /** Skills of the lesson, for an item that cites nothing. */
  lessonSkills: readonly SkillId[];
}

/**
 * Credit of the chosen options (indexes, each once) from 0 to 1: of one right answer all or nothing; of several the
 * share of them that was chosen, less the wrong ones, not below 0.
 */
export function creditOfAnswer(isRight: readonly boolean[], chosen: readonly number[]): number {
  const right = isRight.filter(Boolean).length;
  const agreed = chosen.filter((option) => isRight[option]).length;
  if (right <= 1) return chosen.length === 1 && agreed === 1 ? 1 : 0;
  return Math.max(0, (agreed - (chosen.length - agreed)) / right);
}

export interface JudgedAnswer {
  observation: Observation;
  /** Only of an answer that is not wholly right. */
  entry?: NewEntry;
}

/** What a first answer shows of skills, and what of it goes into the error notebook. */
export function judgeAnswer(
  question: CheckQuestion,
  chosen: readonly number[],
  { at, entryId }: { at: Instant; entryId: string },
): JudgedAnswer {
  const { ref, cites, isRight, lessonSkills } = question;
  const cited = skillsOfCites(cites);
  const skills = cited.length > 0 ? cited : inOrder(lessonSkills);
  const credit = creditOfAnswer(isRight, chosen);
  const observation: Observation = { source: 'check', ref, part: '', skills, credit, at };
  const [cite] = cites;
  const [skill = 'general-rules'] = skillsOfCites(cites.slice(0, 1)).concat(skills);
  if (credit === 1) return { observation };
  const entry = { id: entryId, source: 'check', ref, place: 0, kind: WRONG_ANSWER, severity: 'observation' } as const;
  return { observation, entry: { ...entry, skill, ...(cite !== undefined && { cite }), at } };
}
