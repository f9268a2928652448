import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { markdownOf } from '#db/exchange/qti/markup';
import type { Remarks } from '#db/exchange/qti/remarks';
import { allNamed, childrenNamed, type XmlElement } from '#db/exchange/qti/xml-tree';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';

export type Answered = Pick<ForeignItem, 'question' | 'feedback'>;

/** What a question is read from. */
export interface Asking {
  item: XmlElement;
  interaction: XmlElement;
  declaration: XmlElement;
  remarks: Remarks;
}

/** More than these are no question anybody asks; rules are run for each. */
export const MOST_CHOICES = ITEM_LIMITS.options;

const isFeedback = ({ name }: XmlElement): '' | undefined =>
  name === 'feedbackInline' || name === 'feedbackBlock' ? '' : undefined;

export interface Choice {
  identifier: string;
  text: string;
}

/** The options of an interaction; undefined when one cannot be taken, which is then said. */
export function choicesOf({ interaction, remarks }: Asking): Choice[] | undefined {
  const elements = allNamed(interaction, new Set(['simpleChoice', 'inlineChoice']));
  if (elements.length === 0 || elements.length > MOST_CHOICES) {
    remarks.refuse(interaction, `It has ${elements.length} options; 1 to ${MOST_CHOICES} are expected.`);
    return undefined;
  }
  const choices = elements.map((element) => ({
    element,
    identifier: element.attributes.identifier ?? '',
    text: markdownOf(element, remarks, isFeedback),
  }));
  const names = choices.map(({ identifier }) => identifier);
  const twice = choices.find(({ identifier }, at) => identifier === '' || names.indexOf(identifier) < at);
  if (twice) remarks.refuse(twice.element, `An option has no identifier of its own (“${twice.identifier}”).`);
  const empty = choices.find(({ text }) => text === '');
  if (empty) remarks.warn(empty.element, 'An option has no text, so the item is left out.');
  return twice || empty ? undefined : choices;
}

/** Says that what is said to right answers becomes what is said to all. */
export function warnOfRight(pieces: ReadonlySet<{ element: XmlElement }>, remarks: Remarks): void {
  for (const { element } of pieces)
    remarks.warn(element, 'Feedback to right answers is kept; here it is said whatever was answered.');
}

/** The prompt inside an interaction. */
export const promptOf = (interaction: XmlElement, remarks: Remarks): string =>
  childrenNamed(interaction, 'prompt')
    .map((prompt) => markdownOf(prompt, remarks, isFeedback))
    .join('\n\n');
