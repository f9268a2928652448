import { controllingRule } from './controlling-rule.ts';
import { kindOfFirst } from './finding-kind.ts';
import { type FirstPlace, headsOf } from './first-place.ts';
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
      ...(first.is === 'swapped' && !isNearlyHeadFirst(subject, pairs) ? [swappedFirst(subject, wanted, pairs)] : []),
      ...counted.map((group) => outOfOrder(subject, group)),
      ...noted.map((breach) => ({ ...outOfOrder(subject, [breach]), severity: 'observation' as const })),
    ],
    conflicts: [
      ...(wanted.length > 0 ? [wanted] : []),
      ...counted.map((group) => [...new Set(group.flatMap(({ early, late }) => [early, late]))]),
    ],
  };
}

/** What is nearly one that may lead is told as that; that its place is not right either has the same cause. */
function isNearlyHeadFirst(subject: Subject, pairs: readonly Pair[]): boolean {
  const heads = headsOf(subject.key.diagnoses);
  return pairs.some(({ entry, match, expected }) => entry === 0 && match === 'near-miss' && heads.includes(expected));
}

function swappedFirst(subject: Subject, wanted: readonly Pair[], pairs: readonly Pair[]): Variance {
  const code = subject.sheet.diagnoses[0]?.code ?? '';
  const first = pairs.find(({ entry }) => entry === 0);
  const lead = leadOf(subject, first, wanted);
  const kind = kindOfFirst(subject, code) ?? kindOfSwap(subject, first, lead);
  const expected = subject.key.diagnoses[lead.expected];
  const asWanted = (pair: Pair) => wantedCode(subject, pair);
  const others = wanted.filter((pair) => pair !== lead).map(asWanted);
  return {
    kind,
    severity: 'payment',
    list: 'diagnoses',
    entry: lead.entry,
    expected: lead.expected,
    entered: code,
    wanted: asWanted(lead),
    ...(kind === 'wrong-principal' && others.length > 0 ? { related: others } : {}),
    evidence: expected?.evidence ?? [],
    cites: kind === 'wrong-principal' ? (expected?.cites ?? []) : [ruleOfFirst(subject, kind)],
  };
}

/** Of several diagnoses that may stand first the one that the first row has to follow, else the key's own. */
function leadOf(subject: Subject, first: Pair | undefined, wanted: readonly Pair[]): Pair {
  const inOrder = [...wanted].sort((a, b) => a.expected - b.expected);
  const leader = inOrder.find((pair) => first !== undefined && mustFollow(subject, first, pair));
  return leader ?? (inOrder[0] as Pair);
}

/** A near miss is told with the code that belongs there. */
function wantedCode(subject: Subject, { match, entry, expected }: Pair): string {
  const row = match === 'near-miss' ? subject.key.diagnoses[expected] : subject.sheet.diagnoses[entry];
  return row?.code ?? '';
}

const ruleOfFirst = (subject: Subject, kind: VarianceKind): string =>
  kind === 'external-cause' ? 'OG I.C.20.a.6' : controllingRule(kind, subject.encounter.setting, 'diagnoses');

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
  const toldCodes = [codeOf(told.early), codeOf(told.late)];
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
    related: [codeOf(told.late), ...concerned.filter((code) => !toldCodes.includes(code)).sort()],
    evidence: expected?.evidence ?? [],
    cites: expected?.cites ?? [],
  };
}
