import { type Random, randomFrom, type Seed, shuffled } from '#domain/random';
import { type DomainDemand, domainCounts } from './domain-counts.ts';
import { type ItemSummary, takeExactly, type Unit, unitsOf } from './item-pool.ts';

/** What a form has to be. */
export interface FormDemand {
  domains: readonly DomainDemand[];
  /** Items of the form that count. */
  items: number;
  /** Mean expected share right the form shall have, and how far it may be from it. */
  expected: { mean: number; within: number };
}

export interface AssembledForm {
  seed: Seed;
  /** In the order they are asked: domain by domain, scenarios together. */
  items: { id: string; domain: string }[];
  /** Mean expected share right. */
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
export type Assembly = { kind: 'form'; form: AssembledForm } | { kind: 'short'; domains: ShortDomain[] };

interface Drawn {
  name: string;
  taken: Unit[];
  left: Unit[];
}

/**
 * A form from the pool: every domain has exactly its number of items, or it is said which are short. New items come
 * before those seen longest ago; within that it is chance from `seed`. Then items are exchanged within their domains,
 * never for one seen more lately, until the expected difficulty lies in the band. The same arguments give the same form; the order
 * of the pool does not matter. Throws nothing.
 */
export function assembleForm(demand: FormDemand, pool: readonly ItemSummary[], seed: Seed): Assembly {
  const random = randomFrom(seed);
  const counts = domainCounts(demand.domains, demand.items);
  const byDomain = unitsByDomain(demand.domains, pool);
  const drawn: Drawn[] = [];
  const short: ShortDomain[] = [];
  for (const [at, { name }] of demand.domains.entries()) {
    const units = inOrderOfWorth(byDomain.get(name) ?? [], random);
    const wanted = counts?.[at] ?? 0;
    const taken = counts ? takeExactly(units, wanted) : undefined;
    if (taken) drawn.push({ name, taken, left: units.filter((unit) => !taken.includes(unit)) });
    else short.push({ domain: name, wanted, has: units.reduce((sum, { items }) => sum + items.length, 0) });
  }
  if (short.length > 0) return { kind: 'short', domains: short };
  exchangeForDifficulty(drawn, demand);
  return { kind: 'form', form: formOf(drawn, demand, seed, random) };
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

/** New ones in an order of chance, then the seen, the longest ago first. */
function inOrderOfWorth(units: readonly Unit[], random: Random): Unit[] {
  return shuffled(units, random).sort((a, b) => seenAt(a) - seenAt(b));
}

/** 0, before everything, for what was never seen. */
const seenAt = ({ lastSeenAt }: Unit): number => lastSeenAt ?? 0;

/** Exchanges the pair of units that brings the mean nearest to the wish, again and again, until it lies in the band. */
function exchangeForDifficulty(drawn: readonly Drawn[], { expected, items }: FormDemand): void {
  for (let step = 0; step < items; step += 1) {
    const off = meanOf(drawn) - expected.mean;
    if (Math.abs(off) <= expected.within / 2) return;
    const best = bestExchange(drawn, off * items);
    if (!best) return;
    const { domain, out, into } = best;
    domain.taken[domain.taken.indexOf(out)] = into;
    domain.left[domain.left.indexOf(into)] = out;
  }
}

/** `off` is how much too easy the form is, summed over its items. Undefined where no exchange helps. */
function bestExchange(drawn: readonly Drawn[], off: number) {
  let best: { domain: Drawn; out: Unit; into: Unit } | undefined;
  let nearest = Math.abs(off) - 1e-9;
  for (const domain of drawn)
    for (const out of domain.taken)
      for (const into of domain.left) {
        if (out.items.length !== into.items.length || seenAt(into) > seenAt(out)) continue;
        const rest = Math.abs(off + (into.expected - out.expected) * out.items.length);
        if (rest < nearest) [best, nearest] = [{ domain, out, into }, rest];
      }
  return best;
}

const itemsOf = (drawn: readonly Drawn[]): ItemSummary[] =>
  drawn.flatMap(({ taken }) => taken.flatMap(({ items }) => items));

function meanOf(drawn: readonly Drawn[]): number {
  const items = itemsOf(drawn);
  return items.reduce((sum, { expected }) => sum + expected, 0) / Math.max(1, items.length);
}

function formOf(drawn: readonly Drawn[], { expected }: FormDemand, seed: Seed, random: Random): AssembledForm {
  const mean = meanOf(drawn);
  return {
    seed,
    items: drawn.flatMap(({ name, taken }) =>
      shuffled(taken, random).flatMap(({ items }) => items.map(({ id }) => ({ id, domain: name }))),
    ),
    expected: mean,
    isInBand: Math.abs(mean - expected.mean) <= expected.within,
    seenBefore: itemsOf(drawn).filter(({ lastSeenAt }) => lastSeenAt !== undefined).length,
  };
}
