import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContentIssue, nameOfFile } from '#db/content-issue';
import { readYaml, readYamlText, type SourceFile } from '#db/read-yaml';
import { type KnowledgeCheck, knowledgeCheckSchema } from '#domain/lessons/knowledge-check';
import { type Lesson, lessonSchema } from '#domain/lessons/lesson';
import { fail, ok, type Result } from '#domain/result';

/** A lesson as its author wrote it, with its knowledge check. */
export interface AuthoredLesson {
  /** `icd-10-cm-guidelines/01-conventions`: its file without the ending. */
  id: string;
  lesson: SourceFile<Lesson>;
  check: SourceFile<KnowledgeCheck>;
  /** The text below the frontmatter, with as many empty lines before it as the frontmatter takes: lines stay true. */
  body: string;
}

const lessonsIn = (root: string) => join(root, 'content/lessons');
const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---(?=\r?\n|$)/;

/** Ids of all lessons below content/lessons that have a text or a check, sorted. */
export function listLessons(root: string): string[] {
  const files = globSync('*/*.{mdx,check.yaml}', { cwd: lessonsIn(root) });
  const ids = files.map((file) => file.replaceAll('\\', '/').replace(/\.(?:mdx|check\.yaml)$/, ''));
  return [...new Set(ids)].sort();
}

/** Reads a lesson and its check. All issues of both files are answered at once. */
export function readLesson(root: string, id: string): Result<AuthoredLesson, ContentIssue[]> {
  const path = join(lessonsIn(root), `${id}.mdx`);
  const check = readYaml(join(lessonsIn(root), `${id}.check.yaml`), knowledgeCheckSchema);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  const lesson = readHead(text, nameOfFile(path));
  const issues = [lesson, check].flatMap((read) => (read.ok ? [] : read.problem));
  if (!lesson.ok || !check.ok) return fail(issues);
  return ok({ id, lesson: lesson.value, check: check.value, body: bodyOf(text ?? '') });
}

function readHead(text: string | undefined, file: string): Result<SourceFile<Lesson>, ContentIssue[]> {
  if (text === undefined) return fail([{ file, line: 1, message: 'this file is missing', fix: 'Write it' }]);
  const head = FRONTMATTER.exec(text)?.[1];
  const fix = 'Begin the file with ---, the fields of the lesson, and --- again';
  if (head === undefined) return fail([{ file, line: 1, message: 'there is no frontmatter', fix }]);
  // A first line in place of the `---` keeps the line numbers of the file.
  return readYamlText(`\n${head}`, file, lessonSchema);
}

const bodyOf = (text: string): string => text.replace(FRONTMATTER, (head) => head.replace(/[^\n]/g, ''));
