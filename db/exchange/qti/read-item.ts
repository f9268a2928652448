import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { type Answered, type Asking, promptOf } from '#db/exchange/qti/asking';
import { choiceOf } from '#db/exchange/qti/choice-answer';
import { identifierRead } from '#db/exchange/qti/identifiers';
import { markdownOf, type ReadOther } from '#db/exchange/qti/markup';
import { orderOf } from '#db/exchange/qti/order-answer';
import type { Remarks } from '#db/exchange/qti/remarks';
import { textAnswerOf } from '#db/exchange/qti/text-answer';
import { allNamed, childNamed, childrenNamed, textOf, trimmed, type XmlElement } from '#db/exchange/qti/xml-tree';
import type { ForeignItem } from '#domain/exam/exchange/foreign-item';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { parseSmallMarkdown } from '#domain/exam/exchange/small-markdown';

const TAKEN: Record<string, (asking: Asking) => Answered | undefined> = {
  choiceInteraction: choiceOf,
  inlineChoiceInteraction: choiceOf,
  orderInteraction: orderOf,
  textEntryInteraction: textAnswerOf,
  extendedTextInteraction: textAnswerOf,
};
/** What the others ask for. */
const NOT_TAKEN: Record<string, string> = {
  hotspotInteraction: 'pointing at a picture',
  graphicOrderInteraction: 'ordering places in a picture',
  graphicAssociateInteraction: 'joining places in a picture',
  graphicGapMatchInteraction: 'putting things into a picture',
  selectPointInteraction: 'pointing at a picture',
  positionObjectInteraction: 'placing objects in a picture',
  matchInteraction: 'matching two lists',
  associateInteraction: 'pairing entries of a list',
  gapMatchInteraction: 'putting words into gaps',
  hottextInteraction: 'choosing words in a text',
  sliderInteraction: 'moving a slider',
  uploadInteraction: 'a file to be uploaded',
  drawingInteraction: 'a drawing',
  mediaInteraction: 'watching or listening to something',
  endAttemptInteraction: 'a button',
  customInteraction: 'a program of its own',
  portableCustomInteraction: 'a program of its own',
};
const INTERACTIONS = new Set([...Object.keys(TAKEN), ...Object.keys(NOT_TAKEN)]);

/** Stands for a place to type until it is known whether anything stands beside it; no XML can hold it. */
const GAP = '\u0001';
const SHOWN_GAP = '_____';
const INLINE = new Set(['textEntryInteraction', 'inlineChoiceInteraction']);

/** Its identifier, for remarks, whatever else is wrong with it. */
export const nameOfItem = (item: XmlElement): string | undefined => {
  const name = trimmed(item.attributes.identifier ?? '');
  return name === '' ? undefined : identifierRead(name);
};

/** An item of QTI 2 or 3; undefined when it is left out or wrong, which is then said in `remarks`. Never throws. */
export function readItem(item: XmlElement, remarks: Remarks): ForeignItem | undefined {
  const name = nameOfItem(item);
  if (name === undefined) remarks.refuse(item, 'The item has no identifier.');
  const body = childNamed(item, 'itemBody');
  if (!body) remarks.refuse(item, 'The item has no body, so nothing is asked.');
  if (name === undefined || !body || isOfAnotherKind(item, remarks)) return undefined;
  const interaction = onlyInteraction(body, remarks);
  const asking = interaction && askingOf(item, interaction, remarks);
  const answered = asking && TAKEN[asking.interaction.name]?.(asking);
  if (!interaction || !answered) return undefined;
  warnOfPoints(item, remarks);
  const materials = childNamed(item, 'companionMaterialsInfo');
  if (materials) remarks.warn(materials, 'What people may use with it (calculator, ruler, texts) is left out.');
  const title = trimmed(item.attributes.title ?? '').replace(/[ \t\r\n]+/g, ' ');
  const stem = stemOf(body, remarks);
  if (stem === '') remarks.warn(body, 'Nothing is left of the question’s text; its title stands there instead.');
  const read = normalItem({ name, title: title || name, stem: stem || title || name, ...answered, details: {} });
  if (!isTooLong(read)) return read;
  remarks.refuse(item, `A text of the item is longer than ${ITEM_LIMITS.text.toLocaleString('en-US')} characters.`);
  return undefined;
}

/** Whether any text of an item, whatever it is for, is more than anybody reads. */
function isTooLong({ question, ...item }: ForeignItem): boolean {
  const inside = Object.values(question).flatMap((value) => (Array.isArray(value) ? value : []));
  const texts = [item, ...inside].flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)));
  return texts.some((text) => typeof text === 'string' && text.length > ITEM_LIMITS.text);
}

/** Items that are another one each time, or have parts this platform has no place for. */
function isOfAnotherKind(item: XmlElement, remarks: Remarks): boolean {
  const template = childNamed(item, 'templateDeclaration') ?? childNamed(item, 'templateProcessing');
  const stimulus = childNamed(item, 'assessmentStimulusRef') ?? shownPage(item);
  if (template) remarks.warn(template, 'It is a template with values drawn anew each time, so the item is left out.');
  else if (item.attributes.adaptive === 'true')
    remarks.warn(item, 'It is adaptive: it changes while it is answered. The item is left out.');
  else if (stimulus)
    remarks.warn(
      stimulus,
      'It asks about a text in another file (stimulus, page or include), so the item is left out.',
    );
  else return false;
  return true;
}

/** A page of text shown inside the item, or a piece of another file: without it nobody knows what is asked about. */
const shownPage = (item: XmlElement): XmlElement | undefined =>
  allNamed(item, new Set(['object', 'include', 'iframe'])).find(
    ({ name, attributes }) => name !== 'object' || /^(?:text\/|application\/xhtml)/.test(attributes.type ?? ''),
  );

function onlyInteraction(body: XmlElement, remarks: Remarks): XmlElement | undefined {
  const interactions = allNamed(body, INTERACTIONS);
  const [first, ...more] = interactions;
  const other = interactions.find(({ name }) => NOT_TAKEN[name] !== undefined);
  if (!first) remarks.warn(body, 'It asks for no answer, so the item is left out.');
  else if (other) remarks.warn(other, `It asks for ${NOT_TAKEN[other.name]} (${other.name}), so the item is left out.`);
  else if (more.length > 0)
    remarks.warn(more[0], `It asks for ${interactions.length} answers at once, so the item is left out.`);
  else return first;
  return undefined;
}

/** Rules that set more than two scores give something for answers between right and wrong. */
function warnOfPoints(item: XmlElement, remarks: Remarks): void {
  const processing = childNamed(item, 'responseProcessing');
  const scores = processing ? allNamed(processing, new Set(['setOutcomeValue'])) : [];
  const values = scores
    .filter(({ attributes }) => attributes.identifier === 'SCORE')
    .flatMap((one) => childrenNamed(one, 'baseValue').map((value) => Number(textOf(value))));
  if (new Set(values).size > 2)
    remarks.warn(
      processing,
      'It gives some answers a part of the points; here an answer is right or wrong as a whole.',
    );
}

function askingOf(item: XmlElement, interaction: XmlElement, remarks: Remarks): Asking | undefined {
  const identifier = interaction.attributes.responseIdentifier ?? '';
  const declaration = childrenNamed(item, 'responseDeclaration').find(
    ({ attributes }) => attributes.identifier === identifier,
  );
  if (declaration) return { item, interaction, declaration, remarks };
  remarks.refuse(interaction, `Its answer is called “${identifier}”, and no response declaration is.`);
  return undefined;
}

function stemOf(body: XmlElement, remarks: Remarks): string {
  const other: ReadOther = (element) => {
    if (INLINE.has(element.name)) return GAP;
    if (INTERACTIONS.has(element.name)) return parseSmallMarkdown(promptOf(element, remarks));
    return element.name === 'feedbackInline' || element.name === 'feedbackBlock' ? '' : undefined;
  };
  return markdownOf(body, remarks, other)
    .split('\n\n')
    .filter((paragraph) => paragraph !== GAP)
    .join('\n\n')
    .replaceAll(GAP, SHOWN_GAP);
}
