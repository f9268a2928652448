import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The title of a bundled chart as its author wrote it. Throws when there is no such chart. */
export const readCaseTitle = (root: string, slug: string): string =>
  String(parse(readFileSync(join(root, 'content/charts', slug, 'case.yaml'), 'utf8')).title);
