/** How the marks of a text are to be read. `moodle`: HTML whose line ends are line ends. */
export type TextFormat = 'html' | 'moodle' | 'markdown' | 'plain';

export interface MoodleText {
  text: string;
  format: TextFormat;
}

export interface MoodleAnswer {
  line: number;
  text: MoodleText;
  /** Per cent of the mark: 100 right, 0 wrong, between them in part, below zero a loss. */
  fraction: number;
  feedback?: MoodleText;
}

/** A question as Moodle has it, whether it stands in XML or in GIFT. */
export interface MoodleQuestion {
  line: number;
  /** Moodle's name of its type: `multichoice`, `shortanswer`, `truefalse`, `ordering` and the ones that are not read. */
  type: string;
  title: string;
  /** The number that its teachers gave it. */
  idNumber: string;
  stem: MoodleText;
  feedback?: MoodleText;
  answers: MoodleAnswer[];
  isSingle: boolean;
  isCaseSensitive: boolean;
  tags: string[];
}

/** The category this platform writes for items of a domain; what is in another one is told so. */
export const categoryOf = (domain: string | undefined): string =>
  `top/Medical coding${domain ? `/${domain.replaceAll('/', '//')}` : ''}`;

/** The tag that says so in GIFT, which has no other place for it. */
export const CASE_TAG = 'case-sensitive';

/**
 * Paragraphs of the general feedback that carry a detail too long for a tag; programs keep and show them, and this one
 * knows them again by their class.
 */
export const OUR_PARAGRAPHS: readonly {
  field: 'objective' | 'cites' | 'source';
  className: string;
  label: string;
}[] = [
  { field: 'objective', className: 'item-objective', label: 'Objective' },
  { field: 'cites', className: 'item-cite', label: 'Rule' },
  { field: 'source', className: 'item-source', label: 'Source' },
];

/** Said where a file sorts its questions otherwise than we would. */
export const CATEGORIES_LEFT_OUT = 'Categories are left out: items are sorted by the domains of their exams';

/** Moodle’s types that this platform has questions for. */
export const TAKEN_TYPES: ReadonlySet<string> = new Set(['multichoice', 'truefalse', 'shortanswer', 'ordering']);
