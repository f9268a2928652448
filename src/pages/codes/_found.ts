import type { Db } from '#db/client';
import { defaultLabels } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import { findTypeAhead } from '#db/queries/type-ahead';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import { type Suggestion, suggest } from '#domain/codeset/type-ahead';

/** What was found in one system. `release` is its label when it is not the default one. */
export interface FoundGroup {
  system: CodeSystem;
  release: string | undefined;
  results: Suggestion[];
}

/** Longer questions are cut. */
export const LONGEST_QUESTION = 200;

/**
 * Looks words or the beginning of a code up in every installed system. The address may name releases
 * (`icd10cm=FY2025`); all others are the default ones.
 */
export async function findInSystems(
  catalogDb: Db,
  {
    words,
    asked,
    installed,
    today,
  }: { words: string; asked: URLSearchParams; installed: InstalledRelease[]; today: string },
): Promise<FoundGroup[]> {
  const usual = defaultLabels(installed, today);
  const groups: FoundGroup[] = [];
  for (const system of CODE_SYSTEMS) {
    const label = asked.get(system)?.slice(0, 12) || usual.get(system);
    const found = label && system !== 'cpt' ? await findTypeAhead(catalogDb, system, label) : undefined;
    const results = found ? suggest(found.typeAhead, words) : [];
    if (results.length > 0) groups.push({ system, release: label === usual.get(system) ? undefined : label, results });
  }
  return groups;
}
