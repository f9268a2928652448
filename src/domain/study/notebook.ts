import type { Setting } from '#domain/chart/encounter';
import type { Grade } from '#domain/grading/grade';
import { SEVERITIES, type Severity, type VarianceKind } from '#domain/grading/variance';
import type { Instant } from '#domain/time';
import type { SkillId } from './skills.ts';
import { skillOfVariance } from './variance-skill.ts';

/** Why a difference came about, as the learner sees it (DOMAIN.md, root cause), with the words of every screen. */
export const ROOT_CAUSE_NAMES = {
  documentation: 'Documentation: I overlooked or misread the record',
  guideline: 'Guideline: I did not know or apply a rule',
  clinical: 'Clinical: I did not know the medicine behind it',
  'look-up': 'Look-up: I looked it up wrongly or not at all',
  reading: 'Reading: I misread a title or note of the code book',
  clerical: 'Clerical: I typed, copied or clicked wrongly',
  time: 'Time: I was in a hurry',
} as const;
export type RootCause = keyof typeof ROOT_CAUSE_NAMES;
export const ROOT_CAUSE_IDS = Object.keys(ROOT_CAUSE_NAMES) as RootCause[];

/** A question that was answered wrongly is no variance of a chart; everything else in the notebook is one. */
export const WRONG_ANSWER = 'wrong-answer';

/** What a new entry of the error notebook is found by; what it says is told from the grade or the item it points to. */
export interface NewEntry {
  id: string;
  source: 'chart' | 'check' | 'exam';
  /** The attempt, `track/lesson#item`, or the sitting. */
  ref: string;
  /** Index into the grade's variances, or of the item. */
  place: number;
  kind: VarianceKind | typeof WRONG_ANSWER;
  severity: Severity;
  setting?: Setting;
  skill: SkillId;
  /** The controlling source. */
  cite?: string;
  at: Instant;
}

const [PAYMENT, DATA_QUALITY] = SEVERITIES;
const isKept = (severity: Severity): boolean => severity === PAYMENT || severity === DATA_QUALITY;

/** An entry for every variance of a graded chart that costs something, of any try. */
export function chartEntries(
  { variances }: Pick<Grade, 'variances'>,
  setting: Setting,
  { attemptId, at, newId }: { attemptId: string; at: Instant; newId(): string },
): NewEntry[] {
  return variances.flatMap((variance, place): NewEntry[] => {
    const { kind, severity, cites } = variance;
    if (!isKept(severity)) return [];
    const [cite] = cites;
    const skill = skillOfVariance(variance, setting);
    return [
      {
        id: newId(),
        source: 'chart',
        ref: attemptId,
        place,
        kind,
        severity,
        setting,
        skill,
        ...(cite !== undefined && { cite }),
        at,
      },
    ];
  });
}
