import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds wrong with a page as it stands, one sentence a rule; `rules` limits it to some. What is in order is not
 * listed node by node, and the verdict is given in the page itself instead of a second one opened for it: no page here
 * has a frame of another origin, the one thing that way does not see. Takes a quarter of the time.
 */
export async function violationsOf(page: Page, rules: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules.length === 0 ? axe : axe.withRules(rules)).analyze();
  return violations.map(({ id, nodes }) => {
    const found = nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} (${failureSummary})`);
    return `${id}: ${found.join('; ')}`.replace(/\s+/g, ' ');
  });
}
