// Prints what 1,000 assembled forms of each exam and scope are like that the bank has items for: whether every count is
// met, how near the difficulty is to what was asked for, how much forms have in common, and the time of one. Whole forms
// stand beside drawing by lot. An exam the bank has no whole form of is measured on a made-up pool, and said so: its rows
// tell of the assembly with that exam's counts, not of questions anybody could sit. Every stranger's form is made twice,
// the second time from the pool in another order, and has to be the same.
import { cpus } from 'node:os';
import { getBlueprints } from '#db/read-blueprints';
import { readAllItems } from '#db/read-items';
import { type Blueprint, domainName } from '#domain/exam/blueprint';
import { type AssembledForm, assembleForm, type FormDemand } from '#domain/exam/forms/assemble';
import { domainCounts } from '#domain/exam/forms/domain-counts';
import { partsOf } from '#domain/exam/forms/exam-pace';
import { examPool, examSupply } from '#domain/exam/forms/exam-supply';
import { EXPECTED_SHARE, type FormChoice, formDemand } from '#domain/exam/forms/form-demand';
import type { ItemSummary } from '#domain/exam/forms/item-pool';
import { randomFrom, type Seed, shuffled } from '#domain/random';
import type { Instant } from '#domain/time';

const FORMS = 1000;
/** Sittings of one person, one after the other; so many people make the forms. */
const SITTINGS = 10;
const bank: ItemSummary[] = readAllItems('.').flatMap(({ source: { value } }) =>
  value.items.map(({ id, domains, difficulty }) => ({
    id,
    domains,
    expected: difficulty,
    ...(value.scenario && { scenario: value.scenario.id }),
  })),
);

type Form = Pick<AssembledForm, 'items' | 'expected'>;
interface Timed {
  form: Form;
  ms: number;
}

function timed(demand: FormDemand, pool: readonly ItemSummary[], seed: number): Timed {
  const began = performance.now();
  const made = assembleForm(demand, pool, seed as Seed);
  const ms = performance.now() - began;
  if (made.kind === 'short') throw new Error(`seed ${seed}: ${JSON.stringify(made)}`);
  return { form: made.form, ms };
}

/** Whether the same seed gives the same form, also from the pool in another order. */
const isSameAgain = (demand: FormDemand, pool: readonly ItemSummary[], { form }: Timed, seed: number): boolean =>
  JSON.stringify(timed(demand, pool.toReversed(), seed).form) === JSON.stringify(form);

/** One form each for 1,000 people who have seen nothing. */
const ofStrangers = (demand: FormDemand, pool: readonly ItemSummary[]): Timed[] =>
  Array.from({ length: FORMS }, (_, at) => timed(demand, pool, at + 1));

/** 100 people sit ten forms each, one after the other. */
function ofPeople(demand: FormDemand, pool: readonly ItemSummary[]): Timed[][] {
  return Array.from({ length: FORMS / SITTINGS }, (_, person) => {
    const seen = new Map<string, Instant>();
    return Array.from({ length: SITTINGS }, (_unused, sitting) => {
      const known = pool.map((item) => {
        const lastSeenAt = seen.get(item.id);
        return lastSeenAt === undefined ? item : { ...item, lastSeenAt };
      });
      const made = timed(demand, known, person * SITTINGS + sitting + 1);
      for (const { id } of made.form.items) seen.set(id, (sitting + 1) as Instant);
      return made;
    });
  });
}

/** The peer: the same number of items of each domain by lot, scenarios and difficulty left to chance. */
function byLot({ domains, items }: FormDemand, pool: readonly ItemSummary[], seed: number): Timed {
  const began = performance.now();
  const random = randomFrom(seed as Seed);
  const counts = domainCounts(domains, items) ?? [];
  const taken = domains.flatMap(({ name }, at) =>
    shuffled(
      pool.filter((item) => item.domains[0] === name),
      random,
    )
      .slice(0, counts[at])
      .map((item) => ({ ...item, domain: name, isPretest: false })),
  );
  const expected = taken.reduce((sum, one) => sum + one.expected, 0) / taken.length;
  return { form: { items: taken, expected }, ms: performance.now() - began };
}

/** Every domain has its number: exactly where the blueprint gives it, else within one of its share. */
function isMet({ domains, items, pretest = 0, isPart = false }: FormDemand, { items: asked }: Form): boolean {
  const scored = asked.filter(({ isPretest }) => !isPretest);
  const counts = domainCounts(domains, items) ?? [];
  const whole = domains.reduce((sum, one) => sum + (one.items ?? 0), 0);
  const fits = domains.every(({ name, items: weight = 0 }, at) => {
    const count = scored.filter(({ domain }) => domain === name).length;
    return isPart ? Math.abs(count - (weight / whole) * items) < 1 : count === counts[at];
  });
  const names = new Set(asked.map(({ id }) => id));
  return fits && scored.length === items && asked.length === items + pretest && names.size === asked.length;
}

/** Whether a form has some, but not all, of a domain's items about one text. */
function isTorn({ items }: Form, pool: readonly ItemSummary[]): boolean {
  const asked = new Set(items.map(({ id }) => id));
  const texts = Map.groupBy(
    pool.filter(({ scenario }) => scenario !== undefined),
    ({ scenario, domains }) => `${scenario} ${domains[0]}`,
  );
  return [...texts.values()].some((own) => {
    const there = own.filter(({ id }) => asked.has(id)).length;
    return there > 0 && there < own.length;
  });
}

/** The share of a form's items that another one has as well. */
function inCommon({ items }: Form, other: Form): number {
  const before = new Set(other.items.map(({ id }) => id));
  return items.filter(({ id }) => before.has(id)).length / items.length;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const overlap = (shares: readonly number[]): string => `${percent(meanOf(shares))}, ${percent(Math.max(...shares))}`;

const farthest = (made: readonly Timed[], mean: number): string =>
  Math.max(...made.map(({ form }) => Math.abs(form.expected - mean))).toFixed(3);

function describe(
  name: string,
  demand: FormDemand,
  pool: readonly ItemSummary[],
  strangers: readonly Timed[],
  people: readonly Timed[][],
) {
  const { mean, within } = demand.expected;
  const isByLot = people.length === 0;
  const all = [...strangers, ...people.flat()];
  const share = (made: readonly Timed[], holds: (form: Form) => boolean) =>
    made.length === 0 ? '' : percent(made.filter(({ form }) => holds(form)).length / made.length);
  const isIn = ({ expected }: Form) => Math.abs(expected - mean) <= within + 1e-9;
  const means = strangers.map(({ form }) => form.expected);
  const steps = people.flatMap((own) => own.slice(1).map(({ form }, at) => inCommon(form, (own[at] as Timed).form)));
  const seconds = people.map(([first, second]) => inCommon((second as Timed).form, (first as Timed).form));
  const pairs = strangers.slice(1).map(({ form }, at) => inCommon(form, (strangers[at] as Timed).form));
  const times = all.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    form: name,
    items: demand.items + (demand.pretest ?? 0),
    'of a pool of': pool.filter(({ domains }) => demand.domains.some((one) => one.name === domains[0])).length,
    'counts met': share(all, (form) => isMet(demand, form)),
    'expected ± band': `${mean.toFixed(3)} ± ${within}`,
    'least to most': `${Math.min(...means).toFixed(3)} to ${Math.max(...means).toFixed(3)}`,
    'in band': share(strangers, isIn),
    'in band, 10 of a person': share(people.flat(), isIn),
    'farthest off, 10 of a person': isByLot ? '' : farthest(people.flat(), mean),
    'same again': isByLot
      ? ''
      : percent(strangers.filter((made, at) => isSameAgain(demand, pool, made, at + 1)).length / strangers.length),
    'texts torn': share(strangers, (form) => isTorn(form, pool)),
    'any two in common (mean, most)': overlap(pairs),
    'second with first': seconds.length > 0 ? overlap(seconds) : '',
    'one with the one before': steps.length > 0 ? overlap(steps) : '',
    'ms (mean, most)': `${meanOf(times).toFixed(2)}, ${(times.at(-1) ?? 0).toFixed(1)}`,
  };
}

/** The choices that are measured: a mock, every length, single domains, and three domains as weakness takes them. */
function choicesOf(blueprint: Blueprint, pool: readonly ItemSummary[]): [string, FormChoice][] {
  const parts = partsOf(blueprint);
  const names = blueprint.domains.map((domain) => domainName(blueprint, domain));
  const has = (name: string) => pool.filter(({ domains }) => domains[0] === name).length;
  const short = parts.map(({ minutes }): [string, FormChoice] => [
    `short, ${minutes} min`,
    { scope: 'short', minutes },
  ]);
  const domain = names.flatMap((name) =>
    parts
      .filter(({ items }) => items <= has(name))
      .slice(0, 2)
      .map(({ minutes }): [string, FormChoice] => [
        `${name.split('/')[1]}, ${minutes} min`,
        { scope: 'domain', minutes, domains: [name] },
      ]),
  );
  const weak = names.slice(-3);
  return [
    ['mock', { scope: 'mock' }],
    ...short,
    ...domain,
    ['three weak ones, 30 min', { scope: 'weakness', minutes: 30, domains: weak }],
  ];
}

/** So many questions for each place of a form, as the bank has for the CPC. */
const FOR_EACH_PLACE = 2.24;
/** A domain about texts has nothing else; of the others every sixth unit is two questions about one. */
const TEXTS = { ofCases: [2, 3, 4, 5, 4, 3], ofOthers: [1, 1, 1, 1, 1, 2] };
const isAboutTexts = (id: string): boolean => /case|auditing/.test(id);

/**
 * A made-up pool for an exam without questions: as large for its counts as the bank is for the CPC, with the shares right
 * that the bank has, moved so that their mean is what whole forms are to have.
 */
function madeUpPool(blueprint: Blueprint): ItemSummary[] {
  const random = randomFrom(2026 as Seed);
  const moved = EXPECTED_SHARE - meanOf(bank.map(({ expected }) => expected));
  const demand = formDemand(blueprint, { scope: 'mock' }, []);
  const counts = demand ? (domainCounts(demand.domains, demand.items + (demand.pretest ?? 0)) ?? []) : [];
  return (demand?.domains ?? []).flatMap(({ name }, at) => {
    const sizes = isAboutTexts(name) ? TEXTS.ofCases : TEXTS.ofOthers;
    const items: ItemSummary[] = [];
    for (let unit = 0; items.length < Math.ceil(FOR_EACH_PLACE * (counts[at] ?? 0)); unit += 1) {
      const size = sizes[unit % sizes.length] as number;
      const text = `made-up-${name}-${unit}`;
      for (let place = 0; place < size; place += 1) {
        const like = bank[Math.floor(random() * bank.length)] as ItemSummary;
        const own = { id: `${text}-${place}`, domains: [name], expected: like.expected + moved };
        items.push(size === 1 ? own : { ...own, scenario: text });
      }
    }
    return items;
  });
}

function measure(blueprint: Blueprint, pool: readonly ItemSummary[]) {
  return choicesOf(blueprint, pool).flatMap(([name, choice]) => {
    const demand = formDemand(blueprint, choice, pool);
    if (!demand) return [];
    const row = describe(name, demand, pool, ofStrangers(demand, pool), ofPeople(demand, pool));
    if (choice.scope !== 'mock') return [row];
    const lots = Array.from({ length: FORMS }, (_, at) => byLot(demand, pool, at + 1));
    return [row, describe('mock, by lot', { ...demand, pretest: 0 }, pool, lots, [])];
  });
}

const lacking: string[] = [];
console.log(`${FORMS} forms of strangers and ${FORMS} of ${FORMS / SITTINGS} people with ${SITTINGS} sittings each`);
console.log(`The bank has ${bank.length} questions. ${cpus()[0]?.model}, Node ${process.version}`);
for (const blueprint of getBlueprints('.')) {
  const real = examPool(blueprint, bank);
  const supply = examSupply(blueprint, real);
  if (!supply.canMock) {
    const short = supply.lacking?.domains.map(({ domain, wanted, has }) => `${domain} ${has} of ${wanted}`);
    lacking.push(`${blueprint.name}: no whole form yet; ${short?.join(', ') ?? 'its domains are not known'}`);
  }
  const pool = supply.canMock ? real : madeUpPool(blueprint);
  if (pool.length === 0) continue;
  console.log(
    supply.canMock
      ? `\n${blueprint.name} · REAL BANK, ${pool.length} questions`
      : `\n${blueprint.name} · MADE-UP POOL, ${pool.length} questions that do not exist: nobody can sit this exam yet`,
  );
  console.table(measure(blueprint, pool));
}
console.log('\nIn the real bank:');
for (const line of lacking) console.log(line);
