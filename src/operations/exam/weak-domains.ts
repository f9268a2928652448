import { listObservations } from '#db/queries/observations';
import { listDomainsOfExamItems } from '#db/queries/sitting-evidence';
import { type Blueprint, domainName } from '#domain/exam/blueprint';
import { examPlan } from '#domain/exam/exam-plan';
import { examEvidence, placedIn } from '#domain/study/exam-evidence';
import { type DomainReadiness, estimateReadiness } from '#domain/study/readiness';
import { weakestDomains } from '#domain/study/weakest-domains';
import { daysBefore } from '#domain/time';

/** What is older counts less than a thousandth. */
const OLDEST_DAYS = 365;

/** A weak domain with its name in the bank, `cpc/anatomy`, and its title. */
export interface WeakDomain extends DomainReadiness {
  name: string;
  title: string;
}

/**
 * The weakest domains of an exam by what this person showed here, the weakest first, of those with items in `stocked`
 * (names as `cpc/anatomy`); none where nothing is known. Two queries.
 */
export async function readWeakDomains(
  { db, actor, now }: Pick<App.Locals, 'db' | 'actor' | 'now'>,
  blueprint: Blueprint,
  stocked: ReadonlySet<string>,
): Promise<WeakDomain[]> {
  const plan = examPlan(blueprint);
  if (!plan) return [];
  const oldest = daysBefore(now, OLDEST_DAYS);
  const observations = await listObservations(db, actor.personId, oldest);
  if (observations.length === 0) return [];
  // As the forecast does: a question of an exam counts for the domain it was asked in, whatever skills it needs.
  const placed = placedIn(blueprint.id, await listDomainsOfExamItems(db, actor.personId, oldest));
  const { domains } = estimateReadiness(plan, examEvidence(blueprint.domains, observations, placed), now);
  const titles = new Map(blueprint.domains.map(({ id, title }) => [id, title]));
  const named = domains.map((one) => ({
    ...one,
    name: domainName(blueprint, one),
    title: titles.get(one.id) ?? one.id,
  }));
  return weakestDomains(named.filter(({ name }) => stocked.has(name)));
}
