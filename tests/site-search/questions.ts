import { readFileSync } from 'node:fs';

/** A question as people type it, and the place that has to be among the first `within`. */
export interface AskedQuestion {
  typed: string;
  within: number;
  /** A place with its anchor, or a page: then any place of it is right. */
  address: string;
}

/** Questions of one kind, under their heading in the file. */
export interface QuestionGroup {
  title: string;
  questions: AskedQuestion[];
}

/** Reads a list of questions. A line that begins with `#` and has questions below it is the heading of a group. */
export function readQuestionGroups(path: string): QuestionGroup[] {
  const groups: QuestionGroup[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    if (line.startsWith('#')) groups.push({ title: line.slice(2), questions: [] });
    else {
      const [typed = '', within = '', address = ''] = line.split('\t');
      groups.at(-1)?.questions.push({ typed, within: Number(within), address });
    }
  }
  return groups.filter(({ questions }) => questions.length > 0);
}

/** Whether an address found is the one that was meant. */
export const isMeant = (found: string, address: string): boolean =>
  address.includes('#') ? found === address : found.split('#')[0] === address;
