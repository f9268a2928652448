import type { Catalog } from '#domain/codeset/catalog';
import type { Item, ItemFile } from '#domain/exam/items/item-file';
import type { StarterSet } from '#domain/lessons/lesson-codes';

/** A file of the bank as its author wrote it. */
export interface ItemFileUnderReview {
  /** `anatomy/01-heart`: its path below db/items without the ending. */
  id: string;
  content: ItemFile;
  /** The text of its record of the blind second pass; undefined where there is none. */
  review: string | undefined;
}

/** The bank with what its rules look things up in. Most rules look at one item; some at a file, or at everything. */
export interface BankUnderReview {
  files: readonly ItemFileUnderReview[];
  /** Ids of content/blueprints: `cpc/anatomy`. */
  domains: ReadonlySet<string>;
  /** Ids of the skill graph. */
  skills: ReadonlySet<string>;
  /** Drawings by name, each with the ids of its parts. */
  diagrams: ReadonlyMap<string, ReadonlySet<string>>;
  /** Questions of the lessons' knowledge checks: where they stand, and question and right answer in one. */
  lessonQuestions: readonly { at: string; text: string }[];
  /** Charts of the sandbox by name: the codes of their keys as people write them, and all they say. */
  charts: ReadonlyMap<string, { codes: ReadonlySet<string>; text: string }>;
  starter: StarterSet;
  /** The releases of an item with typed codes, for every code its key names. */
  catalogOf(item: Item): Catalog;
  /** Sections of the Official Guidelines; absent where the official text is not at hand. */
  guidelineSections?: ReadonlySet<string>;
  practiceRules: ReadonlySet<string>;
}

/** One thing to put right. Sentences without full stop. */
export interface ItemIssue {
  /** Id of the file. */
  file: string;
  path: PropertyKey[];
  message: string;
  fix: string;
  /** True of what has to be done before learners get the item, and keeps nobody from writing on. */
  isWarning?: true;
}

/** A small check that looks at one thing in the whole bank and answers all it finds. */
export interface ItemRule {
  name: string;
  check(bank: BankUnderReview): Iterable<ItemIssue>;
}

/** An item with the place it stands at. */
export interface PlacedItem {
  file: ItemFileUnderReview;
  item: Item;
  path: PropertyKey[];
}

/** Every item of the files, in their order. */
export const itemsOf = (files: readonly ItemFileUnderReview[]): PlacedItem[] =>
  files.flatMap((file) => file.content.items.map((item, index) => ({ file, item, path: ['items', index] })));

/** An issue at a place in an item, which it names. */
export const inItem = (
  { file, item, path }: PlacedItem,
  below: PropertyKey[],
  message: string,
  fix: string,
): ItemIssue => ({ file: file.id, path: [...path, ...below], message: `${item.id}: ${message}`, fix });

export const inFile = (file: ItemFileUnderReview, path: PropertyKey[], message: string, fix: string): ItemIssue => ({
  file: file.id,
  path,
  message,
  fix,
});
