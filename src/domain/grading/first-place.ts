import type { ExpectedDiagnosis } from '#domain/chart/answer-key';
import type { Match } from './align.ts';

/** How the first diagnosis of a sheet compares with what the key wants there. */
export type FirstPlace =
  /** It is right, or the key wants nothing in particular there, or what it wants is missing and reported so. */
  | { is: 'settled' }
  /**
   * A wanted diagnosis, or a near miss of it, stands further down, and another diagnosis of the record is first.
   * `wanted`: key indexes.
   */
  | { is: 'swapped'; wanted: number[] }
  /** A wanted diagnosis stands further down, and an unsupported code is first. */
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

export interface FirstPlaceFacts {
  diagnoses: readonly ExpectedDiagnosis[];
  codes: readonly string[];
  matches: readonly Match[];
  unmatched: readonly number[];
  missed: readonly number[];
}

/** True when the first row says what a row says that was matched with one of the heads, its own match or a repetition. */
export function isHeadFirst({ diagnoses, codes, matches }: FirstPlaceFacts): boolean {
  const heads = headsOf(diagnoses);
  return matches.some(
    ({ entry, expected, match }) => match !== 'near-miss' && heads.includes(expected) && codes[entry] === codes[0],
  );
}

const saysFirst = ({ codes }: FirstPlaceFacts, entry: number): boolean => codes[entry] === codes[0];

/** Compares the first row with the heads of the key. Only required heads can be wrong. */
export function firstPlace(facts: FirstPlaceFacts): FirstPlace {
  const required = headsOf(facts.diagnoses).filter((index) => facts.diagnoses[index]?.status === 'required');
  if (facts.codes.length === 0 || required.length === 0 || isHeadFirst(facts)) return { is: 'settled' };
  const heads = facts.matches.filter(({ expected }) => required.includes(expected));
  const near = heads.filter(({ match }) => match === 'near-miss');
  const present = heads.filter(({ match }) => match !== 'near-miss');
  if (present.length > 0) {
    const wanted = present.map(({ expected }) => expected);
    return { is: facts.unmatched.includes(0) ? 'pushed-down' : 'swapped', wanted };
  }
  const isOther = facts.matches.some(({ entry }) => entry === 0) && !near.some(({ entry }) => saysFirst(facts, entry));
  if (near.length > 0 && isOther) return { is: 'swapped', wanted: near.map(({ expected }) => expected) };
  const missing = required.find((index) => facts.missed.includes(index));
  const noneIsNear = required.every((index) => facts.missed.includes(index));
  return facts.unmatched.includes(0) && missing !== undefined && noneIsNear
    ? { is: 'replaced', expected: missing }
    : { is: 'settled' };
}
