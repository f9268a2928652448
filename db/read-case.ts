import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenContentError, type ContentIssue, nameOfFile } from '#db/content-issue';
import { readDocument } from '#db/read-document';
import { readYaml, type SourceFile } from '#db/read-yaml';
import { type AnswerKey, answerKeySchema } from '#domain/chart/answer-key';
import { type CaseFile, caseFileSchema, type JobGuideline, jobGuidelineSchema } from '#domain/chart/case-file';
import type { Chart } from '#domain/chart/chart';
import type { Encounter } from '#domain/chart/encounter';
import { fail, ok, type Result } from '#domain/result';

/** A case as its author wrote it: the chart a learner sees and, apart from it, the key. */
export interface AuthoredCase {
  slug: string;
  chart: Chart;
  key: AnswerKey;
  caseFile: SourceFile<CaseFile>;
  keyFile: SourceFile<AnswerKey>;
  /** Whether the record of the second coding is there: db/keys/<slug>.review.md. */
  hasReview: boolean;
}

const chartsIn = (root: string) => join(root, 'content/charts');
const keysIn = (root: string) => join(root, 'db/keys');

/** The names of all cases that have a chart or a key, sorted. */
export function listSlugs(root: string): string[] {
  const charts = readdirSync(chartsIn(root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const keys = readdirSync(keysIn(root)).filter((name) => name.endsWith('.yaml'));
  const names = [...charts.map(({ name }) => name), ...keys.map((name) => name.replace(/\.yaml$/, ''))];
  return [...new Set(names)].sort();
}

/** Reads content/charts/<slug> and db/keys/<slug>.yaml under `root`. All issues of all its files are answered at once. */
export function readCase(root: string, slug: string): Result<AuthoredCase, ContentIssue[]> {
  const folder = join(chartsIn(root), slug);
  const keyFile = readYaml(join(keysIn(root), `${slug}.yaml`), answerKeySchema);
  const caseFile = readYaml(join(folder, 'case.yaml'), caseFileSchema);
  if (!caseFile.ok) return fail([...caseFile.problem, ...(keyFile.ok ? [] : keyFile.problem)]);
  const guideline = readGuideline(root, caseFile.value);
  const documents = caseFile.value.value.documents.map((listed) => ({
    ...listed,
    ...readDocument(join(folder, 'documents', `${listed.id}.md`)),
  }));
  const issues = [
    ...(keyFile.ok ? [] : keyFile.problem),
    ...(guideline.ok ? [] : guideline.problem),
    ...documents.flatMap((document) => document.issues),
    ...unlistedFiles(folder, caseFile.value),
    ...wrongName(slug, caseFile.value),
  ];
  if (!keyFile.ok || !guideline.ok || issues.length > 0) return fail(issues);
  const blocks = documents.map(({ issues: _, ...document }) => document);
  return ok({
    slug,
    chart: makeChart(caseFile.value.value, guideline.value, blocks),
    key: keyFile.value.value,
    caseFile: caseFile.value,
    keyFile: keyFile.value,
    hasReview: existsSync(join(keysIn(root), `${slug}.review.md`)),
  });
}

/** Every case under `root`, sorted. Throws `BrokenContentError` with all issues of all of them. */
export function readAllCases(root: string): AuthoredCase[] {
  const read = listSlugs(root).map((slug) => readCase(root, slug));
  const issues = read.flatMap((result) => (result.ok ? [] : result.problem));
  if (issues.length > 0) throw new BrokenContentError(issues);
  return read.flatMap((result) => (result.ok ? [result.value] : []));
}

function makeChart(file: CaseFile, jobGuideline: JobGuideline, documents: Chart['documents']): Chart {
  const { id: slug, title, specialty, difficulty, pins, setting } = file;
  const encounter: Encounter = { ...file.encounter, setting };
  return { slug, title, specialty, difficulty, encounter, pins, jobGuideline, documents };
}

function readGuideline(root: string, file: SourceFile<CaseFile>): Result<JobGuideline, ContentIssue[]> {
  const id = file.value.jobGuideline;
  const path = join(root, 'content/job-guidelines', `${id}.yaml`);
  if (existsSync(path)) {
    const read = readYaml(path, jobGuidelineSchema);
    return read.ok ? ok(read.value.value) : read;
  }
  const fix = 'Name a file of content/job-guidelines, without .yaml';
  const line = file.lineOf(['jobGuideline']);
  return fail([{ file: file.file, line, message: `there is no job guideline ${id}`, fix }]);
}

function unlistedFiles(folder: string, { value, file, lineOf }: SourceFile<CaseFile>): ContentIssue[] {
  const listed = new Set(value.documents.map(({ id }) => `${id}.md`));
  const present = existsSync(join(folder, 'documents')) ? readdirSync(join(folder, 'documents')) : [];
  const unlisted = present.filter((name) => !listed.has(name));
  const line = lineOf(['documents']);
  return unlisted.map((name) => ({
    file,
    line,
    message: `documents/${name} is not listed`,
    fix: 'Add it under documents or delete the file',
  }));
}

function wrongName(slug: string, { value, file, lineOf }: SourceFile<CaseFile>): ContentIssue[] {
  if (value.id === slug) return [];
  const fix = `Write id: ${slug}, or rename ${nameOfFile(file).replace('/case.yaml', '')}`;
  return [{ file, line: lineOf(['id']), message: `id is ${value.id}, the folder is ${slug}`, fix }];
}
