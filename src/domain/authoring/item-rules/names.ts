import { type BankUnderReview, type ItemRule, inFile, inItem, itemsOf } from '#domain/authoring/item-rule';
import { sameWords } from '#domain/authoring/shingles';

/** Items and scenarios have names of their own in the whole bank, and no scenario tells the story of another. */
export const names: ItemRule = {
  name: 'names',
  *check(bank) {
    const taken = new Map<string, string>();
    for (const placed of itemsOf(bank.files)) {
      const other = taken.get(placed.item.id);
      if (other !== undefined)
        yield inItem(placed, ['id'], `db/items/${other}.yaml has an item of this name`, 'Give it a name of its own');
      taken.set(placed.item.id, placed.file.id);
    }
    yield* scenarios(bank);
  },
};

/** Two records of which this share of word triples agrees are one record with other numbers. */
const SAME_STORY = 0.6;

function* scenarios({ files }: BankUnderReview) {
  const told = files.filter(({ content }) => content.scenario);
  for (const [index, file] of told.entries())
    for (const other of told.slice(0, index)) {
      const [own, earlier] = [file.content.scenario, other.content.scenario];
      if (own?.id === earlier?.id)
        yield inFile(file, ['scenario', 'id'], `db/items/${other.id}.yaml has a scenario ${own?.id}`, 'Rename one');
      if (sameWords(own?.text ?? '', earlier?.text ?? '') >= SAME_STORY)
        yield inFile(
          file,
          ['scenario', 'text'],
          `the scenario is nearly that of db/items/${other.id}.yaml`,
          'Tell another case, or put the items into one file',
        );
    }
}
