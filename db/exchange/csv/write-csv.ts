import { stringify } from 'csv-stringify/sync';
import { csvColumns, DETAIL_COLUMNS, LETTERS, LIST_SEPARATOR, safeCell } from '#db/exchange/csv/item-columns';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ForeignItem, ForeignQuestion, WrittenItems } from '#domain/exam/exchange/foreign-item';
import { normalItem } from '#domain/exam/exchange/normal-item';
import { DETAIL_FIELDS } from '#domain/exam/exchange/read-details';

/** Excel takes a file without it for one of its own old encodings. */
const BYTE_ORDER_MARK = '\ufeff';

/** Items as a table for spreadsheet programs, a row an item. No items: a template. */
export function writeCsv(items: readonly ForeignItem[]): WrittenItems {
  const report = new FileReport();
  const written = items.map(normalItem).filter((item) => isWritten(item, report));
  const rows = written.map((item) => cellsOf(item, report));
  const columns = csvColumns(Math.max(0, ...written.map(({ question }) => optionsOf(question).length)));
  const text = stringify(
    rows.map((row) => columns.map((column) => safeCell(row.get(column) ?? ''))),
    // It puts quotes around line ends of its own kind alone.
    { columns, header: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
  return { bytes: new TextEncoder().encode(BYTE_ORDER_MARK + text), remarks: report.remarks() };
}

/** Answers of any kind in the columns of options. */
interface Cell {
  text: string;
  isRight: boolean;
  feedback?: string;
}

function optionsOf(question: ForeignQuestion): Cell[] {
  if (question.type === 'choice') return question.options;
  if (question.type === 'order') return question.steps.map(({ text }) => ({ text, isRight: false }));
  return [
    ...question.accept.map((text) => ({ text, isRight: true })),
    ...question.wrong.map(({ value, feedback }) => ({ text: value, isRight: false, feedback })),
  ];
}

function isWritten({ name, question }: ForeignItem, report: FileReport): boolean {
  const options = optionsOf(question);
  const flaw =
    options.length > LETTERS.length
      ? `it has more answers than there are letters (${LETTERS.length}).`
      : options.some(({ text }) => text === '') && 'one of its answers has no text.';
  if (flaw) report.warning(`Not written: ${flaw}`, { item: name });
  return !flaw;
}

const typeOf = (question: ForeignQuestion): string =>
  question.type === 'choice' ? (question.isMultiple ? 'multiple' : 'single') : question.type;

function cellsOf(
  { name, title, stem, question, feedback, details }: ForeignItem,
  report: FileReport,
): Map<string, string> {
  const options = optionsOf(question);
  const list = (texts: readonly string[]) => {
    for (const text of texts.filter((one) => one.includes(LIST_SEPARATOR)))
      report.warning(`“${text.slice(0, 80)}” is read as several: it has a ${LIST_SEPARATOR} in it.`, { item: name });
    return texts.join(` ${LIST_SEPARATOR} `);
  };
  return new Map([
    ...Object.entries({ name, title, stem, type: typeOf(question), feedback: feedback ?? '' }),
    ['right', LETTERS.filter((_, at) => options[at]?.isRight).join(' ')],
    ['case', question.type === 'text' && question.isCaseSensitive ? 'yes' : ''],
    ['steps', question.type === 'order' ? list(question.steps.map(({ id }) => id)) : ''],
    ...options.map(({ text }, at): [string, string] => [`option ${LETTERS[at]}`, text]),
    ...options.map(({ feedback: saidOf }, at): [string, string] => [`feedback ${LETTERS[at]}`, saidOf ?? '']),
    ...DETAIL_FIELDS.map((field): [string, string] => {
      const value = details[field] ?? '';
      return [DETAIL_COLUMNS[field], Array.isArray(value) ? list(value) : String(value)];
    }),
  ]);
}
