import { codesInText, type WrittenCode } from '#domain/authoring/codes-in-text';
import { type BankUnderReview, type ItemRule, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { optionsOf, textsOf } from '#domain/authoring/item-texts';
import { formatCode } from '#domain/codeset/code';
import { ITEM_RELEASES } from '#domain/exam/items/typed-codes-item';
import { sayMisspelt, sayUnknown } from '#domain/lessons/lesson-codes';

const ON_PURPOSE =
  'Correct the code; npm run codes:starter adds its family where it is right; one that is wrong on purpose stands in backticks';

/** Every code that an item names is in the starter set of the item's year, spelt as people write it. */
export const itemCodes: ItemRule = {
  name: 'item-codes',
  *check(bank) {
    for (const placed of itemsOf(bank.files)) {
      // An entry of a form is what somebody typed: `A1` and `I10` are no codes there unless a box is for codes.
      for (const { path, text, role } of textsOf(placed.item))
        for (const named of role === 'answer' ? [] : codesInText(text)) {
          const problem = problemOf(bank, placed, named);
          if (problem) yield inItem(placed, path, problem, ON_PURPOSE);
        }
      yield* rightAreBillable(bank, placed);
    }
  },
};

function find({ starter }: BankUnderReview, { item }: PlacedItem, { system, written }: WrittenCode) {
  const label = system === 'hcpcs' || system === 'px' ? ITEM_RELEASES[system] : item.codeSetYear;
  return { label, code: starter.find(system, label, written) };
}

function problemOf(bank: BankUnderReview, placed: PlacedItem, named: WrittenCode): string | undefined {
  const { label, code } = find(bank, placed, named);
  if (!code) return sayUnknown(named.system, label, named.written);
  return formatCode(code) === named.written ? undefined : sayMisspelt(named.written, code);
}

/** What a right option names may be reported. */
function* rightAreBillable(bank: BankUnderReview, placed: PlacedItem) {
  for (const [at, { isRight, text }] of optionsOf(placed.item).entries())
    for (const named of isRight ? codesInText(text) : [])
      if (find(bank, placed, named).code?.billable === false)
        yield inItem(
          placed,
          ['options', at, 'text'],
          `${named.written} is a header and not billable`,
          'Choose a code below it, or write it with a hyphen (E11.3-) where the header is meant',
        );
}
