import { type ItemRule, inItem, itemsOf } from '#domain/authoring/item-rule';
import { textsOf } from '#domain/authoring/item-texts';
import { wordsOf } from '#domain/authoring/shingles';

/** Feedback says why, of this answer: nothing is said twice in a file, and nothing says no more than right or wrong. */
export const feedback: ItemRule = {
  name: 'feedback',
  *check({ files }) {
    for (const file of files) {
      const said = new Map<string, string>();
      for (const placed of itemsOf([file]))
        for (const { path, text } of textsOf(placed.item).filter(({ role }) => role === 'feedback')) {
          const words = wordsOf(text).join(' ');
          const earlier = said.get(words);
          if (earlier !== undefined)
            yield inItem(
              placed,
              path,
              `the same is said of another answer of ${earlier}`,
              'Say what is wrong with this one',
            );
          said.set(words, placed.item.id);
          if (SAYS_NOTHING.test(text))
            yield inItem(placed, path, `“${text}” says no reason`, 'Say why, in one to three sentences');
        }
    }
  },
};

const SAYS_NOTHING =
  /^(?:this (?:answer |option |one )?is |that is )?(?:right|correct|wrong|incorrect|not correct)[.!]*$/i;
