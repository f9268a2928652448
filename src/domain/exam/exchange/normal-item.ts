import type { ForeignItem, ForeignOption, ForeignQuestion, ItemDetails } from './foreign-item.ts';
import { normalLine, normalText } from './normal-text.ts';

/** An item as each format gives it back that can hold all of it: what is written is this, and so is what is read. */
export function normalItem({ name, title, stem, question, feedback, details }: ForeignItem): ForeignItem {
  return {
    name: normalLine(name),
    title: normalLine(title),
    stem: normalText(stem),
    question: normalQuestion(question),
    ...said(feedback),
    details: normalDetails(details),
  };
}

/** A feedback that says something, or none. */
export function said(text: string | undefined): { feedback?: string } {
  const feedback = normalText(text ?? '');
  return feedback === '' ? {} : { feedback };
}

const normalOption = ({ text, isRight, feedback }: ForeignOption): ForeignOption => ({
  text: normalText(text),
  isRight,
  ...said(feedback),
});

function normalQuestion(question: ForeignQuestion): ForeignQuestion {
  if (question.type === 'choice') return { ...question, options: question.options.map(normalOption) };
  if (question.type === 'order')
    return { type: 'order', steps: question.steps.map(({ id, text }) => ({ id, text: normalText(text) })) };
  return {
    type: 'text',
    accept: question.accept.map(normalLine),
    isCaseSensitive: question.isCaseSensitive,
    wrong: question.wrong.map(({ value, feedback }) => ({ value: normalLine(value), feedback: normalText(feedback) })),
  };
}

/** Details that say something; an empty list says nothing. */
export function normalDetails(details: ItemDetails): ItemDetails {
  const entries = Object.entries(details).map(([field, value]): [string, unknown] => {
    if (typeof value === 'string') return [field, normalLine(value)];
    return [field, Array.isArray(value) ? value.map((one: string) => normalLine(one)) : value];
  });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)),
  );
}
