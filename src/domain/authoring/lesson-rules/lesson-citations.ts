import { inCheck, inText, type LessonRule, type LessonUnderReview } from '#domain/authoring/lesson-rule';
import { attribute, lineAt, usedComponents } from '#domain/authoring/lesson-text';
import { CITATION } from '#domain/chart/answer-key';
import { releaseOf } from '#domain/lessons/lesson-codes';

interface Problem {
  message: string;
  fix: string;
}

/** What is wrong with a citation: its form, or that it leads nowhere. A source of the lesson may be cited by its title. */
function problemOf(subject: LessonUnderReview, cite: string): Problem | undefined {
  const { lesson, starter, guidelineSections, practiceRules } = subject;
  if (lesson.sources.some(({ title }) => cite === title || cite.startsWith(`${title}, `))) return undefined;
  if (!CITATION.test(cite))
    return {
      message: `“${cite}” is not a well-formed citation`,
      fix: 'Write e.g. OG I.C.9.a.3 or PCS-OG B3.2, or the title of one of the sources and where it says so',
    };
  const section = /^OG ((?:I|II|III|IV)(?:\.\w+)*)$/.exec(cite)?.[1];
  if (section && guidelineSections && !guidelineSections.has(section))
    return {
      message: `the Official Guidelines have no section ${section}`,
      fix: 'Open the guidelines and cite the section that says it',
    };
  const rule = /^PX rules: (.+)$/.exec(cite)?.[1];
  if (rule && !practiceRules.has(rule))
    return { message: `the practice set has no rule “${rule}”`, fix: 'Cite a rule, a family or a modifier of the set' };
  const practice = /^PX (PX\d{3})/.exec(cite)?.[1];
  if (practice && !starter.find('px', releaseOf({ starter, year: lesson.codeSetYear }, 'px'), practice))
    return { message: `${practice} is not in the practice set`, fix: 'Cite a code of the set' };
  return undefined;
}

const IN_TEXT = /\bOG (?:I{1,3}|IV)(?:\.[A-Za-z0-9]{1,2}\b)+/g;

/** Every rule is cited so that it can be looked up. */
export const lessonCitations: LessonRule = {
  name: 'lesson-citations',
  *check(subject) {
    const { body, check } = subject;
    const ofRules = usedComponents(body)
      .filter(({ name }) => name === 'Rule')
      .map((used) => ({ cite: attribute(used, 'cite') ?? '', line: used.line }));
    const inProse = [...body.matchAll(IN_TEXT)].map(({ 0: cite, index }) => ({ cite, line: lineAt(body, index) }));
    const seen = new Set<string>();
    for (const { cite, line } of [...ofRules, ...inProse]) {
      const problem = problemOf(subject, cite);
      if (problem && !seen.has(`${line} ${cite}`)) yield inText(line, problem.message, problem.fix);
      seen.add(`${line} ${cite}`);
    }
    for (const [item, { cites }] of check.items.entries())
      for (const [index, cite] of cites.entries()) {
        const problem = problemOf(subject, cite);
        if (problem) yield inCheck(['items', item, 'cites', index], problem.message, problem.fix);
      }
  },
};
