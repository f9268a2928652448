import { BILLABLE, type SearchIndex } from '#domain/codeset/search/search-index';
import type { Slot } from '#domain/codeset/search/slots';

const MOST_MEMBERS = 2;

/**
 * The rows by which a unit is shown: its header, unless words were typed that only some of the codes below have
 * (`subsequent`, `percutaneous`); then those codes. A unit without a header shows the code that has most of the words.
 */
export function membersShown(index: SearchIndex, unit: number, slots: readonly Slot[]): number[] {
  const from = index.memberStarts[unit] ?? 0;
  const to = index.memberStarts[unit + 1] ?? 0;
  const header = index.unitRows[unit] ?? 0;
  if (to - from < 2) return [header];
  let rows: number[] = [];
  let most = -1;
  for (let at = from; at < to; at++) {
    const points = pointsOf(index, at, slots);
    if (points > most) rows = [];
    if (points >= most) rows.push(index.members[at] ?? 0);
    most = Math.max(most, points);
  }
  const isHeaded = ((index.rowFlags[header] ?? 0) & BILLABLE) === 0;
  if (isHeaded && rows.includes(header)) return [header];
  return rows.slice(0, isHeaded ? MOST_MEMBERS : 1);
}

/** Weight of the typed words that a member has beyond its unit's title; of equals, the shorter and the first. */
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
