import type { FormDemand } from './assemble.ts';
import { type Blueprint, domainName } from './blueprint.ts';

/** How near the mean expected share right of a form has to come to the wish: two in a hundred either way. */
const WITHIN = 0.02;

/**
 * What a whole form of this exam has to be, with the scored items alone. `mean` is the share a well-prepared candidate is
 * expected to get right. Undefined where the blueprint's domains are not known: then no form is made.
 */
export function formDemand(blueprint: Blueprint, mean: number): FormDemand | undefined {
  if (blueprint.domains.length === 0) return undefined;
  return {
    domains: blueprint.domains.map((domain) => ({
      name: domainName(blueprint, domain),
      ...(domain.items !== undefined && { items: domain.items }),
      ...(domain.percent && { share: { from: domain.percent.from / 100, to: domain.percent.to / 100 } }),
    })),
    items: blueprint.items.scored,
    expected: { mean, within: WITHIN },
  };
}
