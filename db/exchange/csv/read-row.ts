import {
  CSV_TYPES,
  type CsvType,
  DETAIL_COLUMNS,
  EITHER_SEPARATOR,
  LETTERS,
  LIST_SEPARATOR,
} from '#db/exchange/csv/item-columns';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import type { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, ForeignQuestion } from '#domain/exam/exchange/foreign-item';
import { nameFromTitle, titleFromStem } from '#domain/exam/exchange/item-name';
import { said } from '#domain/exam/exchange/normal-item';
import { normalLine, normalText } from '#domain/exam/exchange/normal-text';
import { DETAIL_FIELDS, type DetailField, isListField, readDetails } from '#domain/exam/exchange/read-details';

/** The cells of one row by the names of their columns. */
type Cells = ReadonlyMap<string, string>;

/** An option with its letter. */
interface LetteredOption {
  letter: string;
  text: string;
  feedback: string;
  isRight: boolean;
}

/** Reads a row as an item; undefined, and every wrong cell said, when it is none. */
export function readRow(cells: Cells, line: number, report: FileReport): ForeignItem | undefined {
  const row = new RowReading(cells, line, report);
  const stem = row.text('stem');
  if (stem === '') row.refuse('stem', 'is empty: every row needs a question');
  const title = row.line('title') || titleFromStem(stem);
  const question = row.question();
  const details = row.details();
  if (question === undefined || row.isWrong) return undefined;
  const name = row.line('name') || nameFromTitle(title);
  return { name, title, stem, question, ...said(row.text('feedback')), details };
}

class RowReading {
  readonly #cells: Cells;
  readonly #line: number;
  readonly #report: FileReport;
  isWrong = false;

  constructor(cells: Cells, line: number, report: FileReport) {
    this.#cells = cells;
    this.#line = line;
    this.#report = report;
  }

  refuse(column: string, why: string): undefined {
    this.isWrong = true;
    const item = normalLine(this.#cells.get('name') ?? '');
    this.#report.error(`Column “${column}” ${why}.`, { line: this.#line, ...(item && { item }) });
  }

  text(column: string): string {
    const cell = this.#cells.get(column) ?? '';
    if (cell.length <= ITEM_LIMITS.text) return normalText(cell);
    this.refuse(column, `has more than ${ITEM_LIMITS.text} characters`);
    return '';
  }

  line(column: string): string {
    return normalLine(this.text(column) === '' ? '' : (this.#cells.get(column) ?? ''));
  }

  question(): ForeignQuestion | undefined {
    const options = this.#options();
    const type = this.#type(options);
    if (type === undefined) return undefined;
    const least = type === 'text' ? 1 : 2;
    if (options.length < least) return this.refuse('option b', 'is empty: two options are the least');
    if (type === 'order') return { type: 'order', steps: this.#steps(options) };
    if (!options.some(({ isRight }) => isRight))
      return this.refuse(
        'right',
        `is empty: write the letters of the right options, like ${options[0]?.letter ?? 'a'}`,
      );
    if (type === 'text') return this.#typed(options);
    if (type === 'single' && options.filter(({ isRight }) => isRight).length > 1)
      return this.refuse('right', 'names several options, and the type is single');
    const chosen = options.map(({ text, isRight, feedback }) => ({ text, isRight, ...said(feedback) }));
    return { type: 'choice', isMultiple: type === 'multiple', options: chosen };
  }

  #options(): LetteredOption[] {
    const right = this.#right();
    const options = LETTERS.map((letter) => ({
      letter,
      text: this.text(`option ${letter}`),
      feedback: this.text(`feedback ${letter}`),
      isRight: right.has(letter),
    }));
    for (const { letter, text, feedback, isRight } of options) {
      if (text !== '') continue;
      if (isRight) this.refuse('right', `names ${letter}, and there is no option ${letter}`);
      if (feedback !== '') this.refuse(`feedback ${letter}`, `says something, and there is no option ${letter}`);
    }
    return options.filter(({ text }) => text !== '');
  }

  #right(): Set<string> {
    const cell = this.line('right').toLowerCase();
    const letters = cell.split(/[\s,;]+/).filter((one) => one !== '');
    const wrong = letters.find((one) => !LETTERS.includes(one));
    if (wrong === undefined) return new Set(letters);
    this.refuse('right', `is “${cell.slice(0, 60)}”: expected are letters of options, like a c`);
    return new Set();
  }

  #type(options: readonly LetteredOption[]): CsvType | undefined {
    const cell = this.line('type').toLowerCase();
    if (cell === '') return options.filter(({ isRight }) => isRight).length > 1 ? 'multiple' : 'single';
    const type = CSV_TYPES.find((one) => one === cell);
    return type ?? this.refuse('type', `is “${cell.slice(0, 60)}”: expected is ${CSV_TYPES.join(', ')}`);
  }

  #steps(options: readonly LetteredOption[]): { id: string; text: string }[] {
    const ids = this.#list('steps');
    const isWhole = ids.length === options.length && new Set(ids).size === ids.length;
    if (ids.length > 0 && !isWhole) this.refuse('steps', 'needs an id of its own for each step, or none at all');
    return options.map(({ text }, at) => ({ id: ids[at] ?? String(at + 1), text }));
  }

  #typed(options: readonly LetteredOption[]): ForeignQuestion {
    const raw = (letter: string) => this.line(`option ${letter}`);
    for (const { letter, isRight, feedback } of options)
      if (isRight && feedback !== '')
        this.refuse(`feedback ${letter}`, 'is of an accepted answer: write it into the column feedback');
    const isCaseSensitive = this.#isYes('case');
    return {
      type: 'text',
      accept: options.filter(({ isRight }) => isRight).map(({ letter }) => raw(letter)),
      isCaseSensitive,
      wrong: options
        .filter(({ isRight }) => !isRight)
        .map(({ letter, feedback }) => ({ value: raw(letter), feedback })),
    };
  }

  #isYes(column: string): boolean {
    const cell = this.line(column).toLowerCase();
    if (!/^(?:|yes|no|true|false|1|0)$/.test(cell))
      this.refuse(column, `is “${cell.slice(0, 60)}”: expected is yes or no`);
    return /^(?:yes|true|1)$/.test(cell);
  }

  #list(column: string): string[] {
    return this.line(column)
      .split(column === DETAIL_COLUMNS.cites ? LIST_SEPARATOR : EITHER_SEPARATOR)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }

  details(): ForeignItem['details'] {
    const found = DETAIL_FIELDS.map((field): [DetailField, string[]] => {
      const column = DETAIL_COLUMNS[field];
      return [field, isListField(field) ? this.#list(column) : [this.line(column)]];
    });
    const { details, problems } = readDetails(new Map(found));
    for (const { field, found: cell, expected } of problems)
      this.refuse(DETAIL_COLUMNS[field], `is “${cell.slice(0, 80)}”: expected is ${expected}`);
    return details;
  }
}
