import { withRelease } from '#components/codes/with-release.ts';
import type { Db } from '#db/client';
import { findCodes } from '#db/queries/code-search';
import { ABBREVIATIONS } from '#domain/codeset/abbreviations';
import { codeAddress } from '#domain/codeset/address';
import { CODE_SYSTEMS, type CodeSystem, canonicalText } from '#domain/codeset/code';
import type { FoundGroup } from '#domain/codeset/search/groups';

/** Longer questions are cut. */
export const LONGEST_QUESTION = 200;

const MOST_OF_A_SYSTEM = 25;

/**
 * Looks words or the beginning of a code up in every installed system. The address may name releases
 * (`icd10cm=FY2025`); all others are the default ones of the day. `release` of a group is the label the address named.
 */
export async function findInSystems(
  catalogDb: Db,
  { words, asked, today }: { words: string; asked: URLSearchParams; today: string },
): Promise<(FoundGroup & { release: string | undefined })[]> {
  const labels: Partial<Record<CodeSystem, string>> = {};
  for (const system of CODE_SYSTEMS) {
    const label = asked.get(system)?.slice(0, 12);
    if (label) labels[system] = label;
  }
  const groups = await findCodes(catalogDb, { labels, on: today }, words, MOST_OF_A_SYSTEM);
  return groups.map((group) => ({ ...group, release: labels[group.system] }));
}

/** The address of the one code that was typed whole; undefined for words, and where two systems have that code. */
export function theCodeTyped(
  groups: readonly Awaited<ReturnType<typeof findInSystems>>[number][],
  words: string,
): string | undefined {
  const typed = canonicalText(words);
  const exact = groups.flatMap(({ release, results }) =>
    results.filter(({ code }) => canonicalText(code) === typed).map(({ system, code }) => ({ system, code, release })),
  );
  const [only] = exact;
  // "dm2" is type 2 diabetes before it is a table of ICD-10-PCS.
  const isWord = ABBREVIATIONS.has(words.trim().toLowerCase());
  if (!only || exact.length > 1 || isWord || !/\d/.test(typed)) return undefined;
  return withRelease(codeAddress({ system: only.system, code: canonicalText(only.code) }), only.release);
}
