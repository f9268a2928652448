import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { listLessons, readLesson } from '#db/read-lesson';
import { lintLessons } from '#db/review-lessons';

function aFolder(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'lessons-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'content/lessons/anatomy'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'content/lessons/anatomy', name), text);
  return root;
}
const issuesOf = (root: string, id = 'anatomy/01-heart') => {
  const read = readLesson(root, id);
  return read.ok ? [] : read.problem.map(({ file, line, message }) => `${file.split('/').at(-1)}:${line} ${message}`);
};

test('every lesson of the repository passes the content check', () => {
  expect(listLessons('.').length).toBeGreaterThan(0);
  expect(lintLessons('.', readGuidelineSections(process.env.CODESETS_DIR)).map(sayIssue)).toEqual([]);
});

test('issues of the frontmatter have the line of the file', () => {
  const root = aFolder({ '01-heart.mdx': '---\ntitle: The heart\norder: none\n---\n\ntext' });
  expect(issuesOf(root)).toContain('01-heart.mdx:3 order: expected number, received string');
});
test('a lesson without frontmatter, and a half of a lesson, are said', () => {
  const root = aFolder({ '01-heart.mdx': 'text', '02-lung.check.yaml': 'items: []' });
  expect(listLessons(root)).toEqual(['anatomy/01-heart', 'anatomy/02-lung']);
  expect(issuesOf(root)).toEqual([
    '01-heart.mdx:1 there is no frontmatter',
    '01-heart.check.yaml:1 this file is missing',
  ]);
  expect(issuesOf(root, 'anatomy/02-lung')).toContain('02-lung.mdx:1 this file is missing');
});
