import { childNamed, childrenNamed, elementsOf, textOf, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';

/** A value of QTI, whatever its cardinality; null is written as no value at all. */
type Value = readonly string[];

/** What rules are run on. */
export interface RuleContext {
  /** `responseDeclaration` by identifier. */
  declarations: ReadonlyMap<string, XmlElement>;
  /** The response under trial; the others are null. */
  response: { identifier: string; value: Value };
}

const TRUE: Value = ['true'];
const isTrue = (value: Value): boolean => value[0] === 'true';
const truth = (is: boolean): Value => (is ? TRUE : ['false']);

/** Values of `correctResponse` or `defaultValue` of a declaration. */
export const declaredValues = (
  declaration: XmlElement | undefined,
  of: 'correctResponse' | 'defaultValue',
): string[] =>
  declaration === undefined
    ? []
    : childrenNamed(declaration, of).flatMap((values) =>
        childrenNamed(values, 'value').map((one) => trimmed(textOf(one))),
      );

/** Rules and parts of them that are neither operators nor named below. */
const STRUCTURE = new Set([
  'setOutcomeValue',
  'responseCondition',
  'responseIf',
  'responseElseIf',
  'responseElse',
  'responseProcessingFragment',
  'baseValue',
  'null',
  'correct',
  'variable',
  'mapResponse',
]);

/** Numbers that need only be near are not compared here. */
const isNear = ({ name, attributes }: XmlElement): boolean =>
  name === 'equal' && (attributes.toleranceMode ?? 'exact') !== 'exact';

const isKnown = (rule: XmlElement): boolean =>
  (STRUCTURE.has(rule.name) || Object.hasOwn(OPERATORS, rule.name)) && !isNear(rule);

/** Accept more texts than can be listed. */
const WIDE = new Set(['substring', 'patternMatch', 'equalRounded', 'customOperator']);

/** The first rule under which more answers are right than could be listed. */
export function wideRule(rules: readonly XmlElement[]): XmlElement | undefined {
  for (const rule of rules) {
    const found = WIDE.has(rule.name) || isNear(rule) ? rule : wideRule(elementsOf(rule));
    if (found) return found;
  }
  return undefined;
}

/** The first rule whose effect cannot be told; undefined when all are known. */
export function unknownRule(rules: readonly XmlElement[]): XmlElement | undefined {
  for (const rule of rules) {
    if (!isKnown(rule)) return rule;
    const inside = unknownRule(elementsOf(rule));
    if (inside) return inside;
  }
  return undefined;
}

/**
 * Runs response processing as far as outcomes go, from their default values. Knows what items of choice, order and text
 * use; what `unknownRule` finds does nothing. Time grows with the length of the rules and no faster.
 */
export function runRules(rules: readonly XmlElement[], outcomes: readonly XmlElement[], context: RuleContext) {
  const state = new Map(
    outcomes.map((one) => [one.attributes.identifier ?? '', declaredValues(one, 'defaultValue') as Value]),
  );
  runAll(rules, state, context);
  return state;
}

function runAll(rules: readonly XmlElement[], state: Map<string, Value>, context: RuleContext): void {
  for (const rule of rules) {
    if (rule.name === 'setOutcomeValue') {
      const [expression] = elementsOf(rule);
      state.set(rule.attributes.identifier ?? '', expression ? evaluate(expression, state, context) : []);
    } else if (rule.name === 'responseCondition') runCondition(rule, state, context);
    else if (rule.name === 'responseProcessingFragment') runAll(elementsOf(rule), state, context);
  }
}

function runCondition(condition: XmlElement, state: Map<string, Value>, context: RuleContext): void {
  const branch = elementsOf(condition).find((one) => {
    const [test] = elementsOf(one);
    return one.name === 'responseElse' || (test !== undefined && isTrue(evaluate(test, state, context)));
  });
  if (branch) runAll(branch.name === 'responseElse' ? elementsOf(branch) : elementsOf(branch).slice(1), state, context);
}

function evaluate(expression: XmlElement, state: Map<string, Value>, context: RuleContext): Value {
  const { name, attributes } = expression;
  const identifier = attributes.identifier ?? '';
  if (name === 'baseValue') return [trimmed(textOf(expression))];
  if (name === 'null') return [];
  if (name === 'correct') return declaredValues(context.declarations.get(identifier), 'correctResponse');
  if (name === 'variable') return variableValue(identifier, state, context);
  if (name === 'mapResponse') return [String(mappedValue(identifier, context))];
  const values = elementsOf(expression).map((one) => evaluate(one, state, context));
  return Object.hasOwn(OPERATORS, name) ? (OPERATORS[name]?.(values, expression, context) ?? []) : [];
}

function variableValue(identifier: string, state: Map<string, Value>, { response, declarations }: RuleContext): Value {
  if (identifier === response.identifier) return response.value;
  return declarations.has(identifier) ? [] : (state.get(identifier) ?? []);
}

type Operator = (values: Value[], expression: XmlElement, context: RuleContext) => Value;

const numbers = (values: Value[]): number[] => values.flat().map(Number);
const compared =
  (holds: (one: number, other: number) => boolean): Operator =>
  (values) => {
    const [one, other] = numbers(values);
    return one === undefined || other === undefined ? [] : truth(holds(one, other));
  };

const OPERATORS: Record<string, Operator | undefined> = {
  match: ([one = [], other = []], expression, context) =>
    one.length === 0 || other.length === 0 ? [] : truth(isSame(one, other, isOrdered(expression, context))),
  stringMatch: ([one = [], other = []], { attributes }) => {
    const [text, wanted] = [one[0], other[0]];
    if (text === undefined || wanted === undefined) return [];
    return truth(attributes.caseSensitive === 'false' ? folded(text) === folded(wanted) : text === wanted);
  },
  isNull: ([value = []]) => truth(value.length === 0),
  not: ([value = []]) => (value.length === 0 ? [] : truth(!isTrue(value))),
  and: (values) => truth(values.every(isTrue)),
  or: (values) => truth(values.some(isTrue)),
  member: ([one = [], all = []]) => (one.length === 0 || all.length === 0 ? [] : truth(all.includes(one[0] ?? ''))),
  contains: ([all = [], some = []]) => truth(some.length > 0 && some.every((one) => all.includes(one))),
  multiple: (values) => values.flat(),
  ordered: (values) => values.flat(),
  sum: (values) => [String(numbers(values).reduce((sum, one) => sum + one, 0))],
  equal: compared((one, other) => one === other),
  gt: compared((one, other) => one > other),
  gte: compared((one, other) => one >= other),
  lt: compared((one, other) => one < other),
  lte: compared((one, other) => one <= other),
};

export const folded = (text: string): string => text.normalize('NFC').toLowerCase();

function isSame(one: Value, other: Value, ordered: boolean): boolean {
  if (one.length !== other.length) return false;
  const [left, right] = ordered ? [one, other] : [[...one].sort(), [...other].sort()];
  return left.every((value, at) => value === right[at]);
}

const isOrdered = (expression: XmlElement, { declarations }: RuleContext): boolean =>
  elementsOf(expression).some(
    ({ attributes }) => declarations.get(attributes.identifier ?? '')?.attributes.cardinality === 'ordered',
  );

function mappedValue(identifier: string, { declarations, response }: RuleContext): number {
  const mapping = declarations.get(identifier);
  if (!mapping || identifier !== response.identifier) return 0;
  const entries = mapEntries(mapping);
  const bounds = childNamed(mapping, 'mapping')?.attributes ?? {};
  const otherwise = Number(bounds.defaultValue ?? 0) || 0;
  const valueFor = (given: string) =>
    entries.find(({ key, isCaseSensitive }) => (isCaseSensitive ? key === given : folded(key) === folded(given)))
      ?.value ?? otherwise;
  const sum = [...new Set(response.value)].reduce((all, given) => all + valueFor(given), 0);
  return Math.min(Math.max(sum, bound(bounds.lowerBound, -Infinity)), bound(bounds.upperBound, Infinity));
}

/** A bound as a number; what is none bounds nothing. */
const bound = (written: string | undefined, none: number): number =>
  written === undefined || Number.isNaN(Number(written)) ? none : Number(written);

export interface MapEntry {
  key: string;
  value: number;
  isCaseSensitive: boolean;
  line: number;
}

/**
 * What a declaration gives for each answer; a value that is no number is none. Where capital letters are not spoken of,
 * they count in QTI 2 and not in QTI 3, unless two keys there differ in nothing else.
 */
export function mapEntries(declaration: XmlElement): MapEntry[] {
  const entries = childrenNamed(declaration, 'mapping').flatMap((mapping) => childrenNamed(mapping, 'mapEntry'));
  const keys = new Set(entries.map(({ attributes }) => trimmed(attributes.mapKey ?? '')));
  const tellsThemApart = new Set([...keys].map(folded)).size < keys.size;
  return entries.map(({ attributes, line, isOfQti3 }) => ({
    key: trimmed(attributes.mapKey ?? ''),
    value: Number(attributes.mappedValue) || 0,
    isCaseSensitive: (attributes.caseSensitive ?? String(tellsThemApart || !isOfQti3)) !== 'false',
    line,
  }));
}
