import type { DetailField } from '#domain/exam/exchange/read-details';

/** How an item is answered, as the column `type` says it. */
export const CSV_TYPES = ['single', 'multiple', 'order', 'text'] as const;
export type CsvType = (typeof CSV_TYPES)[number];

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
/** Columns that a template has; a file may have as many as there are letters. */
const USUAL_OPTIONS = 6;

/** Columns of details, by what they carry. */
export const DETAIL_COLUMNS: Record<DetailField, string> = {
  version: 'version',
  domains: 'domains',
  skills: 'skills',
  objective: 'objective',
  level: 'level',
  difficulty: 'difficulty',
  codeSetYear: 'year',
  cites: 'cites',
  source: 'source',
};

/** Lists stand in one cell, parted by this; citations have commas and semicolons in them. */
export const LIST_SEPARATOR = '|';
/** Where nothing of a list has a semicolon in it, people may part it by one. */
export const EITHER_SEPARATOR = /[|;]/;

/**
 * The columns of a file, a row an item:
 * - `name`: stays the same when the item changes; made from the title where it is empty
 * - `type`: single, multiple, order, text; where it is empty the number of right answers decides
 * - `title`, `stem`: what is asked; small Markdown
 * - `option a` …: answers to choose, steps in their right order, or texts that may be typed
 * - `right`: letters of the right options (`a c`); empty for steps
 * - `feedback a` …: what is said of each option; `feedback`: said whatever was answered
 * - `case`: `yes` where capital and small letters of a typed answer count; `steps`: ids of the steps
 * - details: version, domains, skills, objective, level, difficulty, year, cites, source; lists parted by `|`
 */
export function csvColumns(options: number): string[] {
  const letters = LETTERS.slice(0, Math.max(options, USUAL_OPTIONS));
  return [
    ...['name', 'type', 'title', 'stem'],
    ...letters.map((letter) => `option ${letter}`),
    'right',
    ...letters.map((letter) => `feedback ${letter}`),
    ...['feedback', 'case', 'steps'],
    ...Object.values(DETAIL_COLUMNS),
  ];
}

/** A spreadsheet program would run what begins so as a formula. */
const FORMULA = /^'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell that no spreadsheet program runs: an apostrophe stands before what looks like a formula. */
export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell without the apostrophe that was put before it. */
export const plainCell = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);
