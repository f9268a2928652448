import type { AnswerKey } from '#domain/chart/answer-key';
import { type CodingSheet, SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import { agreementFinder, type Expected } from './agreement.ts';
import { type Alignment, align, type Match, type Rows } from './align.ts';
import {
  type Displaced,
  duplicateVariance,
  hasOwnReason,
  missedVariance,
  nearMissVariance,
  unsupportedVariance,
} from './classify.ts';
import { type AttributeVerdict, compareDiagnosis, compareProcedure, compareService } from './compare-attributes.ts';
import { type FirstPlace, firstPlace, headsOf, isHeadFirst } from './first-place.ts';
import type { Pair } from './pair.ts';
import { pointerTargets } from './pointers.ts';
import { judgeProcedureOrder } from './procedure-order.ts';
import { diagnosisRows, procedureRows, serviceRows } from './rows.ts';
import { orderBreaches } from './sequence.ts';
import { type GradingContext, makeSubject, type Subject } from './subject.ts';
import { countList, type Sections, sectionsOf, type Tally, tallyOf, weightClass } from './tally.ts';
import type { Variance } from './variance.ts';
import { judgeSequence, type SequenceVerdict } from './variances-of-sequence.ts';

/** Raised by one whenever the same key and sheet may get another grade than before. */
export const ENGINE_VERSION = 1;

/** The verdict on one coding sheet: facts only, a plain JSON value. `score` and `explain` read it. */
export interface Grade {
  engine: number;
  tally: Tally;
  /** Rows with the key entries they were matched with, list by list, in the order of the key. */
  pairs: Pair[];
  /** Per sequence cause the pairs (indexes into `pairs`) of which one has partial credit, where it costs least. */
  conflicts: number[][];
  variances: Variance[];
  sections: Sections;
}

interface ListVerdict {
  alignment: Alignment;
  pairs: Pair[];
  variances: Variance[];
}

/**
 * Grades a coding sheet against an answer key under the rules of DOMAIN.md. Pure: the same arguments give the same
 * grade, byte for byte. `key` has canonical codes (`answerKeySchema`); `sheet` may hold anything a form can send;
 * `context.catalog` holds the pinned releases. Never throws on such input.
 */
export function grade(key: AnswerKey, sheet: CodingSheet, context: GradingContext): Grade {
  const subject = makeSubject(key, sheet, context);
  const notCoded = new Set(key.notCoded.map(({ code }) => code));
  const match = (list: SheetList, rows: Rows) => align(rows, key[list], agreementFinder(key[list]), notCoded);
  const diagnoses = match('diagnoses', diagnosisRows(subject));
  const targets = pointerTargets(key, sheet, diagnoses.matches);
  const procedures = match('procedures', procedureRows(subject));
  const services = match('services', serviceRows(subject, targets));
  const coded = judgeDiagnoses(subject, diagnoses);
  const performed = judgeList(subject, 'procedures', procedures, (pair) => compareProcedure(subject, pair));
  const billed = judgeList(subject, 'services', services, (pair) => compareService(subject, pair, targets));
  const order = judgeProcedureOrder(subject, performed.pairs);
  return assemble(subject, { diagnoses: coded, procedures: performed, services: billed }, coded.sequence, order);
}

function judgeList(
  subject: Subject,
  list: SheetList,
  alignment: Alignment,
  compare: (match: Match) => AttributeVerdict,
  displaced?: Displaced,
): ListVerdict {
  const pairs: Pair[] = [];
  const variances: Variance[] = [];
  for (const match of alignment.matches) {
    const isNearMiss = match.match === 'near-miss';
    const verdict = isNearMiss ? { attributes: {}, variances: [] } : compare(match);
    pairs.push(makePair(subject, list, match, verdict));
    if (isNearMiss) variances.push(nearMissVariance(subject, list, match));
    else variances.push(...verdict.variances);
  }
  const expected: readonly Expected[] = subject.key[list];
  for (const index of alignment.missed) {
    const isTold = displaced?.isMissing && displaced.expected === index;
    if (expected[index]?.status === 'required' && !isTold) variances.push(missedVariance(subject, list, index));
  }
  for (const entry of alignment.unmatched) {
    variances.push(unsupportedVariance(subject, list, entry, entry === 0 ? displaced : undefined));
  }
  for (const entry of alignment.duplicates) variances.push(duplicateVariance(subject, list, entry));
  return { alignment, pairs, variances };
}

function makePair(subject: Subject, list: SheetList, match: Match, { attributes }: AttributeVerdict): Pair {
  const expected = subject.key[list][match.expected] as Expected;
  return {
    list,
    entry: match.entry,
    expected: match.expected,
    match: match.match,
    credit: match.credit,
    status: expected.status,
    weight: weightClass(subject, list, match.expected),
    attributes,
  };
}

type DiagnosesVerdict = ListVerdict & { sequence: SequenceVerdict; firstIsRight: boolean };

function judgeDiagnoses(subject: Subject, alignment: Alignment): DiagnosesVerdict {
  const { diagnoses } = subject.key;
  const facts = { ...alignment, diagnoses, codes: subject.sheet.diagnoses.map(({ code }) => code) };
  const first = firstPlace(facts);
  const compare = (match: Match) => compareDiagnosis(subject, match);
  const verdict = judgeList(subject, 'diagnoses', alignment, compare, displacedBy(subject, first));
  const breaches = orderBreaches(subject, verdict.pairs, headsOf(diagnoses));
  const sequence = judgeSequence(subject, first, verdict.pairs, breaches);
  return { ...verdict, sequence, firstIsRight: isHeadFirst(facts) };
}

function displacedBy(subject: Subject, first: FirstPlace): Displaced | undefined {
  if (first.is === 'pushed-down') return { expected: first.wanted[0] ?? 0, isMissing: false };
  if (first.is !== 'replaced' || hasOwnReason(subject, 'diagnoses', 0)) return undefined;
  return { expected: first.expected, isMissing: true };
}

function assemble(
  subject: Subject,
  lists: { diagnoses: DiagnosesVerdict; procedures: ListVerdict; services: ListVerdict },
  ...orders: SequenceVerdict[]
): Grade {
  const pairs = SHEET_LISTS.flatMap((list) => lists[list].pairs);
  const tally = tallyOf(subject, {
    diagnoses: countsOf(subject, 'diagnoses', lists.diagnoses),
    procedures: countsOf(subject, 'procedures', lists.procedures),
    services: countsOf(subject, 'services', lists.services),
  });
  const variances = [
    ...SHEET_LISTS.flatMap((list) => lists[list].variances),
    ...orders.flatMap((order) => order.variances),
  ];
  return {
    engine: ENGINE_VERSION,
    tally,
    pairs,
    conflicts: orders.flatMap(({ conflicts }) =>
      conflicts.map((members) => members.map((pair) => pairs.indexOf(pair))),
    ),
    variances: variances.sort(byPlace),
    sections: sectionsOf(subject.key, tally, pairs, lists.diagnoses.firstIsRight),
  };
}

const countsOf = (subject: Subject, list: SheetList, { alignment, pairs }: ListVerdict) =>
  countList(subject, list, pairs, {
    duplicates: alignment.duplicates.length,
    unmatched: alignment.unmatched.length,
  });

/** List by list: what the key expects in its order, then what only the sheet has in its order. */
function byPlace(a: Variance, b: Variance): number {
  const place = ({ expected, entry }: Variance) => (expected ?? 1e6) * 1e6 + (entry ?? 0);
  return SHEET_LISTS.indexOf(a.list) - SHEET_LISTS.indexOf(b.list) || place(a) - place(b);
}
