import { entriesOf, inCase, type KeyRule, type KeyUnderReview } from '#domain/authoring/key-rule';
import { formatCode } from '#domain/codeset/code';
import { systemOf } from '#domain/grading/subject';

/** Words of code titles that give nothing away. */
const COMMON_WORDS =
  /^(?:other|unspecified|initial|encounter|subsequent|acute|chronic|right|left|lower|upper|with|without|disease|disorder|type|pain|injury|status|history|personal|associated|specified|site|part|open|visit|level|first|second|third|stage|examination|weeks|single|outcome|delivery|unspec)$/i;

/** Where it hurts is what a patient says, not what a coder finds. */
const BODY_PARTS =
  /^(?:abdom\w*|ankle|breast|chest|elbow|femur|finger|forearm|heart|kidney|knee|limb|neck|pelvi\w*|shoulder|spine|stomach|thigh|throat|thumb|wrist|region)$/i;

/** Words of a title in lower case that a reader could recognise a diagnosis by: five letters or more, nothing common. */
const tellingWords = (title: string): string[] =>
  (title.toLowerCase().match(/[a-z]{5,}/g) ?? []).filter((word) => !COMMON_WORDS.test(word) && !BODY_PARTS.test(word));

const escapeForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function* codesInCaseFile({ key, caseText }: KeyUnderReview) {
  for (const { list, entry } of entriesOf(key)) {
    const shown = formatCode({ system: systemOf(list, entry.code), code: entry.code });
    for (const written of new Set([shown, entry.code]))
      if (new RegExp(`(?<![\\w.])${escapeForRegExp(written)}(?!\\w)`, 'i').test(caseText))
        yield inCase([], `case.yaml names ${shown}, a code of the key`, 'Remove it: learners read this file');
  }
}

/** case.yaml holds no code of the key, and its title does not name the principal diagnosis. */
export const sealsTheKey: KeyRule = {
  name: 'seals-the-key',
  *check(subject) {
    yield* codesInCaseFile(subject);
    const { chart, key, catalog } = subject;
    const principal = key.diagnoses[0];
    const title = principal && catalog.find('icd10cm', principal.code)?.title;
    // A symptom may be the whole diagnosis, and then the reason for the visit and the title are the same.
    if (!title || /^[RZ]/.test(principal.code)) return;
    const inTitle = new Set(tellingWords(chart.title));
    const shared = tellingWords(title).filter((word) => inTitle.has(word));
    if (shared.length > 0)
      yield inCase(
        ['title'],
        `the title shares “${shared.join(' ')}” with the principal diagnosis`,
        'Name the complaint, not the answer',
      );
  },
};
