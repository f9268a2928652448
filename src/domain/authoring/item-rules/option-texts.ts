import { type ItemIssue, type ItemRule, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { optionsOf } from '#domain/authoring/item-texts';
import { wordsOf } from '#domain/authoring/shingles';

const ABOVE =
  /\b(?:all|none|both|any|neither|either) of (?:the (?:above|others?|options|answers)|these|them)\b|\b(?:both|either|neither) [A-F] (?:and|or|nor) [A-F]\b|\b[A-F] and [A-F] (?:are|only)\b/i;

/** A list of codes may be a part of a longer one: which codes belong on the sheet is what is asked then. */
const IS_CODES =
  /^(?:`?(?:PX\d{3}|[A-Z0-9][0-9A-Z.]{2,7})(?:-[A-Z0-9]{2})*`?(?:\s*(?:,|;|\+|and|then|×\s*\d+)\s*|\s+|$))+$/;

/** Terms of a code set hold one another as they are: Percutaneous, Percutaneous Endoscopic. */
const WORDS_OF_A_TERM = 3;

/** Options stand for themselves: none points at others, repeats or contains one. */
export const optionTexts: ItemRule = {
  name: 'option-texts',
  *check({ files }) {
    for (const placed of itemsOf(files))
      for (const [index, { text }] of optionsOf(placed.item).entries()) {
        if (ABOVE.test(text))
          yield inItem(placed, at(index), `“${text}” points at other options`, 'Offer something in its own words');
        yield* containsOther(placed, index, text);
      }
  },
};

function* containsOther(placed: PlacedItem, index: number, text: string): Iterable<ItemIssue> {
  const own = ` ${wordsOf(text).join(' ')} `;
  for (const [place, other] of optionsOf(placed.item).entries()) {
    const others = ` ${wordsOf(other.text).join(' ')} `;
    if (place === index || !own.includes(others)) continue;
    if (own === others) {
      if (place < index) yield inItem(placed, at(index), `“${text}” stands there twice`, 'Offer something else');
    } else if (!IS_CODES.test(text) && wordsOf(text).length > WORDS_OF_A_TERM)
      yield inItem(placed, at(index), `“${text}” contains the option “${other.text}”`, 'Reword one of them');
  }
}

const at = (index: number): PropertyKey[] => ['options', index, 'text'];
