import { type Blueprint, domainName, domainShares } from '../blueprint.ts';
import type { FormDemand } from './assemble.ts';
import type { DomainDemand } from './domain-counts.ts';
import { itemsWithin } from './exam-pace.ts';
import type { ItemSummary } from './item-pool.ts';

/** What somebody wants to sit. */
export type FormChoice =
  | { scope: 'mock' }
  | { scope: 'short'; minutes: number }
  /** Names of domains as `cpc/anatomy`, at least one. */
  | { scope: 'domain' | 'weakness'; minutes: number; domains: readonly string[] };

/**
 * The share right a whole form is expected to be answered with by somebody well prepared: what the bank as a whole has,
 * so that forms of all exams are as hard as each other.
 */
export const EXPECTED_SHARE = 0.66;

/** How near the mean expected share right of a form has to come to the wish: two in a hundred either way. */
export const WITHIN = 0.02;

/**
 * What a form of this exam has to be. A mock has every count of the blueprint and its items on trial. All else has as
 * many items as its minutes hold at the exam's pace, spread over the domains in proportion to the blueprint, none on
 * trial, and is as hard as the bank is in those domains; `pool` is the exam's (`examPool`). Undefined where the
 * blueprint's domains are not known: then no form is made.
 */
export function formDemand(
  blueprint: Blueprint,
  choice: FormChoice,
  pool: readonly ItemSummary[],
): FormDemand | undefined {
  if (blueprint.domains.length === 0) return undefined;
  return choice.scope === 'mock' ? wholeForm(blueprint) : partOf(blueprint, choice, pool);
}

function wholeForm(blueprint: Blueprint): FormDemand {
  return {
    domains: blueprint.domains.map((domain) => ({
      name: domainName(blueprint, domain),
      ...(domain.items !== undefined && { items: domain.items }),
      ...(domain.percent && { share: { from: domain.percent.from / 100, to: domain.percent.to / 100 } }),
    })),
    items: blueprint.items.scored,
    pretest: blueprint.items.pretest,
    expected: { mean: EXPECTED_SHARE, within: WITHIN },
  };
}

function partOf(
  blueprint: Blueprint,
  choice: Exclude<FormChoice, { scope: 'mock' }>,
  pool: readonly ItemSummary[],
): FormDemand {
  const shares = domainShares(blueprint);
  const all = blueprint.domains.map((domain, at) => ({ name: domainName(blueprint, domain), items: shares[at] }));
  const domains = choice.scope === 'short' ? all : all.filter(({ name }) => choice.domains.includes(name));
  return {
    domains,
    items: itemsWithin(blueprint, choice.minutes),
    isPart: true,
    expected: { mean: meanOfBank(domains, pool), within: WITHIN },
  };
}

/** The mean expected share right of the pool with its domains weighed as the form's are; 0 where there are no items. */
function meanOfBank(domains: readonly DomainDemand[], pool: readonly ItemSummary[]): number {
  const held = domains.flatMap(({ name, items = 0 }) => {
    // Added up in an order of their own: the sum of shares is not exact, and with a wish that differs by the last digit
    // the same seed would make another form of the same pool.
    const shares = pool.flatMap((item) => (item.domains.includes(name) ? [item.expected] : [])).sort((a, b) => a - b);
    if (shares.length === 0) return [];
    return [{ weight: items, mean: shares.reduce((sum, share) => sum + share, 0) / shares.length }];
  });
  const whole = held.reduce((sum, { weight }) => sum + weight, 0);
  return held.reduce((sum, { weight, mean }) => sum + weight * mean, 0) / (whole || 1);
}

/** Whole minutes a sitting of the choice has, without accommodations. */
export const minutesOf = (blueprint: Blueprint, choice: FormChoice): number =>
  choice.scope === 'mock' ? blueprint.minutes : choice.minutes;

/** What a choice is restricted to; empty when to nothing. */
export const domainsOf = (choice: FormChoice): readonly string[] => ('domains' in choice ? choice.domains : []);
