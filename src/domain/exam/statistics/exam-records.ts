import type { Instant } from '#domain/time';
import type { ItemType } from '../item-file.ts';
import type { SittingScope } from '../sitting.ts';

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

/** The share that guessing gets right: one of the options, one of the sets of so many options, hardly ever what is typed. */
export function guessingShare({ type, options, key }: Pick<RecordedItem, 'type' | 'options' | 'key'>): number {
  if (type === 'single-choice') return 1 / Math.max(1, options);
  if (type !== 'multiple-choice') return 0.01;
  let sets = 1;
  for (let at = 0; at < key.length; at += 1) sets = (sets * (options - at)) / (at + 1);
  return 1 / Math.max(1, sets);
}
