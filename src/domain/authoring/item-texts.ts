import type { ItemOption } from '#domain/exam/items/choice-item';
import type { Item } from '#domain/exam/items/item-file';
import { assertUnreachable } from '#domain/result';

/** A text of an item with the way to it. */
export interface ItemText {
  path: PropertyKey[];
  text: string;
  /** `asked`: stem and what is chosen from. `feedback`: what is said afterwards. `answer`: what is right, where typed. */
  role: 'asked' | 'feedback' | 'answer';
}

/** Every text of an item that people read, its stem first. */
export const textsOf = (item: Item): ItemText[] => [asked(['stem'], item.stem), ...textsOfType(item)];

function textsOfType(item: Item): ItemText[] {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return item.options.flatMap(({ text, feedback }, at) => [
        asked(['options', at, 'text'], text),
        said(['options', at, 'feedback'], feedback),
      ]);
    case 'typed-codes':
      return [
        ...item.key.flatMap(({ rationale, whyNot, anyOf }, at) => [
          said(['key', at, 'rationale'], rationale),
          ...whyNot.map(({ text }, index) => said(['key', at, 'whyNot', index, 'text'], text)),
          ...anyOf.map(({ why }, index) => said(['key', at, 'anyOf', index, 'why'], why)),
        ]),
        ...item.notCoded.map(({ text }, at) => said(['notCoded', at, 'text'], text)),
      ];
    case 'hotspot':
      return [
        said(['feedback'], item.feedback),
        ...Object.entries(item.others).map(([part, text]) => said(['others', part], text)),
      ];
    case 'order':
      return [
        ...item.steps.map(({ text }, at) => asked(['steps', at, 'text'], text)),
        said(['feedback'], item.feedback),
      ];
    case 'form-field':
      return [
        ...item.accept.map((text, at): ItemText => ({ path: ['accept', at], text, role: 'answer' })),
        said(['feedback'], item.feedback),
        ...item.wrong.map(({ feedback }, at) => said(['wrong', at, 'feedback'], feedback)),
      ];
    default:
      return assertUnreachable(item);
  }
}

const asked = (path: PropertyKey[], text: string): ItemText => ({ path, text, role: 'asked' });
const said = (path: PropertyKey[], text: string): ItemText => ({ path, text, role: 'feedback' });

/** The options of an item that has some. */
export const optionsOf = (item: Item): readonly ItemOption[] =>
  item.type === 'single-choice' || item.type === 'multiple-choice' ? item.options : [];

/** What is right, in one text: options, codes, a part, steps, an entry. */
export function rightText(item: Item): string {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return item.options
        .filter(({ isRight }) => isRight)
        .map(({ text }) => text)
        .join(' ');
    case 'typed-codes':
      return item.key.map(({ code }) => code).join(' ');
    case 'hotspot':
      return `${item.diagram} ${item.part.replaceAll('-', ' ')}`;
    case 'order':
      return item.steps.map(({ text }) => text).join(' ');
    case 'form-field':
      return `${item.form} ${item.field} ${item.accept[0]}`;
    default:
      return assertUnreachable(item);
  }
}
