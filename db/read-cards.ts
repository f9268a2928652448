import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentIssue } from '#db/content-issue';
import { readYaml, type SourceFile } from '#db/read-yaml';
import { fail, ok, type Result } from '#domain/result';
import { type AuthoredDeck, deckFileSchema } from '#domain/study/card-file';

/** A deck of cards as its author wrote it. */
export interface CardDeck extends AuthoredDeck {
  /** Name of its file without `.yaml`. */
  deck: string;
  source: Pick<SourceFile<unknown>, 'file' | 'lineOf'>;
}

/** Reads every file of content/cards under `root`, sorted by name. All issues of all files are answered at once. */
export function readCards(root: string): Result<CardDeck[], ContentIssue[]> {
  const folder = join(root, 'content/cards');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const read = names.sort().map((name) => ({ name, file: readYaml(join(folder, name), deckFileSchema) }));
  const issues = read.flatMap(({ file }) => (file.ok ? [] : file.problem));
  if (issues.length > 0) return fail(issues);
  return ok(
    read.flatMap(({ name, file }) =>
      file.ok ? [{ deck: name.replace(/\.yaml$/, ''), ...file.value.value, source: file.value }] : [],
    ),
  );
}
