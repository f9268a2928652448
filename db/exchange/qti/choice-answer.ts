import { type Answered, type Asking, type Choice, choicesOf, warnOfRight } from '#db/exchange/qti/asking';
import { both, feedbackTrial, textOfPieces, together, without } from '#db/exchange/qti/feedback';
import { declaredValues, type MapEntry, mapEntries } from '#db/exchange/qti/response-rules';
import { scoring } from '#db/exchange/qti/rule-trial';

/** One or several options to choose. */
export function choiceOf(asking: Asking): Answered | undefined {
  const { declaration, remarks } = asking;
  const choices = choicesOf(asking);
  if (!choices) return undefined;
  const { cardinality } = declaration.attributes;
  if (cardinality !== 'single' && cardinality !== 'multiple') {
    remarks.refuse(declaration, `The answer to a choice is single or multiple, not “${cardinality ?? ''}”.`);
    return undefined;
  }
  const right = rightChoices(asking, choices);
  if (!right) return undefined;
  if (cardinality === 'single' && right.length > 1) {
    remarks.refuse(declaration, `One option is to be chosen and ${right.length} are said to be right.`);
    return undefined;
  }
  const isMultiple = cardinality === 'multiple';
  const { said, always } = choiceFeedback(asking, choices, right, isMultiple);
  const options = choices.map(({ identifier, text }) => {
    const feedback = said.get(identifier);
    return { text, isRight: right.includes(identifier), ...(feedback !== undefined && { feedback }) };
  });
  return { question: { type: 'choice', isMultiple, options }, ...(always !== undefined && { feedback: always }) };
}

function rightChoices(asking: Asking, choices: readonly Choice[]): string[] | undefined {
  const { declaration, remarks } = asking;
  const declared = declaredValues(declaration, 'correctResponse');
  const mapped = mapEntries(declaration);
  const said = declared.length > 0 ? declared : mappedRight(mapped, declaration.attributes.cardinality === 'single');
  const right = said.length > 0 ? said : scoredRight(asking, choices);
  const unknown = right.find((name) => !choices.some(({ identifier }) => identifier === name));
  if (unknown !== undefined) {
    remarks.refuse(declaration, `The right answer names “${unknown}”, and no option is called so.`);
    return undefined;
  }
  if (declared.length === 0 && right.length > 1 && declaration.attributes.cardinality === 'single') {
    remarks.warn(
      declaration,
      `One option is to be chosen and ${right.length} are worth the same, so the item is left out.`,
    );
    return undefined;
  }
  if (right.length === 0) remarks.warn(declaration, 'It says of no option that it is right, so the item is left out.');
  else if (mapped.length > 0)
    remarks.warn(declaration, 'It gives points per option; here an answer is right or wrong as a whole.');
  return right.length === 0 || isContradicted(asking, choices, right) ? undefined : [...new Set(right)];
}

/** Of several options one is right to choose: the best. Where several are chosen, all that are worth something. */
function mappedRight(mapped: readonly MapEntry[], isSingle: boolean): string[] {
  const worth = mapped.filter(({ value }) => value > 0);
  const most = Math.max(...worth.map(({ value }) => value));
  return worth.filter(({ value }) => !isSingle || value === most).map(({ key }) => key);
}

/** The options the rules give most for, where one is to be chosen and only the rules say which. */
function scoredRight({ item, declaration }: Asking, choices: readonly Choice[]): string[] {
  const { cardinality, identifier = '' } = declaration.attributes;
  const score = cardinality === 'single' ? scoring(item, identifier) : undefined;
  if (!score) return [];
  const points = choices.map((choice) => score([choice.identifier]));
  const most = Math.max(score([]), ...points);
  return most > score([]) ? choices.filter((_, at) => points[at] === most).map((choice) => choice.identifier) : [];
}

/** Whether the rules give as much for an answer that is not called right; says so, and the item is left out. */
function isContradicted(
  { item, declaration, remarks }: Asking,
  choices: readonly Choice[],
  right: readonly string[],
): boolean {
  const { cardinality, identifier = '' } = declaration.attributes;
  const score = scoring(item, identifier);
  if (!score) return false;
  const toRight = score(right);
  const others = choices.map((choice) => choice.identifier).filter((one) => !(right.length === 1 && right[0] === one));
  const better = others.find((one) => {
    const toOther = score([one]);
    return toOther > toRight || (cardinality === 'single' && toOther === toRight && toOther > score([]));
  });
  if (better !== undefined)
    remarks.warn(
      declaration,
      `Its rules give as much or more for “${better}” than for what it calls right, so the item is left out.`,
    );
  return better !== undefined;
}

function choiceFeedback(
  { item, declaration, remarks }: Asking,
  choices: Choice[],
  right: string[],
  isMultiple: boolean,
) {
  const trial = feedbackTrial(item, declaration.attributes.identifier ?? '', remarks);
  const said = new Map<string, string>();
  if (!trial) return { said, always: undefined };
  const none = trial.saidTo([]);
  const each = choices.map(({ identifier }) => trial.saidTo([identifier]));
  const all = trial.saidTo(choices.map(({ identifier }) => identifier));
  const toWhole = trial.saidTo(right);
  const always = each.reduce(both, both(none, toWhole));
  // What is said to each option alone, but not always, is said to wrong answers as a whole: right ones would be called wrong.
  const toEach = each.reduce(both, all);
  const ownOf = (pieces: ReturnType<typeof trial.saidTo>) =>
    isMultiple ? without(without(both(pieces, all), none), toEach) : pieces;
  const own = each.map((pieces) => without(ownOf(pieces), always));
  for (const [at, { identifier }] of choices.entries()) {
    const text = textOfPieces(own[at] ?? new Set());
    if (text !== undefined) said.set(identifier, text);
  }
  const toRight = without(toWhole, together([always, ...own]));
  const general = always.size > 0 ? always : toRight;
  if (general === toRight) warnOfRight(toRight, remarks);
  trial.reportRest(together([general, ...own]));
  return { said, always: textOfPieces(general) };
}
