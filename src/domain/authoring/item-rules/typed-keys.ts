import {
  type BankUnderReview,
  type ItemIssue,
  type ItemRule,
  inItem,
  itemsOf,
  type PlacedItem,
} from '#domain/authoring/item-rule';
import type { KeyUnderReview } from '#domain/authoring/key-rule';
import { lintKey } from '#domain/authoring/lint';
import { codesExist } from '#domain/authoring/rules/codes-exist';
import { fitsSetting } from '#domain/authoring/rules/fits-setting';
import { modifiers } from '#domain/authoring/rules/modifiers';
import { order } from '#domain/authoring/rules/order';
import { pinnedYear } from '#domain/authoring/rules/pinned-year';
import { presentOnAdmission } from '#domain/authoring/rules/present-on-admission';
import { somethingToCount } from '#domain/authoring/rules/something-to-count';
import { modelAnswer } from '#domain/chart/answer-key';
import type { EditCode } from '#domain/codeset/edit-finding';
import { editFindings } from '#domain/codeset/edits';
import { contextOf } from '#domain/exam/items/judge-typed-codes';
import { asksPoa, keyOf, releasesOfItem, type TypedCodesItem } from '#domain/exam/items/typed-codes-item';

const ALWAYS = [codesExist, order, modifiers, fitsSetting, pinnedYear, somethingToCount];

/** Edits that hold however few of a record's codes an item asks for. */
const OF_PARTS: ReadonlySet<EditCode> = new Set([
  'invalid-code',
  'not-billable',
  'outdated-code',
  'seventh-character',
  'demographic-conflict',
  'excludes1',
  'duplicate',
  'laterality',
  'unbundled',
  'units',
  'modifier',
]);

/** The key of typed codes holds what the key of a chart has to hold, as far as it has the same parts. */
export const typedKeys: ItemRule = {
  name: 'typed-keys',
  *check(bank) {
    for (const placed of itemsOf(bank.files))
      if (placed.item.type === 'typed-codes') yield* ofItem(bank, placed, placed.item);
  },
};

function* ofItem(bank: BankUnderReview, placed: PlacedItem, item: TypedCodesItem): Iterable<ItemIssue> {
  const subject = asKey(bank, item);
  const rules = asksPoa(item) ? [...ALWAYS, presentOnAdmission] : ALWAYS;
  for (const { file, path, message, fix } of lintKey(subject, rules))
    yield inItem(placed, file === 'case' ? ['encounter'] : below(path), message, fix);
  const context = contextOf(item, bank.catalogOf(item));
  for (const finding of editFindings(modelAnswer(keyOf(item)), context.encounter, context.catalog))
    if (finding.severity === 'error' && OF_PARTS.has(finding.code))
      yield inItem(
        placed,
        ['key', finding.entry],
        finding.message.replace(/\.$/, ''),
        `Correct the key so that the edit ${finding.code} is silent`,
      );
}

/** `diagnoses[1].code` of a key is `key[1].code` of an item. */
const below = ([list, ...rest]: PropertyKey[]): PropertyKey[] =>
  list === 'notCoded' ? ['notCoded', ...rest] : ['key', ...rest];

/** The item as the rules of answer keys take one: a chart without documents. */
function asKey(bank: BankUnderReview, item: TypedCodesItem): KeyUnderReview {
  const { encounter, catalog } = contextOf(item, bank.catalogOf(item));
  const jobGuideline = {
    id: 'item',
    version: 1,
    title: '',
    externalCauses: 'optional' as const,
    chronicConditions: 'all-reportable' as const,
    secondaryOrderCounts: false,
    rules: [],
  };
  const { pins } = releasesOfItem(item);
  const facts = { slug: item.id, title: '', specialty: '', difficulty: 'medium' as const, documents: [] };
  return {
    chart: { ...facts, encounter, pins, jobGuideline },
    key: keyOf(item),
    catalog,
    caseText: '',
    hasReview: true,
  };
}
