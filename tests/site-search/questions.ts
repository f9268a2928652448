import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A question as people type it, and the place that has to be among the first `within`. */
export interface AskedQuestion {
  typed: string;
  within: number;
  /** A place with its anchor, or a page: then any place of it is right. */
  address: string;
}

/** The questions of queries.tsv in their order. */
export const readQuestions = (): AskedQuestion[] =>
  readFileSync(join(import.meta.dirname, 'queries.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [typed = '', within = '', address = ''] = line.split('\t');
      return { typed, within: Number(within), address };
    });

/** Whether an address found is the one that was meant. */
export const isMeant = (found: string, address: string): boolean =>
  address.includes('#') ? found === address : found.split('#')[0] === address;
