import type { Db } from '#db/client';
import type { ContentIssue } from '#db/content-issue';
import { type NamingTargets, namingFlaws, targetsOf } from '#db/named-in-content';
import { type GlossaryGroup, readGlossary } from '#db/read-glossary';
import { termKey } from '#domain/lessons/glossary';
import { flawsOf, type TakenNames } from '#domain/lessons/glossary-rules';

/** A glossary with fewer terms than these was cut off by mistake. */
const LEAST_TERMS = 300;

/** Everything wrong in content/glossary under `root`. Guideline sections are looked up where `guidelineSections` are given. */
export async function lintGlossary(
  root: string,
  catalogDb: Db,
  guidelineSections?: ReadonlySet<string>,
): Promise<ContentIssue[]> {
  const read = readGlossary(root);
  if (!read.ok) return read.problem;
  const entries = read.value.flatMap(({ terms }) => terms);
  const targets = await targetsOf(root, catalogDb, entries, guidelineSections);
  return [...tooFew(read.value), ...reviewGlossary(read.value, targets)];
}

/** Everything wrong in these groups, beside one another and in what they name. */
export function reviewGlossary(groups: readonly GlossaryGroup[], targets: NamingTargets): ContentIssue[] {
  const terms = new Set(groups.flatMap((group) => group.terms.map(({ term }) => termKey(term))));
  const taken: TakenNames = new Map();
  return groups.flatMap(({ terms: entries, source }) =>
    entries.flatMap((entry, index) =>
      [...flawsOf(entry, terms, taken), ...namingFlaws(entry, targets)].map(({ path, message, fix }) => ({
        file: source.file,
        line: source.lineOf(['terms', index, ...path]),
        message: `${entry.term}: ${message}`,
        fix,
      })),
    ),
  );
}

function tooFew(groups: readonly GlossaryGroup[]): ContentIssue[] {
  const count = groups.reduce((sum, { terms }) => sum + terms.length, 0);
  if (count >= LEAST_TERMS) return [];
  const message = `the glossary has ${count} terms`;
  return [{ file: 'content/glossary', line: 1, message, fix: `Bring it to at least ${LEAST_TERMS}` }];
}
