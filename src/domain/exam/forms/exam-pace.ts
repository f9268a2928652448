import type { Blueprint } from '../blueprint.ts';

/** Minutes an exam that is shorter than the day's can have. */
export const PART_MINUTES = [10, 20, 30, 60, 90, 120] as const;

/** How many items the day's exam has, those on trial among them. */
export const itemsOfExam = ({ items }: Pick<Blueprint, 'items'>): number => items.scored + items.pretest;

/** Items that fit into `minutes` at the pace of the exam, whole ones: the pace is never faster than on the day. */
export const itemsWithin = (blueprint: Pick<Blueprint, 'items' | 'minutes'>, minutes: number): number =>
  Math.floor((minutes * itemsOfExam(blueprint)) / blueprint.minutes + 1e-9);

/** The lengths this exam can be shortened to, with the items each has; the shortest first. */
export const partsOf = (blueprint: Pick<Blueprint, 'items' | 'minutes'>): { minutes: number; items: number }[] =>
  PART_MINUTES.filter((minutes) => minutes < blueprint.minutes).map((minutes) => ({
    minutes,
    items: itemsWithin(blueprint, minutes),
  }));
