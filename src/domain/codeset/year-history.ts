/** What one installed release says of a code. */
export interface ReleaseWitness {
  label: string;
  /** YYYY-MM-DD */
  effectiveFrom: string;
  /** False where the release as installed cannot say that a code is not in it: a part of a year, another family. */
  knowsAbsence: boolean;
  code?: { title: string; billable: boolean };
}

export type YearChange =
  | { kind: 'new' }
  | { kind: 'deleted' }
  | { kind: 'revised'; before: string }
  | { kind: 'header-now' }
  | { kind: 'billable-now' };

export interface YearOfCode {
  label: string;
  /** First day, where several releases have this label: October's and the April update. */
  from?: string;
  state: 'there' | 'not-there' | 'unknown';
  /** Against the release before it that knows the code or its absence. */
  change?: YearChange;
  /** That release, when other years lie between and the change may have come in any of them. */
  changedSince?: string;
}

/** The history of a code through the installed releases, newest first. Says nothing that no release bears witness to. */
export function yearHistory(witnesses: readonly ReleaseWitness[]): YearOfCode[] {
  const years: YearOfCode[] = [];
  let before: ReleaseWitness | undefined;
  for (const witness of witnesses.toSorted((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom))) {
    const state = witness.code ? 'there' : witness.knowsAbsence ? 'not-there' : 'unknown';
    const change = before && state !== 'unknown' ? changeBetween(before, witness) : undefined;
    const isGap = change && before && Number(witness.effectiveFrom.slice(0, 4)) - yearOf(before) > 1;
    years.push({
      label: witness.label,
      ...(witnesses.filter(({ label }) => label === witness.label).length > 1 && { from: witness.effectiveFrom }),
      state,
      ...(change && { change }),
      ...(isGap && { changedSince: before?.label }),
    });
    if (state !== 'unknown') before = witness;
  }
  return years.reverse();
}

/**
 * True when the newest release has the code and it has not become a header: what a conversion table calls its successors
 * then took parts of it only. Coders go on using L02.212 for the back, and L02.217 for the flank.
 */
export function goesOn(years: readonly YearOfCode[]): boolean {
  const last = years.find(({ change }) => change && change.kind !== 'revised')?.change?.kind;
  return years.find(({ state }) => state !== 'unknown')?.state === 'there' && last !== 'header-now';
}

const yearOf = ({ effectiveFrom }: ReleaseWitness) => Number(effectiveFrom.slice(0, 4));

function changeBetween({ code: before }: ReleaseWitness, { code: now }: ReleaseWitness): YearChange | undefined {
  if (!before) return now && { kind: 'new' };
  if (!now) return { kind: 'deleted' };
  if (before.billable !== now.billable) return { kind: now.billable ? 'billable-now' : 'header-now' };
  return before.title === now.title ? undefined : { kind: 'revised', before: before.title };
}
