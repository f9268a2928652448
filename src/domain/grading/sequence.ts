import type { ExpectedDiagnosis } from '#domain/chart/answer-key';
import { type CodeEntry, isInRange } from '#domain/codeset/catalog';
import { codeAgrees, isCorrect, type Pair } from './pair.ts';
import { findCode, type Subject } from './subject.ts';
import type { VarianceKind } from './variance.ts';

/** Two diagnoses in the wrong order: `late` has to stand before `early`. */
export interface OrderBreach {
  early: Pair;
  late: Pair;
  kind: VarianceKind;
}

/**
 * Every pair of diagnoses on the sheet that stands in the wrong order: `codeAfter` of the key, and the whole order of
 * required secondary diagnoses where the job guideline counts it. A code that is absent breaches nothing.
 * `heads` are left out of the counted order: their place is first, which `firstPlace` judges.
 */
export function orderBreaches(subject: Subject, pairs: readonly Pair[], heads: readonly number[]): OrderBreach[] {
  const agreed = pairs.filter(codeAgrees);
  const placeOf = firstPlaces(subject.sheet.diagnoses.map(({ code }) => code));
  const place = (pair: Pair) => placeOf.get(subject.sheet.diagnoses[pair.entry]?.code ?? '') ?? pair.entry;
  const breaches = agreed.flatMap((early) => {
    const entry = subject.key.diagnoses[early.expected] as ExpectedDiagnosis;
    if (entry.codeAfter.length === 0) return [];
    return agreed
      .filter((late) => late !== early && place(early) < place(late) && mustFollow(subject, early, late))
      .map((late) => ({ early, late, kind: kindOfBreach(subject, early, late) }));
  });
  return subject.jobGuideline.secondaryOrderCounts
    ? [...breaches, ...countedOrder(agreed.filter(isCorrect), heads, place, breaches)]
    : breaches;
}

function firstPlaces(codes: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  codes.forEach((code, index) => {
    if (!places.has(code)) places.set(code, index);
  });
  return places;
}

export function mustFollow(subject: Subject, follower: Pair, leader: Pair): boolean {
  const leaderCode = subject.key.diagnoses[leader.expected]?.code ?? '';
  return subject.key.diagnoses[follower.expected]?.codeAfter.includes(leaderCode) ?? false;
}

function countedOrder(
  agreed: readonly Pair[],
  heads: readonly number[],
  place: (pair: Pair) => number,
  known: readonly OrderBreach[],
): OrderBreach[] {
  const ordered = agreed.filter((pair) => !heads.includes(pair.expected));
  return ordered.flatMap((late) =>
    ordered
      .filter((early) => late.expected < early.expected && place(early) < place(late))
      .filter((early) => !known.some((breach) => breach.early === early && breach.late === late))
      .map((early) => ({ early, late, kind: 'sequencing' as const })),
  );
}

/**
 * The kind of rule that fixes an order: manifestation (OG I.A.13), a code-first note, or sequence in general. A note of
 * another year than the pinned one fixes nothing.
 */
export function kindOfBreach(subject: Subject, early: Pair, late: Pair): VarianceKind {
  const entryOf = (pair: Pair) =>
    findCode(subject.catalog, 'diagnoses', subject.sheet.diagnoses[pair.entry]?.code ?? '');
  const follower = entryOf(early);
  const leader = entryOf(late);
  if (follower?.facts.manifestation) return 'manifestation-first';
  return names(follower, 'code-first', leader) || names(leader, 'use-additional', follower)
    ? 'code-first'
    : 'sequencing';
}

function names(entry: CodeEntry | undefined, kind: 'code-first' | 'use-additional', other: CodeEntry | undefined) {
  if (entry === undefined || other === undefined) return false;
  return entry.notes.some(
    (note) => note.kind === kind && !note.borrowedFrom && note.targets.some((range) => isInRange(other.code, range)),
  );
}

/** Breaches that share a diagnosis belong together: moving it may cure them all, so they are one cause. */
export function breachGroups(breaches: readonly OrderBreach[]): OrderBreach[][] {
  const groups: OrderBreach[][] = [];
  for (const breach of breaches) {
    const touching = groups.filter((group) => group.some((other) => shareAPair(breach, other)));
    const merged = [...touching.flat(), breach];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups;
}

function shareAPair(a: OrderBreach, b: OrderBreach): boolean {
  return a.early === b.early || a.early === b.late || a.late === b.early || a.late === b.late;
}
