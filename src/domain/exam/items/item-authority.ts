import { assertUnreachable } from '#domain/result';
import type { Item } from './item-file.ts';

/** The citations that decide an item, each once, the first the most: its own, then those of its key's entries. */
export function citesOf(item: Item): string[] {
  const ofKey = item.type === 'typed-codes' ? item.key.flatMap(({ cites }) => cites) : [];
  return [...new Set([...item.cites, ...ofKey])];
}

/** Why the right answer is right, in its author's words. Sentences of small Markdown. */
export function whyRight(item: Item): string[] {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return item.options.filter(({ isRight }) => isRight).map(({ feedback }) => feedback);
    case 'typed-codes':
      return item.key.filter(({ status }) => status === 'required').map(({ rationale }) => rationale);
    case 'hotspot':
    case 'order':
    case 'form-field':
      return [item.feedback];
    default:
      return assertUnreachable(item);
  }
}
