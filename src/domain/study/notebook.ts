import type { Setting } from '#domain/chart/encounter';
import type { Grade } from '#domain/grading/grade';
import { SEVERITIES, type Severity, type VarianceKind } from '#domain/grading/variance';
import type { Instant } from '#domain/time';
import type { SkillId } from './skills.ts';
import { skillOfVariance } from './variance-skill.ts';

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
