import type { ExpectedDiagnosis } from '#domain/chart/answer-key';
import type { Agreement } from './agreement.ts';
import type { Match } from './align.ts';

/** How the first diagnosis of a sheet compares with what the key wants there. */
export type FirstPlace =
  /** It is right, or the key wants nothing in particular there, or what it wants is missing and reported so. */
  | { is: 'settled' }
  /** A wanted diagnosis stands further down, behind the other diagnoses of the record. `wanted`: key indexes. */
  | { is: 'swapped'; wanted: number[] }
  /** A wanted diagnosis stands further down, and only unsupported codes are before it. */
  | { is: 'pushed-down'; wanted: number[] }
  /** An unsupported code stands where the wanted diagnosis, which is missing, should be. */
  | { is: 'replaced'; expected: number };

/** Key entries that may stand first: the principal, and the entries that share its `principalAnyOf` letter (OG II.C). */
export function headsOf(diagnoses: readonly ExpectedDiagnosis[]): number[] {
  const principal = diagnoses.filter((entry) => entry.role === 'principal');
  const letters = new Set(principal.flatMap(({ principalAnyOf }) => principalAnyOf ?? []));
  return diagnoses.flatMap((entry, index) => {
    const shares = entry.principalAnyOf !== undefined && letters.has(entry.principalAnyOf);
    return entry.role === 'principal' || shares ? [index] : [];
  });
}

interface FirstPlaceFacts {
  diagnoses: readonly ExpectedDiagnosis[];
  codes: readonly string[];
  matches: readonly Match[];
  unmatched: readonly number[];
  missed: readonly number[];
  agreementsOf: (code: string) => readonly Agreement[];
}

/** Compares the first row with the heads of the key. Only required heads can be wrong. */
export function firstPlace(facts: FirstPlaceFacts): FirstPlace {
  const heads = headsOf(facts.diagnoses);
  const required = heads.filter((index) => facts.diagnoses[index]?.status === 'required');
  const first = facts.codes[0];
  if (first === undefined || required.length === 0) return { is: 'settled' };
  if (facts.agreementsOf(first).some(({ expected }) => heads.includes(expected))) return { is: 'settled' };
  const present = facts.matches.filter(({ expected, match }) => required.includes(expected) && match !== 'near-miss');
  if (present.length > 0) {
    const wanted = present.map(({ expected }) => expected);
    return { is: isPushedDown(facts, present) ? 'pushed-down' : 'swapped', wanted };
  }
  const missing = required.find((index) => facts.missed.includes(index));
  const noneIsNear = required.every((index) => facts.missed.includes(index));
  return facts.unmatched.includes(0) && missing !== undefined && noneIsNear
    ? { is: 'replaced', expected: missing }
    : { is: 'settled' };
}

function isPushedDown({ matches, unmatched }: FirstPlaceFacts, present: readonly Match[]): boolean {
  const place = Math.min(...present.map(({ entry }) => entry));
  return unmatched.includes(0) && !matches.some(({ entry }) => entry < place);
}
