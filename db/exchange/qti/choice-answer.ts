import { type Answered, type Asking, type Choice, choicesOf, warnOfRight } from '#db/exchange/qti/asking';
import { both, feedbackTrial, textOfPieces, together, without } from '#db/exchange/qti/feedback';
import { declaredValues, mapEntries } from '#db/exchange/qti/response-rules';

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

function rightChoices({ declaration, remarks }: Asking, choices: readonly Choice[]): string[] | undefined {
  const declared = declaredValues(declaration, 'correctResponse');
  const mapped = mapEntries(declaration);
  const right = declared.length > 0 ? declared : mapped.filter(({ value }) => value > 0).map(({ key }) => key);
  const unknown = right.find((name) => !choices.some(({ identifier }) => identifier === name));
  if (unknown !== undefined) {
    remarks.refuse(declaration, `The right answer names “${unknown}”, and no option is called so.`);
    return undefined;
  }
  if (right.length === 0) remarks.warn(declaration, 'It says of no option that it is right, so the item is left out.');
  else if (mapped.length > 0)
    remarks.warn(declaration, 'It gives points per option; here an answer is right or wrong as a whole.');
  return right.length === 0 ? undefined : [...new Set(right)];
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
  const own = each.map((pieces) => without(isMultiple ? without(both(pieces, all), none) : pieces, always));
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
