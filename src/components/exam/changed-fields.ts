import { STATE_FIELDS, type StateField } from '#domain/exam/sittings/item-state-limits';
import type { ItemState, SittingChange } from '#domain/exam/sittings/sitting';

/**
 * What is set by a change from `before` to `after`, together with what changes of the same item that still wait have
 * set: the newest of them is sent for all.
 */
export function changedFields(
  before: ItemState,
  after: ItemState,
  queue: readonly SittingChange[],
  place: number,
): StateField[] {
  const waiting = queue.filter((one) => one.place === place).flatMap(({ fields }) => fields ?? STATE_FIELDS);
  const isSet = (field: StateField) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  return STATE_FIELDS.filter((field) => waiting.includes(field) || isSet(field));
}
