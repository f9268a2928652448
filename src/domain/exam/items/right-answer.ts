import { modelAnswer } from '#domain/chart/answer-key';
import { assertUnreachable } from '#domain/result';
import type { ItemAnswer } from './item-answer.ts';
import type { Item } from './item-file.ts';
import { keyOf, type TypedCodesItem } from './typed-codes-item.ts';

/** The answer of somebody who agrees with the key in everything. */
export function rightAnswer(item: Item): ItemAnswer {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return { kind: 'options', chosen: item.options.flatMap(({ isRight }, index) => (isRight ? [index] : [])) };
    case 'typed-codes':
      return { kind: 'codes', rows: rightRows(item) };
    case 'hotspot':
      return { kind: 'part', part: item.part };
    case 'order':
      return { kind: 'order', order: item.steps.map(({ id }) => id) };
    case 'form-field':
      return { kind: 'text', text: item.accept[0] ?? '' };
    default:
      return assertUnreachable(item);
  }
}

function rightRows(item: TypedCodesItem) {
  const { diagnoses, procedures, services } = modelAnswer(keyOf(item));
  return [
    ...diagnoses.map(({ code, poa }) => ({ code, ...(poa && { poa }), modifiers: '', units: '' })),
    ...procedures.map(({ code }) => ({ code, modifiers: '', units: '' })),
    ...services.map(({ code, modifiers, units }) => ({ code, modifiers: modifiers.join(' '), units: `${units ?? 1}` })),
  ];
}
