import type { Seed } from '#domain/random';
import { type Blueprint, domainName } from '../blueprint.ts';
import type { ItemType } from '../items/item-file.ts';
import { type Assembly, assembleForm, type ShortAssembly } from './assemble.ts';
import { partsOf } from './exam-pace.ts';
import { type FormChoice, formDemand } from './form-demand.ts';
import type { ItemSummary } from './item-pool.ts';

/**
 * The items of the bank that count in an exam, each with the one domain it counts for there: the first it names. That
 * way an item is in the same domain in every form, whatever the form is restricted to.
 */
export const examPool = <Summary extends ItemSummary>(
  { id }: Pick<Blueprint, 'id'>,
  bank: readonly Summary[],
): Summary[] =>
  bank.flatMap((item) => {
    const domain = item.domains.find((name) => name.startsWith(`${id}/`));
    return domain === undefined ? [] : [{ ...item, domains: [domain] }];
  });

/** Puts a form of the choice together from the exam's pool; undefined where the blueprint's domains are not known. */
export function assembleChoice(
  blueprint: Blueprint,
  choice: FormChoice,
  pool: readonly ItemSummary[],
  seed: Seed,
): Assembly | undefined {
  const demand = formDemand(blueprint, choice, pool);
  return demand && assembleForm(demand, pool, seed);
}

/** What the bank has for an exam. */
export interface ExamSupply {
  /** Items of each domain, in the order of the blueprint. */
  domains: { name: string; has: number }[];
  items: number;
  /** Why no whole form can be made; undefined when one can. Also undefined where no domain is known. */
  lacking?: ShortAssembly;
  /** Items of a whole form this person would have had before, about. */
  seenInMock?: number;
  canMock: boolean;
}

/** How many of these items are of a type that the day's exam does not have: pointing at a drawing, ordering steps. */
export const unlikeTheDay = (
  { itemTypes }: Pick<Blueprint, 'itemTypes'>,
  pool: readonly { type: ItemType }[],
): number => pool.filter(({ type }) => !(itemTypes as readonly string[]).includes(type)).length;

const ANY_SEED = 1 as Seed;

/** What can be made of the exam's pool. Whether a form can be made does not hang on chance, so one is tried. */
export function examSupply(blueprint: Blueprint, pool: readonly ItemSummary[]): ExamSupply {
  const counts = Map.groupBy(pool, ({ domains }) => domains[0]);
  const domains = blueprint.domains.map((domain) => {
    const name = domainName(blueprint, domain);
    return { name, has: counts.get(name)?.length ?? 0 };
  });
  const mock = assembleChoice(blueprint, { scope: 'mock' }, pool, ANY_SEED);
  return {
    domains,
    items: pool.length,
    canMock: mock?.kind === 'form',
    ...(mock?.kind === 'short' && { lacking: mock }),
    ...(mock?.kind === 'form' && { seenInMock: mock.form.seenBefore }),
  };
}

/** The longest time below the one chosen for which there are enough items; undefined where there is none. */
export function longestPossible(
  blueprint: Blueprint,
  choice: Exclude<FormChoice, { scope: 'mock' }>,
  pool: readonly ItemSummary[],
): number | undefined {
  const shorter = partsOf(blueprint).filter(({ minutes }) => minutes < choice.minutes);
  return shorter.findLast(
    ({ minutes }) => assembleChoice(blueprint, { ...choice, minutes }, pool, ANY_SEED)?.kind === 'form',
  )?.minutes;
}
