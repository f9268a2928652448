// Prints what 1,000 assembled forms of each exam are like that the bank has items for: whether every domain has its
// number, how near the difficulty is to what was asked for, and how much two forms have in common, beside drawing at random.
import { cpus } from 'node:os';
import { getBlueprints } from '#db/read-blueprints';
import { readAllItems } from '#db/read-items';
import { assembleForm, type FormDemand } from '#domain/exam/assemble';
import { domainCounts } from '#domain/exam/domain-counts';
import { formDemand } from '#domain/exam/form-demand';
import type { ItemSummary } from '#domain/exam/item-pool';
import { randomFrom, type Seed, shuffled } from '#domain/random';

const FORMS = 1000;
const MEAN = 0.66;
const bank: ItemSummary[] = readAllItems('.').flatMap(({ source: { value } }) =>
  value.items.map(({ id, domains, difficulty }) => ({
    id,
    domains,
    expected: difficulty,
    ...(value.scenario && { scenario: value.scenario.id }),
  })),
);

interface Form {
  items: { id: string; domain: string }[];
  expected: number;
}

/** The peer: the same number of items of each domain by lot, scenarios and difficulty left to chance. */
function drawn({ domains, items }: FormDemand, seed: Seed): Form {
  const random = randomFrom(seed);
  const counts = domainCounts(domains, items) ?? [];
  const taken = domains.flatMap(({ name }, at) =>
    shuffled(
      bank.filter((item) => item.domains.find((one) => one.startsWith(`${name.split('/')[0]}/`)) === name),
      random,
    )
      .slice(0, counts[at])
      .map((item) => ({ ...item, domain: name })),
  );
  return { items: taken, expected: taken.reduce((sum, { expected }) => sum + expected, 0) / taken.length };
}

/** Whether a form has some, but not all, of a domain's questions about one text. */
function isTorn({ items }: Form): boolean {
  const domainOf = new Map(items.map(({ id, domain }) => [id, domain]));
  const exam = items[0]?.domain.split('/')[0];
  const own = bank.flatMap(({ id, scenario, domains }) => {
    const domain = domains.find((one) => one.startsWith(`${exam}/`));
    return scenario === undefined || domain === undefined ? [] : [{ id, text: `${scenario} ${domain}` }];
  });
  return [...Map.groupBy(own, ({ text }) => text).values()].some((texts) => {
    const there = texts.filter(({ id }) => domainOf.has(id)).length;
    return there > 0 && there < texts.length;
  });
}

function describeForms(name: string, how: string, demand: FormDemand, forms: readonly Form[], ms: number) {
  const { mean, within } = demand.expected;
  const counts = domainCounts(demand.domains, demand.items) ?? [];
  const isExact = ({ items }: Form) =>
    demand.domains.every((domain, at) => items.filter((item) => item.domain === domain.name).length === counts[at]);
  const means = forms.map(({ expected }) => expected);
  const overlaps = forms.slice(1).map(({ items }, at) => {
    const before = new Set(forms[at]?.items.map(({ id }) => id));
    return items.filter(({ id }) => before.has(id)).length / items.length;
  });
  const share = (count: number) => `${((100 * count) / forms.length).toFixed(1)} %`;
  return {
    exam: name,
    how,
    items: demand.items,
    'every count exact': share(forms.filter(isExact).length),
    [`expected ${mean} ± ${within}`]: share(means.filter((one) => Math.abs(one - mean) <= within).length),
    'least to most': `${Math.min(...means).toFixed(3)} to ${Math.max(...means).toFixed(3)}`,
    'scenarios torn': share(forms.filter(isTorn).length),
    'in common with the form before': `${((100 * overlaps.reduce((sum, one) => sum + one, 0)) / overlaps.length).toFixed(0)} %`,
    'ms a form': (ms / forms.length).toFixed(2),
  };
}

const rows = [];
const short: string[] = [];
for (const blueprint of getBlueprints('.')) {
  const demand = formDemand(blueprint, MEAN);
  if (!demand) continue;
  const began = performance.now();
  const made = Array.from({ length: FORMS }, (_, seed) => assembleForm(demand, bank, (seed + 1) as Seed));
  const took = performance.now() - began;
  const [first] = made;
  if (first?.kind === 'short') {
    const lacking = first.domains.map(({ domain, wanted, has }) => `${domain} ${has} of ${wanted}`);
    short.push(`${blueprint.name}: no whole form yet; ${lacking.join(', ')}`);
    continue;
  }
  const forms = made.flatMap((one) => (one.kind === 'form' ? [one.form] : []));
  rows.push(describeForms(blueprint.name, 'assembled', demand, forms, took));
  const again = performance.now();
  const lots = Array.from({ length: FORMS }, (_, seed) => drawn(demand, (seed + 1) as Seed));
  rows.push(describeForms(blueprint.name, 'by lot', demand, lots, performance.now() - again));
}
console.log(`${FORMS} forms of each exam from ${bank.length} items; ${cpus()[0]?.model}, Node ${process.version}`);
console.table(rows);
for (const line of short) console.log(line);
