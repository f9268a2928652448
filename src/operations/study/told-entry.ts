/** What an entry says: what differed or was asked, and what is right and why. */
export interface ToldEntry {
  headline: string;
  /** The corrected rule, in order of reading. */
  sentences: string[];
  cites: string[];
  /** The lesson a question is from. */
  lesson?: { title: string; address: string };
  /** The result of the exam a question is from. */
  result?: { title: string; address: string };
}
