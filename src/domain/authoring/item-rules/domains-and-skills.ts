import { type ItemRule, inItem, itemsOf } from '#domain/authoring/item-rule';

/** Domains are of the blueprints, skills of the graph. */
export const domainsAndSkills: ItemRule = {
  name: 'domains-and-skills',
  *check({ files, domains, skills }) {
    for (const placed of itemsOf(files)) {
      for (const [index, id] of placed.item.domains.entries())
        if (!domains.has(id))
          yield inItem(placed, ['domains', index], `no blueprint has the domain ${id}`, nearest(id, domains));
      for (const [index, id] of placed.item.skills.entries())
        if (!skills.has(id))
          yield inItem(
            placed,
            ['skills', index],
            `there is no skill ${id}`,
            'Name an id of src/domain/study/skills.ts',
          );
    }
  },
};

/** The domains of the blueprint that was meant. */
function nearest(id: string, domains: ReadonlySet<string>): string {
  const blueprint = `${id.split('/')[0]}/`;
  const known = [...domains].filter((one) => one.startsWith(blueprint));
  return known.length > 0 ? `Use one of: ${known.join(', ')}` : 'Name a blueprint of content/blueprints and its domain';
}
