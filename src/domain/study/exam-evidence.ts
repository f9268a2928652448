import type { Observation } from './observation.ts';
import type { Evidence } from './readiness-evidence.ts';

/** A domain of an exam and the skills whose evidence counts for it. */
export interface PractisedDomain {
  id: string;
  skills: readonly string[];
}

/**
 * What a person showed, as evidence for the domains of an exam: an observation is about every domain that names one of
 * its skills. Observations of no domain are left out.
 */
export function examEvidence(domains: readonly PractisedDomain[], observations: readonly Observation[]): Evidence[] {
  return observations.flatMap((one) => {
    const about = domains.filter(({ skills }) => one.skills.some((skill) => skills.includes(skill)));
    if (about.length === 0) return [];
    const { source, credit, difficulty, at } = one;
    return {
      domains: about.map(({ id }) => id),
      source,
      unit: unitOf(one),
      credit,
      ...(difficulty !== undefined && { difficulty }),
      at,
    };
  });
}

/** Rows of a chart are alike because of the chart; items of a check or an exam when it is the same item again. */
const unitOf = ({ source, ref, part }: Observation): string => (source === 'chart' ? ref : `${ref} ${part}`);
