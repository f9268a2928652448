import type { AnswerKey, ExpectedService } from '#domain/chart/answer-key';
import { type CodingSheet, POINTER_LETTERS } from '#domain/chart/coding-sheet';
import type { Match } from './align.ts';

const NOTHING: ReadonlySet<number> = new Set();

/** What the letters of a sheet point at. */
export interface PointerTargets {
  /** Per diagnosis row the key diagnoses it stands for: those a row of its code was matched with. */
  standsFor: readonly ReadonlySet<number>[];
  /** Key diagnoses that no row stands for. */
  absent: ReadonlySet<number>;
  /** Key diagnoses that only rows beyond the twelfth stand for: claim forms have no letter for them. */
  outOfReach: ReadonlySet<number>;
  /** Key diagnoses by code; only required ones, because an optional one may be left out with its pointer. */
  requiredByCode: ReadonlyMap<string, number>;
  optional: ReadonlySet<number>;
  codes: readonly string[];
}

/** A sheet without lines points at nothing. */
const NO_TARGETS: PointerTargets = {
  standsFor: [],
  absent: NOTHING,
  outOfReach: NOTHING,
  requiredByCode: new Map(),
  optional: NOTHING,
  codes: [],
};

/**
 * A near miss stands for its key diagnosis, so that one wrong diagnosis does not cost the pointers as well, but only
 * where it can stand for no other: otherwise a further wrong code could make a pointer right.
 */
export function pointerTargets(key: AnswerKey, sheet: CodingSheet, matches: readonly Match[]): PointerTargets {
  if (sheet.services.length === 0) return NO_TARGETS;
  const byCode = new Map<string, Set<number>>();
  for (const { entry, expected, match, alone } of matches) {
    const code = sheet.diagnoses[entry]?.code ?? '';
    const stands = match !== 'near-miss' || (alone && key.diagnoses[expected]?.status === 'required');
    if (stands) byCode.set(code, (byCode.get(code) ?? new Set()).add(expected));
  }
  // A repeated row stands for the same as the row it repeats.
  const standsFor = sheet.diagnoses.map(({ code }) => byCode.get(code) ?? NOTHING);
  const within = new Set(standsFor.slice(0, POINTER_LETTERS.length).flatMap((set) => [...set]));
  const anywhere = new Set(standsFor.flatMap((set) => [...set]));
  const all = key.diagnoses.map((_, index) => index);
  const isRequired = (index: number) => key.diagnoses[index]?.status === 'required';
  return {
    standsFor,
    absent: new Set(all.filter((index) => !anywhere.has(index))),
    outOfReach: new Set(all.filter((index) => anywhere.has(index) && !within.has(index))),
    requiredByCode: new Map(all.filter(isRequired).map((index) => [key.diagnoses[index]?.code ?? '', index])),
    optional: new Set(all.filter((index) => !isRequired(index))),
    codes: sheet.diagnoses.map(({ code }) => code),
  };
}

/** How the pointers of a line compare: whether they agree, and whether that is a variance of its own. */
export interface PointerVerdict {
  agree: boolean;
  isVariance: boolean;
}

/**
 * Compares the pointers of a line with the key: the first in its place, the rest as a set, letters read as the
 * diagnoses they name. While a diagnosis that the line needs is missing from the sheet the pointers do not agree, but
 * its absence is the cause and the only variance unless the pointers that could be right are wrong as well.
 */
export function comparePointers(
  letters: readonly string[],
  wanted: ExpectedService['pointers'],
  targets: PointerTargets,
): PointerVerdict {
  const reachable = (code: string) => {
    const index = targets.requiredByCode.get(code);
    return index === undefined || targets.outOfReach.has(index) ? [] : [index];
  };
  const [first] = reachable(wanted.first);
  const firsts = [wanted.first, ...wanted.orFirst].flatMap(reachable);
  const needed = [...new Set([wanted.first, ...wanted.rest].flatMap(reachable))];
  const pointed = letters.map((letter) => rowOf(letter, targets)).filter((stands) => !isOptionalOnly(stands, targets));
  const present = needed.filter((index) => !targets.absent.has(index));
  const isFirstRight =
    first === undefined || targets.absent.has(first) || firsts.some((index) => pointed[0]?.has(index));
  const isComplete = present.every((index) => pointed.some((stands) => stands.has(index)));
  const allowed = [...needed, ...wanted.optional.flatMap(reachable)];
  const hasExtra = pointed.some((stands) => !allowed.some((index) => stands.has(index)));
  const isMissingOne = present.length < needed.length;
  const isWrong = needed.length > 0 && (!isFirstRight || !isComplete || (hasExtra && !isMissingOne));
  return { agree: !isWrong && !isMissingOne, isVariance: isWrong };
}

function rowOf(letter: string, targets: PointerTargets): ReadonlySet<number> {
  const row = letter.length === 1 ? POINTER_LETTERS.indexOf(letter) : -1;
  return targets.standsFor[row] ?? NOTHING;
}

const isOptionalOnly = (stands: ReadonlySet<number>, targets: PointerTargets): boolean =>
  stands.size > 0 && [...stands].every((index) => targets.optional.has(index));

/** The pointers of a line as codes, for reading and for comparing lines; a letter without a diagnosis stays a letter. */
export function pointedCodes(letters: readonly string[], codes: readonly string[]): string[] {
  return letters.map((letter) => {
    const row = letter.length === 1 ? POINTER_LETTERS.indexOf(letter) : -1;
    return codes[row] ?? letter;
  });
}
