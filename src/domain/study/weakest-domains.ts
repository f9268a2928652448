import type { DomainReadiness } from './readiness.ts';
import { LEAST_EVIDENCE } from './readiness-parameters.ts';

/** At most so many domains are called the weakest. */
const MOST_WEAK = 3;

/**
 * The domains in which the least would be right of those a person has answers in (as many as the forecast asks of a
 * domain to count it as seen), the weakest first; none where nothing is known. A domain without answers is not called
 * weak: nobody knows.
 */
export const weakestDomains = <Domain extends DomainReadiness>(domains: readonly Domain[]): Domain[] =>
  domains
    .filter(({ weight }) => weight >= LEAST_EVIDENCE.inDomain)
    .sort((one, other) => one.expected - other.expected)
    .slice(0, MOST_WEAK);
