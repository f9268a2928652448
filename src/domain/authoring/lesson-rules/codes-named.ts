import {
  inCheck,
  inText,
  type LessonIssue,
  type LessonRule,
  type LessonUnderReview,
} from '#domain/authoring/lesson-rule';
import { attribute, codesShown, lineAt, type UsedComponent, usedComponents } from '#domain/authoring/lesson-text';
import { CODE_SYSTEMS, type CodeSystem, formatCode } from '#domain/codeset/code';
import { releaseOf, sayMisspelt, sayUnknown, walkPcs } from '#domain/lessons/lesson-codes';

const NO_CODE = 'Correct the code, or write about one of the starter set (content/codes)';

/** What is wrong with a code as written; undefined when it stands in the release of its year. */
function problemOf(subject: LessonUnderReview, system: CodeSystem, written: string, year?: string): string | undefined {
  const label = year ?? releaseOf({ starter: subject.starter, year: subject.lesson.codeSetYear }, system);
  const found = subject.starter.find(system, label, written);
  if (!found) return sayUnknown(system, label, written);
  return formatCode(found) === written ? undefined : sayMisspelt(written, found);
}

function* ofComponent(subject: LessonUnderReview, used: UsedComponent): Iterable<LessonIssue> {
  const system = (attribute(used, 'system') ?? 'icd10cm') as CodeSystem;
  if (!CODE_SYSTEMS.includes(system) || system === 'cpt') {
    yield inText(used.line, `there is no code system ${system}`, 'Use icd10cm, icd10pcs, hcpcs or px');
    return;
  }
  for (const written of codesShown(used)) {
    const problem = problemOf(subject, system, written, attribute(used, 'year'));
    if (problem) yield inText(used.line, problem, NO_CODE);
  }
  const walked = used.name === 'PcsTable' ? attribute(used, 'code') : undefined;
  if (walked !== undefined && !leadsOn(subject, walked))
    yield inText(used.line, `no code of the starter set begins with ${walked}`, NO_CODE);
}

function leadsOn({ starter, lesson }: LessonUnderReview, code: string): boolean {
  try {
    walkPcs({ starter, year: lesson.codeSetYear }, code);
    return true;
  } catch {
    return false;
  }
}

/** ICD-10-CM codes in running text; not `E11.3-`, and not in `backticks`, where codes stand that are wrong on purpose. */
const IN_TEXT = /(?<![\w`.-])[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w`-]|\.\w)/g;

/** Codes that are looked at already as what a component shows. */
const IN_COMPONENTS = /<Code\b[^>]*>[^<]*|(?<=\s)(?:code|left|right)="[^"]*"|(?<=\s)codes=\{[^}]*\}/g;

/** Codes in a text whose family the starter set has, but not them. */
const strangersIn = ({ starter, lesson }: LessonUnderReview, text: string) =>
  [...text.matchAll(IN_TEXT)].filter(
    ([code]) =>
      starter.find('icd10cm', lesson.codeSetYear, code.slice(0, 3)) &&
      !starter.find('icd10cm', lesson.codeSetYear, code),
  );
const ON_PURPOSE = `${NO_CODE}; a code that is wrong on purpose stands in backticks`;

/** Every code is in the starter set of the lesson's year, spelt as people write it. */
export const codesNamed: LessonRule = {
  name: 'codes-named',
  *check(subject) {
    const { body, check, lesson } = subject;
    for (const used of usedComponents(body)) yield* ofComponent(subject, used);
    for (const { 0: code, index } of strangersIn(subject, body.replace(IN_COMPONENTS, blank)))
      yield inText(lineAt(body, index), `${lesson.codeSetYear} has no code ${code}`, ON_PURPOSE);
    for (const [index, { question, options }] of check.items.entries()) {
      const said = [
        question,
        ...options.filter(({ isRight }) => isRight).flatMap(({ text, feedback }) => [text, feedback]),
      ];
      for (const [code] of said.flatMap((text) => strangersIn(subject, text)))
        yield inCheck(['items', index], `${lesson.codeSetYear} has no code ${code}`, ON_PURPOSE);
    }
  },
};

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
