import type { KeyRule, KeyUnderReview, LintIssue } from '#domain/authoring/key-rule';
import { citations } from './rules/citations.ts';
import { codesExist } from './rules/codes-exist.ts';
import { evidence } from './rules/evidence.ts';
import { fitsSetting } from './rules/fits-setting.ts';
import { modifiers } from './rules/modifiers.ts';
import { noEditErrors } from './rules/no-edit-errors.ts';
import { order } from './rules/order.ts';
import { pinnedYear } from './rules/pinned-year.ts';
import { pointers } from './rules/pointers.ts';
import { presentOnAdmission } from './rules/present-on-admission.ts';
import { sealsTheKey } from './rules/seals-the-key.ts';
import { secondCoding } from './rules/second-coding.ts';
import { somethingToCount } from './rules/something-to-count.ts';

/** Every rule a case has to pass before it is offered. A new rule is a new file and a line here. */
export const KEY_RULES: readonly KeyRule[] = [
  codesExist,
  evidence,
  presentOnAdmission,
  noEditErrors,
  citations,
  order,
  pointers,
  modifiers,
  fitsSetting,
  pinnedYear,
  somethingToCount,
  sealsTheKey,
  secondCoding,
];

/** All issues of a case under all rules at once; none means that it may be published. */
export function lintKey(subject: KeyUnderReview, rules: readonly KeyRule[] = KEY_RULES): LintIssue[] {
  return rules.flatMap((rule) => [...rule.check(subject)]);
}
