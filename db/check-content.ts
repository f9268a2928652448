// `npm run check:content`: everything that can be wrong with charts, keys, terms and texts, each with file, line and what to do.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ContentIssue, nameOfFile, sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { listSlugs, readCase } from '#db/read-case';
import { listItemFiles } from '#db/read-items';
import { listLessons } from '#db/read-lesson';
import { lintBlueprints } from '#db/review-blueprints';
import { lintCards } from '#db/review-cards';
import { lintCase, underReview, withStarterCatalog } from '#db/review-cases';
import { lintGlossary } from '#db/review-glossary';
import { lintItemBank } from '#db/review-items';
import { lintLessons } from '#db/review-lessons';
import { findCptShapes } from '#domain/authoring/cpt-shape';

/** Texts people write. Code itself is left out: numbers in it are sizes and ports. */
const WRITTEN = ['content/**/*', 'db/keys/**/*', 'db/items/**/*', 'docs/**/*', 'tests/golden/**/*', '*.md'];
const IS_TEXT = /\.(?:md|mdx|yaml|yml|json|tsv|csv|txt)$/;

/** Numbers that look like CPT codes, anywhere in what is written. */
export function findCptNumbers(root: string): ContentIssue[] {
  const files = globSync(WRITTEN, { cwd: root }).filter((file) => IS_TEXT.test(file));
  return files.sort().flatMap((file) =>
    findCptShapes(readFileSync(join(root, file), 'utf8')).map(({ line, found }) => ({
      file: nameOfFile(join(root, file)),
      line,
      message: `${found} looks like a CPT code`,
      fix: 'Use a code of the practice set; write thousands with a comma (12,000)',
    })),
  );
}

/** All issues of all content under `root`. Guideline sections are looked up only where `CODESETS_DIR` leads to them. */
export async function checkContent(root: string, env: NodeJS.ProcessEnv): Promise<ContentIssue[]> {
  const sections = readGuidelineSections(env.CODESETS_DIR);
  const issues = findCptNumbers(root);
  issues.push(...lintLessons(root, sections));
  issues.push(...lintBlueprints(root));
  await withStarterCatalog(root, async (catalogDb) => {
    for (const slug of listSlugs(root)) {
      const read = readCase(root, slug);
      if (!read.ok) issues.push(...read.problem);
      else issues.push(...lintCase(read.value, await underReview(root, catalogDb, read.value, sections)));
    }
    issues.push(...(await lintGlossary(root, catalogDb, sections)));
    issues.push(...(await lintCards(root, catalogDb, sections)));
    issues.push(...(await lintItemBank(root, catalogDb, sections)));
  });
  return issues;
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const issues = await checkContent(root, process.env);
  const errors = issues.filter(({ isWarning }) => !isWarning);
  for (const issue of issues) console.error(sayIssue(issue));
  const lookedUp = process.env.CODESETS_DIR ? '' : ' Guideline sections were not looked up: CODESETS_DIR is not set.';
  const cases = `${listSlugs(root).length} cases, ${listLessons(root).length} lessons`;
  if (errors.length === 0)
    console.log(`Content is in order: ${cases}, ${listItemFiles(root).length} files of items.${lookedUp}`);
  else console.error(`\n${errors.length} ${errors.length === 1 ? 'issue' : 'issues'}.${lookedUp}`);
  process.exitCode = errors.length > 0 ? 1 : 0;
}
