import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BrokenContentError, type ContentIssue } from '#db/content-issue';
import { readYaml, type SourceFile } from '#db/read-yaml';
import { byAlphabet, type GlossaryEntry, glossaryFileSchema } from '#domain/lessons/glossary';
import { fail, ok, type Result } from '#domain/result';

/** A group of terms as its author wrote it. */
export interface GlossaryGroup {
  /** Name of its file without `.yaml`. */
  group: string;
  title: string;
  terms: GlossaryEntry[];
  source: Pick<SourceFile<unknown>, 'file' | 'lineOf'>;
}

/** Reads every file of content/glossary under `root`, sorted by name. All issues of all files are answered at once. */
export function readGlossary(root: string): Result<GlossaryGroup[], ContentIssue[]> {
  const folder = join(root, 'content/glossary');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const read = names.sort().map((name) => ({ name, file: readYaml(join(folder, name), glossaryFileSchema) }));
  const issues = read.flatMap(({ file }) => (file.ok ? [] : file.problem));
  if (issues.length > 0) return fail(issues);
  return ok(
    read.flatMap(({ name, file }) =>
      file.ok ? [{ group: name.replace(/\.yaml$/, ''), ...file.value.value, source: file.value }] : [],
    ),
  );
}

/** All groups under `root`, sorted by name. Throws `BrokenContentError` with all issues. */
export function getGlossaryGroups(root: string): GlossaryGroup[] {
  const read = readGlossary(root);
  if (!read.ok) throw new BrokenContentError(read.problem);
  return read.value;
}

/** All terms under `root`, each with its group, in the order of the alphabet. Throws `BrokenContentError` with all issues. */
export const getGlossary = (root: string): (GlossaryEntry & { group: string })[] =>
  getGlossaryGroups(root)
    .flatMap(({ group, terms }) => terms.map((entry) => ({ ...entry, group })))
    .sort(byAlphabet);
