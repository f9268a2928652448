import { BILLABLE, type SearchIndex } from '#domain/codeset/search/search-index';
import type { Slot } from '#domain/codeset/search/slots';

const MOST_MEMBERS = 2;
/** Of a procedure without a header, where a code is to be taken rather than read about. */
const MOST_TO_TAKE = 4;

/**
 * The rows by which a unit is shown: its header, unless words were typed that only some of the codes below have
 * (`subsequent`, `percutaneous`); then those codes. A unit without a header shows the code that has most of the words,
 * of equals the one that says least; `isToTake` shows some of the equals.
 */
export function membersShown(index: SearchIndex, unit: number, slots: readonly Slot[], isToTake: boolean): number[] {
  const from = index.memberStarts[unit] ?? 0;
  const to = index.memberStarts[unit + 1] ?? 0;
  const header = index.unitRows[unit] ?? 0;
  if (to - from < 2) return [header];
  let best: number[] = [];
  let most = -1;
  for (let at = from; at < to; at++) {
    const points = pointsOf(index, at, slots);
    if (points > most) best = [];
    if (points >= most) best.push(at);
    most = Math.max(most, points);
  }
  const isHeaded = ((index.rowFlags[header] ?? 0) & BILLABLE) === 0;
  const rowOf = (at: number) => index.members[at] ?? 0;
  if (isHeaded) return best.map(rowOf).includes(header) ? [header] : best.map(rowOf).slice(0, MOST_MEMBERS);
  const plainest = best.sort((one, other) => lengthOf(index, one) - lengthOf(index, other));
  return plainest.map(rowOf).slice(0, isToTake ? MOST_TO_TAKE : 1);
}

/** Words of a member: a device, a diagnostic or another qualifier that nobody named makes it longer. */
const lengthOf = ({ memberStemStarts }: SearchIndex, member: number): number =>
  (memberStemStarts[member + 1] ?? 0) - (memberStemStarts[member] ?? 0);

/** Weight of the typed words that a member has beyond its unit's title. */
function pointsOf(index: SearchIndex, member: number, slots: readonly Slot[]): number {
  const from = index.memberStemStarts[member] ?? 0;
  const to = index.memberStemStarts[member + 1] ?? 0;
  let points = 0;
  for (const { stems, weight } of slots) {
    let surest = 0;
    for (let at = from; at < to; at++) surest = Math.max(surest, stems.get(index.memberStems[at] ?? 0) ?? 0);
    if (surest > 0.5) points += weight * surest;
  }
  return points;
}
