import { type ItemRule, inFile, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { rightText } from '#domain/authoring/item-texts';
import { shinglesOf } from '#domain/authoring/shingles';
import { formatCode } from '#domain/codeset/code';

/** More codes than these in one answer are the answer to a chart whose key has them too (as in lessons). */
const MOST_IN_COMMON = 2;
/** So many words in a row are a sentence of the chart. */
const WORDS_IN_A_ROW = 9;

const CODE = /[A-Z0-9]{3}(?:\.[0-9A-Z]{1,4})?[0-9A-Z]*/g;

const rightCodes = ({ item }: PlacedItem): string[] =>
  item.type === 'typed-codes' && item.list === 'diagnoses'
    ? item.key.map(({ code }) => formatCode({ system: 'icd10cm', code }))
    : (rightText(item).match(CODE) ?? []);

/** No item tells the story of a chart of the sandbox, or its answer. */
export const notAChart: ItemRule = {
  name: 'not-a-chart',
  *check({ files, charts }) {
    const told = [...charts].map(([slug, { codes, text }]) => ({
      slug,
      codes,
      runs: shinglesOf(text, WORDS_IN_A_ROW),
    }));
    for (const placed of itemsOf(files))
      for (const { slug, codes, runs } of told) {
        const common = [...new Set(rightCodes(placed))].filter((code) => codes.has(code));
        if (common.length > MOST_IN_COMMON)
          yield inItem(
            placed,
            [],
            `it answers the chart ${slug}: its key has ${common.join(', ')} too`,
            'Ask about another case',
          );
        const quoted = quotes(placed.item.stem, runs);
        if (quoted) yield inItem(placed, ['stem'], `the chart ${slug} says “${quoted}”, too`, 'Tell it in other words');
      }
    for (const file of files)
      for (const { slug, runs } of told) {
        const quoted = quotes(file.content.scenario?.text ?? '', runs);
        if (quoted)
          yield inFile(file, ['scenario', 'text'], `the chart ${slug} says “${quoted}”, too`, 'Tell another case');
      }
  },
};

const quotes = (text: string, runs: ReadonlySet<string>): string | undefined =>
  [...shinglesOf(text, WORDS_IN_A_ROW)].find((run) => run.split(' ').length === WORDS_IN_A_ROW && runs.has(run));
