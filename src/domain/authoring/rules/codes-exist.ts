import { entriesOf, inKey, type KeyRule, type KeyUnderReview, type LintIssue } from '#domain/authoring/key-rule';
import type { WrongCodeReason } from '#domain/chart/answer-key';
import { formatCode } from '#domain/codeset/code';
import { type NamedCode, readingsOf } from '#domain/grading/named-codes';
import { systemOf } from '#domain/grading/subject';

/** Reasons that speak of codes which are not in the pinned release, or are headers there. */
const ABOUT_INVALID_CODES: readonly WrongCodeReason[] = [
  'invalid-code',
  'not-billable',
  'outdated-code',
  'seventh-character',
];

function* mustBeBillable(
  { catalog, chart }: KeyUnderReview,
  { system, code }: NamedCode,
  path: PropertyKey[],
): Iterable<LintIssue> {
  const shown = formatCode({ system, code });
  const release = chart.pins[system];
  const entry = catalog.find(system, code);
  if (release === undefined)
    yield inKey(path, `${shown} is of ${system}, for which case.yaml pins no release`, `Add ${system} under pins`);
  else if (!entry)
    yield inKey(
      path,
      `${shown} is not in ${system} ${release}`,
      'Correct the code, or run npm run codes:starter if its family is not shipped yet',
    );
  else if (!entry.billable) yield inKey(path, `${shown} is a header and not billable`, 'Choose a code below it');
}

function* mustBeKnown(
  { catalog }: KeyUnderReview,
  readings: NamedCode[],
  reason: WrongCodeReason,
  path: PropertyKey[],
): Iterable<LintIssue> {
  const isKnown = readings.some(({ system, code }) => catalog.find(system, code));
  if (isKnown || ABOUT_INVALID_CODES.includes(reason)) return;
  const [first] = readings;
  const shown = first ? formatCode(first) : 'This code';
  yield inKey(
    path,
    `${shown} is in no pinned release, but its reason is ${reason}`,
    'Name a code that exists, or use the reason invalid-code or outdated-code',
  );
}

/** Every code of the key is billable in its pinned release; codes that are spoken of exist, unless that is the point. */
export const codesExist: KeyRule = {
  name: 'codes-exist',
  *check(subject) {
    for (const { list, entry, path } of entriesOf(subject.key)) {
      const named = (code: string): NamedCode => ({ system: systemOf(list, code), code });
      yield* mustBeBillable(subject, named(entry.code), [...path, 'code']);
      for (const [index, { code }] of entry.anyOf.entries())
        yield* mustBeBillable(subject, named(code), [...path, 'anyOf', index, 'code']);
      for (const [index, { code, variance }] of entry.whyNot.entries())
        yield* mustBeKnown(subject, [named(code)], variance, [...path, 'whyNot', index, 'code']);
    }
    for (const [index, { code, reason }] of subject.key.notCoded.entries())
      yield* mustBeKnown(subject, readingsOf(code), reason, ['notCoded', index, 'code']);
  },
};
