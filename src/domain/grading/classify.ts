import type { SheetList } from '#domain/chart/coding-sheet';
import type { Expected } from './agreement.ts';
import type { Match } from './align.ts';
import { contrastKind, differingAxes } from './contrast.ts';
import { controllingRule } from './controlling-rule.ts';
import { kindByCode, kindByCompany, kindOfFirst } from './finding-kind.ts';
import { severityOf } from './severity.ts';
import { isExternalCause, type Subject } from './subject.ts';
import type { Variance, VarianceKind } from './variance.ts';

/** Reasons that compare a code with the right one: they say nothing about a code that stands beside the right one. */
const COMPARING: readonly VarianceKind[] = [
  'specificity',
  'laterality',
  'seventh-character',
  'pcs-axis',
  'em-over',
  'em-under',
  'wrong-principal',
];

/** Key entries are not wrong to leave out or get wrong unless they are required. */
export const observedOnly = (entry: Expected | undefined): boolean => entry?.status !== 'required';

const enteredCode = (subject: Subject, list: SheetList, entry: number): string =>
  subject.sheet[list][entry]?.code ?? '';

/** A row paired with a key entry whose code it does not have: the author's reason, an edit, or what tells them apart. */
export function nearMissVariance(subject: Subject, list: SheetList, match: Match): Variance {
  const expected = subject.key[list][match.expected] as Expected;
  const entered = enteredCode(subject, list, match.entry);
  const author = expected.whyNot.find(({ code }) => code === entered)?.variance;
  const kind =
    author ??
    kindByCode(subject, list, match.entry)?.kind ??
    contrastKind(subject.catalog, list, entered, expected.code);
  const isPrincipal = 'role' in expected && expected.role === 'principal';
  const severity =
    isPrincipal && list === 'diagnoses' ? 'payment' : severityOf(subject, kind, list, entered, expected.code);
  return {
    kind,
    severity,
    list,
    entry: match.entry,
    expected: match.expected,
    entered,
    wanted: expected.code,
    ...(list === 'procedures' ? { axes: differingAxes(entered, expected.code) } : {}),
    evidence: expected.evidence,
    cites: expected.cites,
  };
}

/** A required key entry that nothing on the sheet stands for. */
export function missedVariance(subject: Subject, list: SheetList, index: number): Variance {
  const expected = subject.key[list][index] as Expected;
  const missedDiagnosis = isExternalCause(expected.code) ? 'external-cause' : 'missed-diagnosis';
  const kind = list === 'diagnoses' ? missedDiagnosis : 'missed-procedure';
  const isPrincipal = 'role' in expected && expected.role === 'principal';
  return {
    kind,
    severity: isPrincipal ? 'payment' : severityOf(subject, kind, list, undefined, expected.code),
    list,
    expected: index,
    wanted: expected.code,
    evidence: expected.evidence,
    cites: expected.cites,
  };
}

type Reason = Partial<Variance> & { kind: VarianceKind };

function authorsReason(subject: Subject, list: SheetList, entry: number): Reason | undefined {
  const entered = enteredCode(subject, list, entry);
  const notCoded = subject.key.notCoded.findIndex(({ code }) => code === entered);
  if (notCoded >= 0) return { kind: subject.key.notCoded[notCoded]?.reason ?? 'unsupported-diagnosis', notCoded };
  const entries: readonly Expected[] = subject.key[list];
  const expected = entries.findIndex(({ whyNot }) => whyNot.some(({ code }) => code === entered));
  if (expected < 0) return undefined;
  const kind = entries[expected]?.whyNot.find(({ code }) => code === entered)?.variance ?? 'specificity';
  const wanted = entries[expected]?.code;
  const isWrongFirst = kind === 'wrong-principal' && entry === 0;
  return {
    kind: COMPARING.includes(kind) && !isWrongFirst ? unsupportedKind(list, entered) : kind,
    expected,
    related: wanted ? [wanted] : [],
  };
}

function unsupportedKind(list: SheetList, entered: string): VarianceKind {
  if (list !== 'diagnoses') return 'unsupported-procedure';
  return isExternalCause(entered) ? 'external-cause' : 'unsupported-diagnosis';
}

function reasonAgainst(subject: Subject, list: SheetList, entry: number): Reason | undefined {
  const entered = enteredCode(subject, list, entry);
  const found =
    authorsReason(subject, list, entry) ?? kindByCode(subject, list, entry) ?? kindByCompany(subject, list, entry);
  if (found !== undefined || list !== 'diagnoses' || entry !== 0) return found;
  const kind = kindOfFirst(subject, entered);
  return kind && { kind };
}

/** A required diagnosis that an unsupported row has kept from the first place; `isMissing` when it is nowhere. */
export interface Displaced {
  expected: number;
  isMissing: boolean;
}

/**
 * A row that nothing in the key stands behind: the author's reason, what the edits find, else not supported. When it
 * also took the first place from `displaced` and no nearer reason is known, it is the wrong principal.
 */
export function unsupportedVariance(subject: Subject, list: SheetList, entry: number, displaced?: Displaced): Variance {
  const entered = enteredCode(subject, list, entry);
  const reason = reasonAgainst(subject, list, entry);
  const head = displaced && subject.key.diagnoses[displaced.expected];
  if (displaced && head && isOnlyMisplaced(reason)) {
    return {
      kind: 'wrong-principal',
      severity: 'payment',
      list,
      entry,
      expected: displaced.expected,
      entered,
      wanted: head.code,
      evidence: head.evidence,
      cites: head.cites,
    };
  }
  const kind = reason?.kind ?? unsupportedKind(list, entered);
  const cites = reason?.cites?.length ? reason.cites : [controllingRule(kind, subject.encounter.setting, list)];
  // What stands first is what the claim says the encounter was for.
  const isFirst = list === 'diagnoses' && entry === 0;
  const severity = isFirst ? 'payment' : severityOf(subject, kind, list, entered, undefined);
  return { ...reason, kind, severity, list, entry, entered, evidence: [], cites };
}

/** True when the row's own reason is told, so that a missing principal behind it still has to be told by itself. */
export const hasOwnReason = (subject: Subject, list: SheetList, entry: number): boolean =>
  !isOnlyMisplaced(reasonAgainst(subject, list, entry));

/** No reason of its own, or the author's that it is not the one to stand first: the place is the matter. */
const isOnlyMisplaced = (reason: Reason | undefined): boolean =>
  reason === undefined || reason.kind === 'wrong-principal';

/** A row that says again what another row of its list says. */
export function duplicateVariance(subject: Subject, list: SheetList, entry: number): Variance {
  const entered = enteredCode(subject, list, entry);
  const entries: readonly Expected[] = subject.key[list];
  const known = entries.findIndex(
    ({ code, anyOf }) => code === entered || anyOf.some((other) => other.code === entered),
  );
  const isUncounted = known >= 0 && observedOnly(entries[known]);
  return {
    kind: 'duplicate',
    severity: isUncounted ? 'observation' : severityOf(subject, 'duplicate', list, entered, undefined),
    list,
    entry,
    ...(known >= 0 ? { expected: known } : {}),
    entered,
    evidence: [],
    cites: [controllingRule('duplicate', subject.encounter.setting, list)],
  };
}
