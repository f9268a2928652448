import type { AnswerKey } from '#domain/chart/answer-key';
import { SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import { needsPoa } from '#domain/chart/encounter';
import { headsOf } from './first-place.ts';
import { codeAgrees, isCorrect, type Pair } from './pair.ts';
import type { WeightClass } from './policy.ts';
import { isComplication } from './severity.ts';
import type { Subject } from './subject.ts';

/** What was counted in one list, or over all lists (DOMAIN.md, Counting). */
export interface Counts {
  /** K: required key entries. */
  required: number;
  /** N: distinct entered entries, without duplicates and those matched to an optional or observation entry. */
  entered: number;
  /** c: entries paired with a required key entry whose code agrees. */
  correct: number;
  /** Entries paired with nothing, or listed in `notCoded`. */
  unsupported: number;
}

export interface Tally extends Counts {
  lists: Record<SheetList, Counts>;
  /** How many required key entries each class of the weighted lens has. */
  classes: Record<WeightClass, number>;
}

/** One part of a record, judged on its own: how many of the key's entries there are right. */
export const SECTIONS = ['principal', 'secondary', 'procedures', 'poa', 'lines'] as const;
export type Section = (typeof SECTIONS)[number];
export type Sections = Partial<Record<Section, { right: number; of: number }>>;

/** The class of a key entry in the weighted lens. CC and MCC weigh in an inpatient stay only. */
export function weightClass(subject: Subject, list: SheetList, index: number): WeightClass {
  if (list === 'procedures') return 'procedure';
  if (list === 'services') return 'service';
  const expected = subject.key.diagnoses[index];
  if (expected?.role === 'principal') return 'principal';
  return isComplication(subject, list, expected?.code) ? 'complication' : 'secondary';
}

export function countList(
  subject: Subject,
  list: SheetList,
  pairs: readonly Pair[],
  rows: { duplicates: number; unmatched: number },
): Counts {
  const beside = pairs.filter((pair) => pair.status !== 'required');
  const uncounted = beside.filter(codeAgrees).length;
  return {
    required: subject.key[list].filter(({ status }) => status === 'required').length,
    entered: subject.sheet[list].length - rows.duplicates - uncounted,
    correct: pairs.filter(isCorrect).length,
    // A near miss counts in K; a code near an entry that K does not count is one that nothing asked for.
    unsupported: rows.unmatched + beside.length - uncounted,
  };
}

export function tallyOf(subject: Subject, lists: Record<SheetList, Counts>): Tally {
  const total: Counts = { required: 0, entered: 0, correct: 0, unsupported: 0 };
  const classes = { principal: 0, complication: 0, secondary: 0, procedure: 0, service: 0, poa: 0 };
  for (const list of SHEET_LISTS) {
    for (const name of ['required', 'entered', 'correct', 'unsupported'] as const) total[name] += lists[list][name];
    subject.key[list].forEach((entry, index) => {
      if (entry.status === 'required') classes[weightClass(subject, list, index)] += 1;
    });
  }
  classes.poa = requiredPoa(subject);
  return { ...total, lists, classes };
}

function requiredPoa({ key, encounter }: Subject): number {
  if (!needsPoa(encounter.setting)) return 0;
  return key.diagnoses.filter(({ status, poa }) => status === 'required' && poa !== undefined).length;
}

/** The sections a key has, each with what is right in it. `firstIsRight`: the first row is one the key wants first. */
export function sectionsOf(key: AnswerKey, tally: Tally, pairs: readonly Pair[], firstIsRight: boolean): Sections {
  const heads = headsOf(key.diagnoses);
  const isHead = (index: number) => heads.includes(index) && key.diagnoses[index]?.role === 'principal';
  const principals = key.diagnoses.filter((entry, index) => entry.status === 'required' && isHead(index)).length;
  const diagnoses = pairs.filter((pair) => pair.list === 'diagnoses' && isCorrect(pair));
  const secondary = diagnoses.filter((pair) => !isHead(pair.expected)).length;
  const all = {
    principal: { right: firstIsRight && principals > 0 ? 1 : 0, of: Math.min(1, principals) },
    secondary: { right: secondary, of: tally.lists.diagnoses.required - principals },
    procedures: { right: tally.lists.procedures.correct, of: tally.lists.procedures.required },
    poa: { right: diagnoses.filter((pair) => pair.attributes.poa).length, of: tally.classes.poa },
    lines: { right: tally.lists.services.correct, of: tally.lists.services.required },
  };
  return Object.fromEntries(SECTIONS.filter((section) => all[section].of > 0).map((name) => [name, all[name]]));
}
