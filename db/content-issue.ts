import { relative } from 'node:path';

/** Something wrong in a content file, so that its author finds the place and knows what to do. */
export interface ContentIssue {
  /** Path from the folder the command runs in. */
  file: string;
  line: number;
  /** What is wrong, a sentence without its full stop. */
  message: string;
  /** What to do about it, a sentence without its full stop. */
  fix: string;
  /** True of what is still to be done before learners see it, and no reason to refuse it. */
  isWarning?: true;
}

export const sayIssue = ({ file, line, message, fix, isWarning }: ContentIssue): string =>
  `${file}:${line}  ${isWarning ? 'still to do: ' : ''}${message}. ${fix}.`;

/** The way a file is named in messages. */
export const nameOfFile = (path: string): string => relative(process.cwd(), path) || path;

/** Content that cannot be used. Its message is the list of issues, one per line, ready to be printed. */
export class BrokenContentError extends Error {
  constructor(issues: readonly ContentIssue[]) {
    super(issues.map(sayIssue).join('\n'));
    this.name = 'BrokenContentError';
  }
}
