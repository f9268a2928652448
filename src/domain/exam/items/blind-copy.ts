import { type CandidateItem, forCandidate } from './candidate-item.ts';
import { CLAIM_FORM_NAMES } from './form-field-item.ts';
import { ITEM_TYPE_NAMES, type ItemFile } from './item-file.ts';
import { shownText } from './shown-text.ts';

const LETTERS = 'ABCDEF';

/**
 * A file of the bank for somebody who answers it unseen, as Markdown: the scenario and every item with room for an
 * answer. `id` is the file's; `parts` gives the names of a drawing's parts.
 */
export function blindCopy(id: string, { scenario, items }: ItemFile, parts: (diagram: string) => string[]): string {
  const told = scenario ? [`## ${scenario.title}`, shownText(scenario.text).trim()] : [];
  const asked = items
    .map(forCandidate)
    .map((item, at) => [heading(item, at), item.stem, ...body(item, parts), 'Answer:', 'Why, and what was unclear:']);
  return `${[`# ${id}`, HOW_TO, ...told, ...asked.flat()].join('\n\n')}\n`;
}

const HOW_TO =
  'Answer every item with your books and without looking at its file. Say why in a sentence, and what was unclear or could be answered in two ways.';

const heading = ({ id, version, type, codeSetYear }: CandidateItem, at: number): string =>
  `## ${at + 1}. ${id}${version > 1 ? ` v${version}` : ''} (${ITEM_TYPE_NAMES[type].toLowerCase()}, ${codeSetYear})`;

function body(item: CandidateItem, parts: (diagram: string) => string[]): string[] {
  switch (item.type) {
    case 'single-choice':
      return [lettered(item.options)];
    case 'multiple-choice':
      return [lettered(item.options), `Choose ${item.rightAnswers}.`];
    case 'typed-codes': {
      const { setting, from, to, age, sex, payer } = item.encounter;
      const days = to === undefined ? from : `${from} to ${to}`;
      return [
        `Encounter: ${setting}, ${days}, ${age} years, ${sex}, ${payer}. Type ${['codes', ...item.asks].join(', ')}.`,
      ];
    }
    case 'hotspot':
      return [`Drawing: ${item.diagram}. Its parts: ${parts(item.diagram).sort().join(', ')}.`];
    case 'order':
      return [item.steps.map(({ id, text }) => `- ${id}: ${text}`).join('\n')];
    case 'form-field':
      return [`Form: ${CLAIM_FORM_NAMES[item.form]}, box ${item.field}.`];
  }
}

const lettered = (options: string[]): string => options.map((text, at) => `- ${LETTERS[at]}: ${text}`).join('\n');
