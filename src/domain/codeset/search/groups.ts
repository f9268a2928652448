import type { CodeSystem } from '#domain/codeset/code';
import type { FoundCode } from '#domain/codeset/search/search';

/** Answers of one system, best first. */
export interface FoundGroup {
  system: CodeSystem;
  results: FoundCode[];
}

/** Most questions are about diagnoses: of two answers that are as good, theirs comes first. */
export const LEAN: Record<CodeSystem, number> = { icd10cm: 0.08, icd10pcs: 0, hcpcs: 0, px: 0, cpt: 0 };
/** Groups far below the best only distract. */
const TOO_WEAK = 0.6;

export const standing = ({ system, points }: FoundCode): number => points + LEAN[system];

/** One group per system, the one with the best answer first; those that hardly answer are left out. */
export function groupFound(bySystem: readonly FoundCode[][]): FoundGroup[] {
  const groups = bySystem.flatMap((results) => (results[0] ? [{ system: results[0].system, results }] : []));
  const best = (group: FoundGroup) => Math.max(...group.results.map(standing));
  const ordered = groups.sort((one, other) => best(other) - best(one));
  const least = ordered[0] ? best(ordered[0]) * TOO_WEAK : 0;
  return ordered.filter((group) => best(group) >= least);
}
