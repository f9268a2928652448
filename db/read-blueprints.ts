import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenContentError, type ContentIssue } from '#db/content-issue';
import { readYaml, type SourceFile } from '#db/read-yaml';
import { type Blueprint, blueprintSchema } from '#domain/exam/blueprint';
import { fail, ok, type Result } from '#domain/result';

/** Reads every file of content/blueprints under `root`, sorted by name. All issues of all files are answered at once. */
export function readBlueprints(root: string): Result<SourceFile<Blueprint>[], ContentIssue[]> {
  const folder = join(root, 'content/blueprints');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const read = names.sort().map((name) => readYaml(join(folder, name), blueprintSchema));
  const issues = read.flatMap((file) => (file.ok ? [] : file.problem));
  if (issues.length > 0) return fail(issues);
  return ok(read.flatMap((file) => (file.ok ? [file.value] : [])));
}

/** All blueprints under `root`, sorted by file name. Throws `BrokenContentError` with all issues. */
export function getBlueprints(root: string): Blueprint[] {
  const read = readBlueprints(root);
  if (!read.ok) throw new BrokenContentError(read.problem);
  return read.value.map(({ value }) => value);
}
