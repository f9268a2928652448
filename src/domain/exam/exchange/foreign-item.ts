import type { Item } from '../items/item-file.ts';

/** An answer to choose, as another program's file has it. */
export interface ForeignOption {
  /** Small Markdown. */
  text: string;
  isRight: boolean;
  feedback?: string;
}

/** How it is answered; only what several programs have in common. */
export type ForeignQuestion =
  | { type: 'choice'; isMultiple: boolean; options: ForeignOption[] }
  /** Steps in the right order. */
  | { type: 'order'; steps: { id: string; text: string }[] }
  /** A text to type; what is the same as one of `accept` is right. */
  | { type: 'text'; accept: string[]; isCaseSensitive: boolean; wrong: { value: string; feedback: string }[] };

/** What this platform's items say besides; each format carries it in its own place for such things, or not at all. */
export type ItemDetails = Partial<
  Pick<
    Item,
    'version' | 'domains' | 'skills' | 'objective' | 'level' | 'difficulty' | 'codeSetYear' | 'cites' | 'source'
  >
>;

/** A question as programs hand it to each other: read from a file, or to be written into one. */
export interface ForeignItem {
  /** The identifier it has in its file, or one made from its title. */
  name: string;
  title: string;
  /** Small Markdown; what a file has beyond it is left out, and reported. */
  stem: string;
  question: ForeignQuestion;
  /** Said whatever was answered. */
  feedback?: string;
  details: ItemDetails;
}

/** Something about a place in a file that people have to know. `error`: nothing of the file is taken. */
export interface FileRemark {
  severity: 'error' | 'warning';
  /** From 1, in the file or in `part`; undefined when it is about the whole. */
  line?: number;
  /** The file inside a package. */
  part?: string;
  /** The item it is about, when it has a name already. */
  item?: string;
  /** A sentence that says what is there, what was expected, and what was done. */
  text: string;
}

/** What reading a file came to. With an error among the remarks `items` is empty: nothing is half-imported. */
export interface ReadItems {
  items: ForeignItem[];
  remarks: FileRemark[];
}

/** A file made of items. */
export interface WrittenItems {
  bytes: Uint8Array;
  /** What the format cannot carry, and which items are not in the file. */
  remarks: FileRemark[];
}
