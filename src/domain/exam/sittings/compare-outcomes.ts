import type { Accuracy } from '#domain/grading/accuracy';
import type { DomainOutcome, Outcome } from './outcome.ts';
import type { SittingScope } from './sitting.ts';

/** What of a sitting says which others it may be compared with. */
export interface SittingKind {
  blueprint: string;
  scope: SittingScope;
  /** What it was restricted to; empty when to nothing. */
  domains: readonly string[];
  /** Its length, accommodations left out: they give time, not questions. */
  minutes: number;
}

/**
 * Sittings of one kind are of one blueprint, one length and the same domains. Only these are compared as wholes: ten
 * minutes of one subject and a whole exam are different tests, whatever their shares right. The weakest domains of two
 * days are the same kind only when they are the same domains.
 */
export const kindOfSitting = ({ blueprint, scope, domains, minutes }: SittingKind): string =>
  [blueprint, scope === 'weakness' ? 'domain' : scope, minutes, ...[...domains].sort()].join(' ');

/** `open`: the intervals overlap, so that chance alone may be behind the difference. */
export type Direction = 'up' | 'down' | 'open';

/** What two shares say of each other: a change only where their 95 % intervals are apart, as everywhere on this site. */
export function directionOf(before: Accuracy, after: Accuracy): Direction {
  if (after.low > before.high) return 'up';
  return after.high < before.low ? 'down' : 'open';
}

export interface DomainChange {
  /** `cpc/anatomy`. */
  name: string;
  before: DomainOutcome;
  after: DomainOutcome;
  direction: Direction;
}

/**
 * Domain by domain, a sitting beside an earlier one of the same blueprint, of whatever kind: ten items of a domain are ten
 * items of it in either. Domains that only one of them has are left out. In the order of `after`.
 */
export function domainChanges(before: Outcome, after: Outcome): DomainChange[] {
  const earlier = new Map(before.domains.map((domain) => [domain.name, domain]));
  return after.domains.flatMap((domain) => {
    const other = earlier.get(domain.name);
    if (!other) return [];
    return [{ name: domain.name, before: other, after: domain, direction: directionOf(other, domain) }];
  });
}
