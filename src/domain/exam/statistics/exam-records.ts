import type { Instant } from '#domain/time';
import type { ItemType } from '../items/item-file.ts';
import type { SittingScope } from '../sittings/sitting.ts';

/** What statistics have to know of one author's version of an item. Its key is in it: for the server alone. */
export interface RecordedItem {
  /** `anatomy-volar-laceration`. */
  name: string;
  /** Of its author: rewording feedback makes no other. */
  version: number;
  type: ItemType;
  /** How many options it has; 0 where there is nothing to choose. */
  options: number;
  /** Places of the right options, from 0. */
  key: readonly number[];
  /** The chance of getting it right by lot (`guessingChance`). */
  guessing: number;
  /** When this version could first be in a form. */
  publishedAt: Instant;
}

/** One answer of a closed sitting. */
export interface RecordedAnswer {
  /** Index into the items. */
  item: number;
  isRight: boolean;
  /** Options taken, by their place; none where it was left out or has no options. */
  chosen: readonly number[];
  isLeftOut: boolean;
  isPretest: boolean;
  /** How long it was on screen; undefined when it never was. */
  spentMs?: number;
}

/**
 * Whether a person came as far as this item. One that was left out and never on screen tells of the time or of somebody
 * who went away, not of the item: as usual it counts as not given (Lord 1980, section 15.2).
 */
export const wasReached = ({ isLeftOut, spentMs }: Pick<RecordedAnswer, 'isLeftOut' | 'spentMs'>): boolean =>
  !isLeftOut || spentMs !== undefined;

/** One closed sitting. The person is only compared with other persons. */
export interface RecordedSitting {
  personId: string;
  scope: SittingScope;
  startedAt: Instant;
  answers: readonly RecordedAnswer[];
}

/** Closed sittings of one exam, the oldest first. */
export interface ExamRecords {
  items: readonly RecordedItem[];
  sittings: readonly RecordedSitting[];
}
