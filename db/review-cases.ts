import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDb } from '#db/client';
import type { ContentIssue } from '#db/content-issue';
import { migrateCatalog } from '#db/migrate';
import { readPracticeRules } from '#db/practice-rules';
import { getCatalog } from '#db/queries/codes';
import type { AuthoredCase } from '#db/read-case';
import { loadStarterRelease } from '#db/releases/starter';
import type { KeyUnderReview } from '#domain/authoring/key-rule';
import { lintKey } from '#domain/authoring/lint';
import { releaseChoice } from '#domain/chart/chart';
import { codesOfKey } from '#domain/grading/named-codes';
import type { Instant } from '#domain/time';

/** Runs `work` with a catalog made from content/codes alone, whatever is installed on this machine, and throws it away. */
export async function withStarterCatalog<Value>(root: string, work: (catalogDb: Db) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'starter-catalog-'));
  const catalogDb = openDb(`file:${join(folder, 'catalog.db')}`, { synchronous: 'NORMAL' });
  try {
    await migrateCatalog(catalogDb);
    await loadStarterRelease(catalogDb, join(root, 'content/codes'), 0 as Instant);
    return await work(catalogDb);
  } finally {
    catalogDb.$client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An authored case of `root` together with what its rules look things up in. */
export async function underReview(
  root: string,
  catalogDb: Db,
  { chart, key, caseFile, hasReview }: AuthoredCase,
  guidelineSections?: ReadonlySet<string>,
): Promise<KeyUnderReview> {
  const catalog = await getCatalog(catalogDb, releaseChoice(chart), codesOfKey(key));
  const practiceRules = chart.pins.px ? readPracticeRules(root, chart.pins.px) : undefined;
  return { chart, key, catalog, caseText: caseFile.text, hasReview, guidelineSections, practiceRules };
}

/** Lints a case; every issue with the file and line its author has to go to. */
export function lintCase(authored: AuthoredCase, subject: KeyUnderReview): ContentIssue[] {
  return lintKey(subject).map(({ file, path, message, fix }) => {
    const source = file === 'case' ? authored.caseFile : authored.keyFile;
    return { file: source.file, line: source.lineOf(path), message, fix };
  });
}
