import { type Random, randomFrom, type Seed, shuffled } from '#domain/random';
import { type DomainDemand, domainCounts } from './domain-counts.ts';
import { type ItemSummary, takeExactly, takeFirst, type Unit, unitsOf } from './item-pool.ts';
import { type Drawn, exchangeForDifficulty, meanOf, seenAt } from './match-difficulty.ts';

/** What a form has to be. */
export interface FormDemand {
  domains: readonly DomainDemand[];
  /** Items of the form that count. */
  items: number;
  /** Items on trial beside them, from any of the domains; none when absent. */
  pretest?: number;
  /**
   * Shorter than the day's exam: of a text only the first items may be asked, and chance decides between domains with
   * the same claim to an item.
   */
  isPart?: boolean;
  /** Mean expected share right the form shall have, and how far it may be from it. */
  expected: { mean: number; within: number };
}

export interface FormItem {
  id: string;
  domain: string;
  /** On trial: it does not count. */
  isPretest: boolean;
}

export interface AssembledForm {
  seed: Seed;
  /** In the order they are asked: domains and items on trial mixed, items about one text together. */
  items: FormItem[];
  /** Mean expected share right of what counts. */
  expected: number;
  /** Whether `expected` lies in the band that was asked for. */
  isInBand: boolean;
  /** Items this person has had before, where too few new ones were left. */
  seenBefore: number;
}

export interface ShortDomain {
  domain: string;
  wanted: number;
  has: number;
}
export interface ShortAssembly {
  kind: 'short';
  /** In the order of the demand; empty where only items on trial are lacking. */
  domains: ShortDomain[];
  /** Items on trial, where the domains have enough but too few are left beside the form. */
  pretest?: { wanted: number; has: number };
}
export type Assembly = { kind: 'form'; form: AssembledForm } | ShortAssembly;

/** How often lots are drawn anew when exchanging has not reached the band. */
const TRIES = 5;
/** How often a domain is drawn anew when what is left of it could not make another form. */
const TRIES_FOR_NEXT = 8;

/**
 * A form from the pool: every domain has exactly its number of items, or it is said which are short. New items come
 * before those seen longest ago; within that it is chance from `seed`. Then items are exchanged within their domains,
 * never for one seen more lately, until the expected difficulty lies in the band; where that does not get there, lots are
 * drawn anew and the nearest of five draws stands. Items on trial come from what is left. The same arguments give the
 * same form; the order of the pool does not matter. Throws nothing.
 */
export function assembleForm(demand: FormDemand, pool: readonly ItemSummary[], seed: Seed): Assembly {
  const random = randomFrom(seed);
  const domains = demand.isPart ? shuffled(demand.domains, random) : demand.domains;
  const sources = sourcesOf(domains, demand.items, pool);
  let best: Drawn[] | undefined;
  for (let at = 0; at < TRIES; at += 1) {
    const drawn = drawLots(sources, demand, random);
    if (!drawn) return { kind: 'short', domains: inOrderOf(demand.domains, sources.flatMap(shortOf(demand))) };
    exchangeForDifficulty(drawn, demand);
    if (!best || offBy(drawn, demand) < offBy(best, demand)) best = drawn;
    if (isIn(best, demand)) break;
  }
  return finished(best ?? [], demand, seed, random);
}

/** A domain with its units and the items it has to give. */
interface Source {
  name: string;
  units: Unit[];
  /** Undefined where no whole numbers fit the demand. */
  wanted: number | undefined;
}

function sourcesOf(domains: readonly DomainDemand[], items: number, pool: readonly ItemSummary[]): Source[] {
  const counts = domainCounts(domains, items);
  const byDomain = unitsByDomain(domains, pool);
  return domains.map(({ name }, at) => ({ name, units: byDomain.get(name) ?? [], wanted: counts?.[at] }));
}

const take = (units: readonly Unit[], wanted: number | undefined, { isPart }: FormDemand) =>
  wanted === undefined ? undefined : isPart ? takeFirst(units, wanted) : takeExactly(units, wanted);

/** What chance gives of each domain; undefined where one is short. */
function drawLots(sources: readonly Source[], demand: FormDemand, random: Random): Drawn[] | undefined {
  const drawn = sources.flatMap((source) => drawDomain(source, demand, random) ?? []);
  return drawn.length === sources.length ? drawn : undefined;
}

/** Draws until what is new and left makes the same number once more, where it has as many: for this person's next form. */
function drawDomain({ name, units, wanted }: Source, demand: FormDemand, random: Random): Drawn | undefined {
  let drawn: Drawn | undefined;
  for (let at = 0; at < TRIES_FOR_NEXT; at += 1) {
    const taken = take(inOrderOfWorth(units, random), wanted, demand);
    if (!taken) return undefined;
    drawn = { name, ...taken };
    const unseen = taken.left.filter(({ lastSeenAt }) => lastSeenAt === undefined);
    if (countOf(unseen) < (wanted ?? 0) || take(unseen, wanted, demand)) break;
  }
  return drawn;
}

const countOf = (units: readonly Unit[]): number => units.reduce((sum, { items }) => sum + items.length, 0);

const shortOf =
  (demand: FormDemand) =>
  ({ name, units, wanted }: Source): ShortDomain[] => {
    if (take(units, wanted, demand)) return [];
    return [{ domain: name, wanted: wanted ?? 0, has: countOf(units) }];
  };

const offBy = (drawn: readonly Drawn[], { expected }: FormDemand): number => Math.abs(meanOf(drawn) - expected.mean);
/** A billionth more: the sum of shares is not exact. */
const isIn = (drawn: readonly Drawn[], demand: FormDemand): boolean =>
  offBy(drawn, demand) <= demand.expected.within + 1e-9;

function finished(drawn: readonly Drawn[], demand: FormDemand, seed: Seed, random: Random): Assembly {
  const { pretest = 0 } = demand;
  const onTrial = drawOnTrial(drawn, pretest, random);
  if (!onTrial) return { kind: 'short', domains: [], pretest: { wanted: pretest, has: leftOf(drawn) } };
  return { kind: 'form', form: { seed, ...formOf(drawn, onTrial, random), isInBand: isIn(drawn, demand) } };
}

function unitsByDomain(domains: readonly DomainDemand[], pool: readonly ItemSummary[]): Map<string, Unit[]> {
  const names = new Set(domains.map(({ name }) => name));
  const sorted = [...pool].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  const ofExam = sorted.flatMap((item) => {
    const name = item.domains.find((one) => names.has(one));
    return name === undefined ? [] : [{ name, item }];
  });
  const groups = Map.groupBy(ofExam, ({ name }) => name);
  return new Map([...groups].map(([name, own]) => [name, unitsOf(own.map(({ item }) => item))]));
}

const inOrderOf = (domains: readonly DomainDemand[], short: readonly ShortDomain[]): ShortDomain[] =>
  domains.flatMap(({ name }) => short.filter(({ domain }) => domain === name));

/** New ones in an order of chance, then the seen, the longest ago first. */
const inOrderOfWorth = (units: readonly Unit[], random: Random): Unit[] =>
  shuffled(units, random).sort((a, b) => seenAt(a) - seenAt(b));

/** Units with the domain they count for. */
interface Placed {
  domain: string;
  unit: Unit;
}

/** So many items of what is left, whole texts where that is possible; undefined where too few are left. */
function drawOnTrial(drawn: readonly Drawn[], wanted: number, random: Random): Placed[] | undefined {
  const domainOf = new Map<ItemSummary, string>();
  for (const { name, left } of drawn) for (const { items } of left) for (const item of items) domainOf.set(item, name);
  const units = inOrderOfWorth(
    drawn.flatMap(({ left }) => left),
    random,
  );
  const { taken } = takeExactly(units, wanted) ?? takeFirst(units, wanted) ?? {};
  return taken?.map((unit) => ({ domain: domainOf.get(unit.items[0] as ItemSummary) as string, unit }));
}

const leftOf = (drawn: readonly Drawn[]): number => countOf(drawn.flatMap(({ left }) => left));

function formOf(drawn: readonly Drawn[], onTrial: readonly Placed[], random: Random) {
  const scored = drawn.flatMap(({ name, taken }) => taken.map((unit) => ({ domain: name, unit, isPretest: false })));
  const all = [...scored, ...onTrial.map((one) => ({ ...one, isPretest: true }))];
  const texts = Map.groupBy(all, ({ unit: { items } }) => items[0]?.scenario ?? items[0]?.id);
  return {
    items: shuffled([...texts.values()], random).flatMap((units) =>
      units.flatMap(({ unit: { items }, ...where }) => items.map(({ id }) => ({ id, ...where }))),
    ),
    expected: meanOf(drawn),
    seenBefore: all.flatMap(({ unit }) => unit.items).filter(({ lastSeenAt }) => lastSeenAt !== undefined).length,
  };
}
