import { type RuleContext, runRules, unknownRule } from '#db/exchange/qti/response-rules';
import { allNamed, childNamed, childrenNamed, elementsOf, parseXml, type XmlElement } from '#db/exchange/qti/xml-tree';

/** Rules are run once per answer tried; an item's have a few dozen elements. */
const MOST_RULES = 4_000;

/** An item's rules, ready to be run on one answer after the other, or the first of them that cannot be followed. */
export type RuleTrial =
  | {
      rules: readonly XmlElement[];
      run: (values: readonly string[]) => ReadonlyMap<string, readonly string[]>;
      unknown?: undefined;
    }
  | { unknown: XmlElement };

/** Prepares the rules of an item for trials of the answer called `identifier`. */
export function ruleTrial(item: XmlElement, identifier: string): RuleTrial {
  const outcomes = childrenNamed(item, 'outcomeDeclaration');
  const processing = childNamed(item, 'responseProcessing');
  const rules = rulesOf(processing);
  const unknown = processing && countElements(processing) > MOST_RULES ? processing : unknownRule(rules);
  if (unknown) return { unknown };
  const declarations = new Map(
    childrenNamed(item, 'responseDeclaration').map((one) => [one.attributes.identifier ?? '', one]),
  );
  return {
    rules,
    run: (value) => runRules(rules, outcomes, { declarations, response: { identifier, value } } satisfies RuleContext),
  };
}

/**
 * What the rules of an item give for an answer; undefined when they set no score of their own or cannot be followed.
 */
export function scoring(item: XmlElement, identifier: string): ((values: readonly string[]) => number) | undefined {
  const trial = ruleTrial(item, identifier);
  if (trial.unknown) return undefined;
  const isScored = trial.rules
    .flatMap((rule) => (rule.name === SET ? [rule] : allNamed(rule, new Set([SET]))))
    .some(({ attributes }) => attributes.identifier === 'SCORE');
  if (!isScored) return undefined;
  return (values) => Number(trial.run(values).get('SCORE')?.[0] ?? 0) || 0;
}

const SET = 'setOutcomeValue';

/** Templates are named by address. Those of Common Cartridge say something, too; `match_correct` tells nothing new. */
function rulesOf(processing: XmlElement | undefined): XmlElement[] {
  const template = /(CC2_[a-z_]+|map_response)(?:\.xml)?$/.exec(processing?.attributes.template ?? '')?.[1];
  if (template === undefined || !Object.hasOwn(TEMPLATES, template)) return processing ? elementsOf(processing) : [];
  const rules = (TEMPLATES[template] ?? []).join('');
  return elementsOf(parseXml(new TextEncoder().encode(`<rules>${rules}</rules>`)));
}

const verdict = (outcome: string, test: string): string => {
  const set = (said: string) =>
    `<setOutcomeValue identifier="${outcome}"><baseValue baseType="identifier">${said}</baseValue></setOutcomeValue>`;
  return `<responseCondition><responseIf>${test}${set('correct')}</responseIf><responseElse>${set('incorrect')}</responseElse></responseCondition>`;
};
const GIVEN = '<variable identifier="RESPONSE"/>';
const BASIC = verdict('FEEDBACKBASIC', `<match>${GIVEN}<correct identifier="RESPONSE"/></match>`);
const MAPPED = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>';
const TEMPLATES: Record<string, readonly string[]> = {
  map_response: [MAPPED],
  CC2_match_basic: [BASIC],
  CC2_match: [BASIC, `<setOutcomeValue identifier="FEEDBACK">${GIVEN}</setOutcomeValue>`],
  CC2_map_response: [
    MAPPED,
    verdict('FEEDBACK', '<equal><variable identifier="MAXSCORE"/><variable identifier="SCORE"/></equal>'),
  ],
};

const countElements = (element: XmlElement): number =>
  elementsOf(element).reduce((sum, child) => sum + countElements(child), 1);
