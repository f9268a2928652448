import { type Answered, type Asking, choicesOf, warnOfRight } from '#db/exchange/qti/asking';
import { both, feedbackTrial, textOfPieces } from '#db/exchange/qti/feedback';
import { identifierRead } from '#db/exchange/qti/identifiers';
import { declaredValues } from '#db/exchange/qti/response-rules';

/** Steps to put in order. */
export function orderOf(asking: Asking): Answered | undefined {
  const { declaration, remarks } = asking;
  const choices = choicesOf(asking);
  if (!choices) return undefined;
  if (declaration.attributes.cardinality !== 'ordered') {
    remarks.refuse(
      declaration,
      `The answer to an order is ordered, not “${declaration.attributes.cardinality ?? ''}”.`,
    );
    return undefined;
  }
  const order = declaredValues(declaration, 'correctResponse');
  const steps = order.flatMap((name) => choices.find(({ identifier }) => identifier === name) ?? []);
  if (steps.length < order.length || new Set(order).size < order.length) {
    remarks.refuse(declaration, 'The right order names a step that is not there, or one of them twice.');
    return undefined;
  }
  if (steps.length < choices.length) {
    remarks.warn(declaration, 'The right order leaves steps out or is not said, so the item is left out.');
    return undefined;
  }
  const feedback = generalFeedback(asking, [[...order].reverse()], order);
  const named = steps.map(({ identifier, text }) => ({ id: identifierRead(identifier), text }));
  return { question: { type: 'order', steps: named }, ...(feedback !== undefined && { feedback }) };
}

/** Feedback said always, or else that to right answers. */
function generalFeedback({ item, declaration, remarks }: Asking, others: string[][], right: string[]) {
  const trial = feedbackTrial(item, declaration.attributes.identifier ?? '', remarks);
  if (!trial) return undefined;
  const toRight = trial.saidTo(right);
  const always = [[], ...others].map((values) => trial.saidTo(values)).reduce(both, toRight);
  if (always.size === 0) warnOfRight(toRight, remarks);
  const general = always.size > 0 ? always : toRight;
  trial.reportRest(general);
  return textOfPieces(general);
}
