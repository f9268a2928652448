import { type ItemRule, inItem, itemsOf } from '#domain/authoring/item-rule';
import { type CitationTargets, citationFlaw } from '#domain/authoring/rules/citations';
import type { Item } from '#domain/exam/items/item-file';
import { releaseOf } from '#domain/lessons/lesson-codes';

/** Every citation of an item with the way to it. */
function citesOf(item: Item): { path: PropertyKey[]; cite: string }[] {
  const own = item.cites.map((cite, index) => ({ path: ['cites', index], cite }));
  if (item.type !== 'typed-codes') return own;
  const ofKey = item.key.flatMap(({ cites }, at) =>
    cites.map((cite, index) => ({ path: ['key', at, 'cites', index], cite })),
  );
  return [...own, ...ofKey];
}

/** Every rule is cited so that it can be looked up: judged by what judges keys and lessons. */
export const itemCitations: ItemRule = {
  name: 'item-citations',
  *check({ files, starter, guidelineSections, practiceRules }) {
    for (const placed of itemsOf(files)) {
      const codes = { starter, year: placed.item.codeSetYear };
      const catalog: CitationTargets['catalog'] = {
        find: (system, code) => starter.find(system, releaseOf(codes, system), code),
      };
      for (const { path, cite } of citesOf(placed.item)) {
        const flaw = citationFlaw({ guidelineSections, practiceRules, catalog }, cite);
        if (flaw) yield inItem(placed, path, flaw.message, flaw.fix);
      }
    }
  },
};
