import type { Block, TextRun } from '#domain/chart/chart';
import { formatCode } from '#domain/codeset/code';
import { fail, ok, type Result } from '#domain/result';
import { CLAIM_FORM_NAMES, type FormFieldItem } from '../items/form-field-item.ts';
import type { Item } from '../items/item-file.ts';
import type { OrderItem } from '../items/order-item.ts';
import { shown } from '../items/shown-text.ts';
import { asksPoa, type TypedCodesItem } from '../items/typed-codes-item.ts';
import type { ForeignItem, ForeignQuestion, ItemDetails } from './foreign-item.ts';
import { type Paragraph, printSmallMarkdown } from './small-markdown.ts';

/** The text an item asks about, as the database and the files of the bank have it. */
export interface AskedAbout {
  title: string;
  blocks: Block[];
}

type Asked = Pick<ForeignItem, 'question' | 'feedback'>;

/**
 * An item as other programs take it, its scenario put before its question, or a sentence that says why none can carry
 * it. Texts are as people are shown them. Nothing of the answer is lost: what would be judged otherwise elsewhere is
 * not carried.
 */
export function toForeignItem(item: Item, scenario?: AskedAbout): Result<ForeignItem, string> {
  const asked = questionOf(item);
  if (!asked.ok) return asked;
  const stem = [...scenarioTexts(scenario), item.stem, ...boxOf(item)].join('\n\n');
  return ok(shown({ name: item.id, title: item.objective, stem, ...asked.value, details: detailsOf(item) }));
}

function questionOf(item: Item): Result<Asked, string> {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-choice':
      return ok({ question: { type: 'choice', isMultiple: item.type === 'multiple-choice', options: item.options } });
    case 'order':
      return orderOf(item);
    case 'form-field':
      return ok({ question: boxQuestion(item), feedback: item.feedback });
    case 'typed-codes':
      return typedCodeOf(item);
    case 'hotspot':
      return fail(
        'It is answered by pointing at a drawing of this platform, which a file of questions has no room for.',
      );
  }
}

function orderOf({ steps, alsoRight, feedback }: OrderItem): Result<Asked, string> {
  if (alsoRight.length > 0)
    return fail('More than one order of its steps is right, and files of questions have room for one.');
  return ok({ question: { type: 'order', steps }, feedback });
}

const boxQuestion = ({ accept, wrong }: FormFieldItem): ForeignQuestion => ({
  type: 'text',
  accept,
  isCaseSensitive: false,
  wrong,
});

/** People see the form with the box marked; elsewhere its number has to be said. */
function boxOf(item: Item): string[] {
  if (item.type !== 'form-field' || item.stem.includes(item.field)) return [];
  return [`${CLAIM_FORM_NAMES[item.form]}, box ${item.field}.`];
}

/** One code and nothing beside it is a text to type, with its dot or without; everything more is judged by rules no other program has. */
function typedCodeOf(item: TypedCodesItem): Result<Asked, string> {
  const [entry, ...more] = item.key;
  if (!entry || more.length > 0)
    return fail('Several codes are typed and graded together, by rules no file can carry.');
  if (entry.anyOf.some(({ credit }) => credit < 1)) return fail('Some of its answers are worth a part of the credit.');
  if (asksPoa(item) || asksMore(item)) return fail('It asks for more than the code: an indicator, modifiers or units.');
  const written = (code: string) => formatCode({ system: item.list === 'procedures' ? 'icd10pcs' : 'icd10cm', code });
  const accept = [entry.code, ...entry.anyOf.map(({ code }) => code)].flatMap((code) => [written(code), code]);
  const wrong = [...entry.whyNot, ...item.notCoded].map(({ code, text }) => ({ value: written(code), feedback: text }));
  const question = { type: 'text' as const, accept: [...new Set(accept)], isCaseSensitive: false, wrong };
  return ok({ question, feedback: entry.rationale });
}

function asksMore(item: TypedCodesItem): boolean {
  if (item.list === 'services') return true;
  return item.list === 'procedures' && item.key.some(({ axisAlternates }) => Object.keys(axisAlternates).length > 0);
}

/** Lists without an entry are left out: no format tells them from none. */
function detailsOf(item: Item): ItemDetails {
  const { version, domains, skills, objective, level, difficulty, codeSetYear, cites, source } = item;
  return {
    version,
    domains,
    objective,
    level,
    difficulty,
    codeSetYear,
    ...(skills.length > 0 && { skills }),
    ...(cites.length > 0 && { cites }),
    ...(source !== undefined && { source }),
  };
}

function scenarioTexts(scenario: AskedAbout | undefined): string[] {
  if (!scenario) return [];
  const title: Paragraph = [{ text: scenario.title, style: 'strong' }];
  return [printSmallMarkdown([title, ...scenario.blocks.flatMap(paragraphsOf)])];
}

/** A block in paragraphs: an entry of a list is one, and so is a row of a table, each cell after its heading. */
function paragraphsOf(block: Block): Paragraph[] {
  switch (block.kind) {
    case 'heading':
      return [block.runs.map(({ text }) => ({ text, style: 'strong' }))];
    case 'paragraph':
      return [block.runs];
    case 'list':
      return block.items.map((runs, at) => [{ text: block.ordered ? `${block.start + at}. ` : '• ' }, ...runs]);
    case 'table':
      return block.rows.map((cells) => cells.flatMap((cell, at) => cellRuns(cell, block.header[at], at)));
  }
}

const cellRuns = (cell: TextRun[], heading: TextRun[] | undefined, at: number): TextRun[] => {
  const name = heading?.map(({ text }) => text).join('') ?? '';
  return [{ text: `${at > 0 ? '; ' : ''}${name === '' ? '' : `${name}: `}` }, ...cell];
};
