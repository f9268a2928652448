import { type Blueprint, domainShares } from './blueprint.ts';

/** What a forecast needs of an exam; the same shape as `ExamPlan` of `study/readiness`, which knows no blueprints. */
export interface PlannedExam {
  domains: { id: string; share: number }[];
  items: number;
  chance: number;
  pass: { share: number; deviation: number };
}

/** A blueprint as a forecast needs it; undefined where its domains are not known. */
export function examPlan(blueprint: Blueprint): PlannedExam | undefined {
  const { domains, items, options, scoring } = blueprint;
  if (domains.length === 0) return undefined;
  const shares = domainShares(blueprint);
  const pass =
    scoring.kind === 'raw-percent'
      ? { share: scoring.pass / 100, deviation: 0 }
      : { share: scoring.assumed.percent / 100, deviation: scoring.assumed.deviation / 100 };
  return {
    domains: domains.map(({ id }, index) => ({ id, share: shares[index] as number })),
    items: items.scored,
    chance: 1 / options,
    pass,
  };
}
