import type { ProcedureLine } from '#domain/chart/coding-sheet';
import { codeAgrees, isCorrect, type Pair } from './pair.ts';
import type { Subject } from './subject.ts';
import type { SequenceVerdict } from './variances-of-sequence.ts';

/**
 * The principal procedure stands first (UHDDS), where the key names one and the sheet has it. One variance; the other
 * procedures have no order.
 */
export function judgeProcedureOrder(subject: Subject, pairs: readonly Pair[]): SequenceVerdict {
  const expected = subject.key.procedures;
  const principal = pairs.filter((pair) => isCorrect(pair) && expected[pair.expected]?.role === 'principal');
  const first = subject.sheet.procedures[0]?.code ?? '';
  const [lead] = principal;
  const entry = lead && expected[lead.expected];
  const isFirst = pairs.some(
    (pair) =>
      codeAgrees(pair) &&
      expected[pair.expected]?.role === 'principal' &&
      saysTheSame(subject.sheet.procedures[pair.entry], subject.sheet.procedures[0]),
  );
  if (lead === undefined || entry === undefined || isFirst) return { variances: [], conflicts: [] };
  return {
    variances: [
      {
        kind: 'sequencing',
        severity: 'data-quality',
        list: 'procedures',
        entry: lead.entry,
        expected: lead.expected,
        entered: first,
        wanted: subject.sheet.procedures[lead.entry]?.code ?? '',
        evidence: entry.evidence,
        cites: entry.cites,
      },
    ],
    conflicts: [principal],
  };
}

/** A repeated row stands for the row it repeats; the same code on another day does not. */
const saysTheSame = (a: ProcedureLine | undefined, b: ProcedureLine | undefined): boolean =>
  a !== undefined && a.code === b?.code && a.date === b.date;
