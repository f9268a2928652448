import { type Blueprint, domainName } from '#domain/exam/blueprint';
import type { ShortAssembly } from '#domain/exam/forms/assemble';

/** At most so many short domains are named in one sentence. */
const MOST_NAMED = 3;

/** What the bank lacks for a form, domain by domain, and what is possible in its place. */
export function sayShort(
  blueprint: Blueprint,
  { short, possible }: { short: ShortAssembly; possible?: number },
): string {
  const offer = possible === undefined ? '' : ` An exam of ${possible} minutes is possible.`;
  const { pretest, domains } = short;
  if (pretest)
    return `There are too few questions to try out: ${pretest.has} are left beside the form, ${pretest.wanted} are needed.${offer}`;
  const titles = new Map(blueprint.domains.map((one) => [domainName(blueprint, one), one.title]));
  const named = domains
    .slice(0, MOST_NAMED)
    .map(({ domain, has, wanted }) => `${titles.get(domain) ?? domain} has ${has} of the ${wanted} needed`);
  const rest = domains.length - named.length;
  const more = rest > 0 ? `, and ${rest} more ${rest === 1 ? 'domain is' : 'domains are'} short` : '';
  return `There are too few questions for this yet: ${named.join('; ')}${more}.${offer}`;
}
