import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenContentError, type ContentIssue } from '#db/content-issue';
import { parseDocument } from '#db/read-document';
import { readYaml, type SourceFile } from '#db/read-yaml';
import type { Block } from '#domain/chart/chart';
import { type ItemFile, itemFileSchema } from '#domain/exam/items/item-file';
import { fail, ok, type Result } from '#domain/result';

/** A file of the bank as its author wrote it. */
export interface AuthoredItems {
  /** `anatomy/01-heart`: its path below db/items without the ending. */
  id: string;
  source: SourceFile<ItemFile>;
  /** The text its items ask about, read as charts are; none where there is no scenario. */
  scenario: Block[];
  /** Its record of the blind second pass, where there is one: db/items/<id>.review.md. */
  reviewFile: string | undefined;
}

const itemsIn = (root: string) => join(root, 'db/items');

/** Ids of all files of the bank, sorted. */
export function listItemFiles(root: string): string[] {
  const files = existsSync(itemsIn(root)) ? globSync('*/*.yaml', { cwd: itemsIn(root) }) : [];
  return files.map((file) => file.replaceAll('\\', '/').replace(/\.yaml$/, '')).sort();
}

/** Reads one file of the bank. All its issues are answered at once. */
export function readItems(root: string, id: string): Result<AuthoredItems, ContentIssue[]> {
  const read = readYaml(join(itemsIn(root), `${id}.yaml`), itemFileSchema);
  if (!read.ok) return read;
  const { value, file, lineOf } = read.value;
  const text = value.scenario?.text;
  const { blocks, issues } = text === undefined ? { blocks: [], issues: [] } : parseDocument(text, file);
  if (issues.length > 0) {
    // `text: |` stands on a line of its own, and its text begins on the next.
    const before = lineOf(['scenario', 'text']);
    return fail(issues.map((issue) => ({ ...issue, line: before + issue.line })));
  }
  const reviewFile = join(itemsIn(root), `${id}.review.md`);
  return ok({ id, source: read.value, scenario: blocks, reviewFile: existsSync(reviewFile) ? reviewFile : undefined });
}

/** Every file of the bank under `root`, sorted. Throws `BrokenContentError` with all issues of all of them. */
export function readAllItems(root: string): AuthoredItems[] {
  const read = listItemFiles(root).map((id) => readItems(root, id));
  const issues = read.flatMap((result) => (result.ok ? [] : result.problem));
  if (issues.length > 0) throw new BrokenContentError(issues);
  return read.flatMap((result) => (result.ok ? [result.value] : []));
}
