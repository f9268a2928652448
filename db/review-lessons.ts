import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ContentIssue, nameOfFile } from '#db/content-issue';
import { readPracticeRules } from '#db/practice-rules';
import { listSlugs, readCase } from '#db/read-case';
import { type AuthoredLesson, listLessons, readLesson } from '#db/read-lesson';
import { readYaml } from '#db/read-yaml';
import { readStarterSet } from '#db/starter-set';
import type { LessonUnderReview } from '#domain/authoring/lesson-rule';
import { lintLesson } from '#domain/authoring/lint-lesson';
import { formatCode } from '#domain/codeset/code';
import { diagramSchema } from '#domain/lessons/diagram';
import { lessonName } from '#domain/lessons/lesson';

/** The release of the practice set that lessons cite. */
const PRACTICE_RELEASE = '2026';
const DIAGRAMS = 'content/lessons/diagrams';

type Surroundings = Omit<LessonUnderReview, 'id' | 'lesson' | 'check' | 'body'>;

/** Every issue of every lesson and drawing under `root`, each with its file and line. */
export function lintLessons(root: string, guidelineSections?: ReadonlySet<string>): ContentIssue[] {
  const ids = listLessons(root);
  const around: Surroundings = {
    starter: readStarterSet(root),
    charts: new Map(listSlugs(root).map((slug) => [slug, codesOfChart(root, slug)])),
    lessons: new Set(ids.map(lessonName)),
    diagrams: new Set(globSync('*.svg', { cwd: join(root, DIAGRAMS) }).map((file) => basename(file, '.svg'))),
    practiceRules: readPracticeRules(root, PRACTICE_RELEASE),
    ...(guidelineSections && { guidelineSections }),
  };
  const ofLessons = ids.flatMap((id) => {
    const read = readLesson(root, id);
    return read.ok ? lintOne(read.value, around) : read.problem;
  });
  return [...ofLessons, ...twiceAddressed(root, ids), ...lintDiagrams(root)];
}

/** The codes of a chart's key as people write them; none where the key cannot be read, which its own check says. */
function codesOfChart(root: string, slug: string): Set<string> {
  const read = readCase(root, slug);
  if (!read.ok) return new Set();
  const { diagnoses, procedures, services } = read.value.key;
  return new Set([
    ...diagnoses.map(({ code }) => formatCode({ system: 'icd10cm', code })),
    ...[...procedures, ...services].map(({ code }) => code),
  ]);
}

function lintOne({ id, lesson, check, body }: AuthoredLesson, around: Surroundings): ContentIssue[] {
  return lintLesson({ ...around, id, lesson: lesson.value, check: check.value, body }).map((issue) => {
    const source = issue.file === 'lesson' ? lesson : check;
    const line = 'line' in issue ? issue.line : source.lineOf(issue.path);
    return { file: source.file, line, message: issue.message, fix: issue.fix };
  });
}

/** Two lessons of one track with the same number or the same address. */
function twiceAddressed(root: string, ids: string[]): ContentIssue[] {
  const numberOf = (id: string) => /^[^/]+\/\d{2}/.exec(id)?.[0] ?? id;
  return ids.flatMap((id, index) => {
    const twin = ids
      .slice(0, index)
      .find((other) => numberOf(other) === numberOf(id) || lessonName(other) === lessonName(id));
    const file = nameOfFile(join(root, 'content/lessons', `${id}.mdx`));
    const fix = 'Give it a number and a name of its own';
    return twin ? [{ file, line: 1, message: `${twin} has the same number or name`, fix }] : [];
  });
}

function lintDiagrams(root: string): ContentIssue[] {
  return globSync('*.{svg,yaml}', { cwd: join(root, DIAGRAMS) })
    .map((file) => file.replace(/\.(?:svg|yaml)$/, ''))
    .filter((name, index, names) => names.indexOf(name) === index)
    .sort()
    .flatMap((name) => lintDiagram(join(root, DIAGRAMS, name)));
}

function lintDiagram(path: string): ContentIssue[] {
  const read = readYaml(`${path}.yaml`, diagramSchema);
  if (!read.ok) return read.problem;
  const { value, file, lineOf } = read.value;
  const drawn = existsSync(`${path}.svg`) ? readFileSync(`${path}.svg`, 'utf8') : '';
  const svg = nameOfFile(`${path}.svg`);
  const issues = value.parts.flatMap(({ id }, index): ContentIssue[] => {
    const fix = `Give an element of the drawing id="${id}", or take the part out`;
    const line = lineOf(['parts', index, 'id']);
    return drawn.includes(`id="${id}"`) ? [] : [{ file, line, message: `${svg} has no element ${id}`, fix }];
  });
  if (!/<svg [^>]*viewBox=/.test(drawn))
    issues.push({
      file: svg,
      line: 1,
      message: 'the drawing has no viewBox',
      fix: 'Give <svg> a viewBox and no width',
    });
  const alien = /<(?:script|style|image|foreignObject|use)\b|\son\w+=|\sstyle=|href=/.exec(drawn)?.[0];
  if (alien)
    issues.push({
      file: svg,
      line: 1,
      message: `a drawing may not have ${alien.trim()}`,
      fix: 'Use shapes, text and the classes of AUTHORS.md',
    });
  return issues;
}
