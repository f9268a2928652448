import { type ItemRule, inItem, itemsOf } from '#domain/authoring/item-rule';

/** A hotspot is on a drawing that is there, and so are the parts it names. */
export const drawings: ItemRule = {
  name: 'drawings',
  *check({ files, diagrams }) {
    for (const placed of itemsOf(files)) {
      const { item } = placed;
      if (item.type !== 'hotspot') continue;
      const parts = diagrams.get(item.diagram);
      if (!parts) {
        const known = [...diagrams.keys()].join(', ');
        yield inItem(placed, ['diagram'], `there is no drawing ${item.diagram}`, `Use one of: ${known}`);
        continue;
      }
      const fix = `Name a part of content/lessons/diagrams/${item.diagram}.yaml`;
      if (!parts.has(item.part)) yield inItem(placed, ['part'], `the drawing has no part ${item.part}`, fix);
      for (const other of Object.keys(item.others))
        if (!parts.has(other)) yield inItem(placed, ['others', other], `the drawing has no part ${other}`, fix);
    }
  },
};
