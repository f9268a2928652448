import { type BankUnderReview, type ItemRule, inItem, itemsOf, type PlacedItem } from '#domain/authoring/item-rule';
import { type ItemText, optionsOf, textsOf } from '#domain/authoring/item-texts';
import { type CodeSystem, formatCode } from '#domain/codeset/code';
import { ITEM_RELEASES } from '#domain/exam/typed-codes-item';
import { sayMisspelt, sayUnknown } from '#domain/lessons/lesson-codes';

/** Codes by their shapes in running text; not `E11.3-`, and not in `backticks`, where codes stand that are wrong on purpose. */
const SHAPES: [system: CodeSystem, shape: RegExp][] = [
  ['icd10cm', /(?<![\w`.-])[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w`-]|\.\w)/g],
  ['icd10pcs', /(?<![\w`.-])(?=[0-9A-Z]*[A-Z])(?=[0-9A-Z]*\d)[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}(?![\w`-])/g],
  ['hcpcs', /(?<![\w`.-])[A-CE-V]\d{4}(?![\w`-])/g],
  ['px', /(?<![\w`.-])PX\d{3}(?![\w`])/g],
];
/** A category without subdivision is known as a code only where it is all that an option says. */
const WHOLE_CATEGORY = /^[A-Z]\d[0-9A-Z]$/;

interface Named {
  system: CodeSystem;
  written: string;
}

function codesIn({ text, path }: ItemText): Named[] {
  const whole = path[0] === 'options' && path[2] === 'text' && WHOLE_CATEGORY.test(text.trim());
  const found = SHAPES.flatMap(([system, shape]) =>
    [...text.matchAll(shape)].map(([written]) => ({ system, written })),
  );
  return whole ? [...found, { system: 'icd10cm', written: text.trim() }] : found;
}

const ON_PURPOSE =
  'Correct the code, or name one of the starter set (content/codes); a code that is wrong on purpose stands in backticks';

/** Every code that an item or its scenario names is in the starter set of the item's year, spelt as people write it. */
export const itemCodes: ItemRule = {
  name: 'item-codes',
  *check(bank) {
    for (const placed of itemsOf(bank.files)) {
      for (const text of textsOf(placed.item))
        for (const named of codesIn(text)) {
          const problem = problemOf(bank, placed, named);
          if (problem) yield inItem(placed, text.path, problem, ON_PURPOSE);
        }
      yield* rightAreBillable(bank, placed);
    }
  },
};

function find({ starter }: BankUnderReview, { item }: PlacedItem, { system, written }: Named) {
  const label = system === 'hcpcs' || system === 'px' ? ITEM_RELEASES[system] : item.codeSetYear;
  return { label, code: starter.find(system, label, written) };
}

function problemOf(bank: BankUnderReview, placed: PlacedItem, named: Named): string | undefined {
  const { label, code } = find(bank, placed, named);
  if (!code) return sayUnknown(named.system, label, named.written);
  return formatCode(code) === named.written ? undefined : sayMisspelt(named.written, code);
}

/** What a right option names may be reported. */
function* rightAreBillable(bank: BankUnderReview, placed: PlacedItem) {
  for (const [at, { isRight, text }] of optionsOf(placed.item).entries())
    for (const named of isRight ? codesIn({ path: ['options', at, 'text'], text, role: 'asked' }) : [])
      if (find(bank, placed, named).code?.billable === false)
        yield inItem(
          placed,
          ['options', at, 'text'],
          `${named.written} is a header and not billable`,
          'Choose a code below it, or write it with a hyphen (E11.3-) where the header is meant',
        );
}
