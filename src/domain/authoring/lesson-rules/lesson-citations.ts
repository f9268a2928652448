import type { LintIssue } from '#domain/authoring/key-rule';
import { inCheck, inText, type LessonRule, type LessonUnderReview } from '#domain/authoring/lesson-rule';
import { attribute, lineAt, usedComponents } from '#domain/authoring/lesson-text';
import { type CitationTargets, citationFlaw } from '#domain/authoring/rules/citations';
import { releaseOf } from '#domain/lessons/lesson-codes';

/** What is wrong with a citation, as in a key; but a source of the lesson may be cited by its title. */
function problemOf(subject: LessonUnderReview, cite: string): Pick<LintIssue, 'message' | 'fix'> | undefined {
  const { lesson, starter, guidelineSections, practiceRules } = subject;
  if (lesson.sources.some(({ title }) => cite === title || cite.startsWith(`${title}, `))) return undefined;
  const codes = { starter, year: lesson.codeSetYear };
  const catalog: CitationTargets['catalog'] = {
    find: (system, code) => starter.find(system, releaseOf(codes, system), code),
  };
  return citationFlaw({ guidelineSections, practiceRules, catalog }, cite);
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
