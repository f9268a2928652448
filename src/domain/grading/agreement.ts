import type { ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';

export type Expected = ExpectedDiagnosis | ExpectedProcedure | ExpectedService;

/** A key entry that a code satisfies. `credit` in thousandths: 1000 for the key's own code, an alternate's own else. */
export interface Agreement {
  expected: number;
  match: 'exact' | 'alternate';
  credit: number;
}

const CREDIT_UNITS = 1000;

/** True when `code` differs from the key's ICD-10-PCS code only in axes whose other values the key accepts. */
function agreesByAxes(code: string, entry: Expected): boolean {
  if (!('axisAlternates' in entry) || code.length !== entry.code.length || code === entry.code) return false;
  const { axisAlternates } = entry;
  return [...entry.code].every((value, index) => {
    const entered = code[index] as string;
    const accepted = axisAlternates[String(index + 1) as keyof typeof axisAlternates];
    return entered === value || (accepted?.includes(entered) ?? false);
  });
}

function listedAgreements(entry: Expected, expected: number): Map<string, Agreement> {
  const byCode = new Map<string, Agreement>();
  for (const { code, credit } of entry.anyOf) {
    const found = { expected, match: 'alternate', credit: Math.round(credit * CREDIT_UNITS) } as const;
    if (found.credit >= (byCode.get(code)?.credit ?? 0)) byCode.set(code, found);
  }
  return byCode.set(entry.code, { expected, match: 'exact', credit: CREDIT_UNITS });
}

/**
 * Which entries of a key list a code agrees with: as the key's own code, as one of `anyOf`, or by axis alternates.
 * Whether an entry is already taken by another row is the business of `align`.
 */
export function agreementFinder(expected: readonly Expected[]): (code: string) => readonly Agreement[] {
  const byCode = new Map<string, Agreement[]>();
  const withAxes: number[] = [];
  expected.forEach((entry, index) => {
    if ('axisAlternates' in entry && Object.keys(entry.axisAlternates).length > 0) withAxes.push(index);
    for (const [code, agreement] of listedAgreements(entry, index)) {
      const known = byCode.get(code);
      if (known) known.push(agreement);
      else byCode.set(code, [agreement]);
    }
  });
  return (code) => {
    const listed = byCode.get(code) ?? [];
    if (withAxes.length === 0) return listed;
    const byAxes = withAxes.filter(
      (index) =>
        agreesByAxes(code, expected[index] as Expected) && !listed.some((agreement) => agreement.expected === index),
    );
    return [
      ...listed,
      ...byAxes.map((index) => ({ expected: index, match: 'alternate', credit: CREDIT_UNITS }) as const),
    ];
  };
}
