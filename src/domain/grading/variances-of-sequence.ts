import { controllingRule } from './controlling-rule.ts';
import { kindOfFirst } from './finding-kind.ts';
import type { FirstPlace } from './first-place.ts';
import { isCorrect, type Pair } from './pair.ts';
import { breachGroups, kindOfBreach, mustFollow, type OrderBreach } from './sequence.ts';
import { severityOf } from './severity.ts';
import type { Subject } from './subject.ts';
import type { Variance, VarianceKind } from './variance.ts';

/** What the sequence of the diagnoses costs: variances, and the pairs among which one loses its full credit. */
export interface SequenceVerdict {
  variances: Variance[];
  /** Per cause the required pairs it concerns; a score lowers the one where it costs least. */
  conflicts: Pair[][];
}

/**
 * The variances of sequence: at most one for the first place, then one per group of diagnoses out of order. An order
 * breach that involves the diagnosis wanted first has the same cause as the wrong first place and is not told again.
 */
export function judgeSequence(
  subject: Subject,
  first: FirstPlace,
  pairs: readonly Pair[],
  breaches: readonly OrderBreach[],
): SequenceVerdict {
  const places = first.is === 'swapped' || first.is === 'pushed-down' ? first.wanted : [];
  const wanted = pairs.filter((pair) => places.includes(pair.expected));
  const own = breaches.filter(({ early, late }) => !wanted.includes(early) && !wanted.includes(late));
  const counted = breachGroups(own.filter(({ early, late }) => isCorrect(early) && isCorrect(late)));
  const noted = own.filter(({ early, late }) => !isCorrect(early) || !isCorrect(late));
  return {
    variances: [
      ...(first.is === 'swapped' ? [swappedFirst(subject, wanted, pairs)] : []),
      ...counted.map((group) => outOfOrder(subject, group)),
      ...noted.map((breach) => ({ ...outOfOrder(subject, [breach]), severity: 'observation' as const })),
    ],
    conflicts: [
      ...(wanted.length > 0 ? [wanted] : []),
      ...counted.map((group) => [...new Set(group.flatMap(({ early, late }) => [early, late]))]),
    ],
  };
}

function swappedFirst(subject: Subject, wanted: readonly Pair[], pairs: readonly Pair[]): Variance {
  const lead = wanted.reduce((best, pair) => (pair.expected < best.expected ? pair : best));
  const code = subject.sheet.diagnoses[0]?.code ?? '';
  const first = pairs.find(({ entry }) => entry === 0);
  const kind = kindOfFirst(subject, code) ?? kindOfSwap(subject, first, lead);
  const expected = subject.key.diagnoses[lead.expected];
  return {
    kind,
    severity: 'payment',
    list: 'diagnoses',
    entry: lead.entry,
    expected: lead.expected,
    entered: code,
    wanted: subject.sheet.diagnoses[lead.entry]?.code ?? '',
    evidence: expected?.evidence ?? [],
    cites: kind === 'wrong-principal' ? (expected?.cites ?? []) : [controllingRule(kind, subject.encounter.setting)],
  };
}

function kindOfSwap(subject: Subject, first: Pair | undefined, lead: Pair): VarianceKind {
  if (first === undefined || !mustFollow(subject, first, lead)) return 'wrong-principal';
  return kindOfBreach(subject, first, lead) === 'code-first' ? 'code-first' : 'wrong-principal';
}

const KINDS_BY_WEIGHT: readonly VarianceKind[] = ['manifestation-first', 'code-first', 'sequencing'];

function outOfOrder(subject: Subject, group: readonly OrderBreach[]): Variance {
  const kind = KINDS_BY_WEIGHT.find((candidate) => group.some((breach) => breach.kind === candidate)) ?? 'sequencing';
  const told = group
    .filter((breach) => breach.kind === kind)
    .reduce((best, breach) => (breach.early.expected < best.early.expected ? breach : best));
  const codeOf = (pair: Pair) => subject.sheet.diagnoses[pair.entry]?.code ?? '';
  const concerned = [...new Set(group.flatMap(({ early, late }) => [codeOf(early), codeOf(late)]))];
  const expected = subject.key.diagnoses[told.early.expected];
  return {
    kind,
    severity: severityOf(subject, kind, 'diagnoses', undefined, undefined),
    list: 'diagnoses',
    entry: told.early.entry,
    expected: told.early.expected,
    entered: codeOf(told.early),
    wanted: codeOf(told.early),
    attribute: { entered: `before ${codeOf(told.late)}`, wanted: `after ${codeOf(told.late)}` },
    related: concerned.filter((code) => code !== codeOf(told.early)).sort(),
    evidence: expected?.evidence ?? [],
    cites: expected?.cites ?? [],
  };
}
