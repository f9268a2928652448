import { type Desk, deskOf } from '#domain/codeset/search/desk';
import { judge, type Ranked } from '#domain/codeset/search/judging';
import type { SearchIndex } from '#domain/codeset/search/search-index';
import type { Slot } from '#domain/codeset/search/slots';

const CANDIDATES = 120;

/** Postings longer than this are walked for the weightiest word only: what they could add, ranking adds later. */
const LONG = 6_000;
/** The same for words that are hardly meant. */
const LONG_FOR_UNSURE = 800;
const UNSURE = 0.3;
/** Words lighter than this find nothing by themselves where another word does. */
const LIGHT = 1;

/** The units that answer best, unordered: weights of the words they have, however they have them. */
function candidates(index: SearchIndex, slots: readonly Slot[], desk: Desk): number[] {
  const { points, inSlot, touched, met } = desk;
  let metCount = 0;
  const byWeight = slots.toSorted((one, other) => other.weight - one.weight);
  let walked = 0;
  for (const { weight, stems } of byWeight) {
    if (walked > 0 && weight < LIGHT) break;
    let count = 0;
    for (const [stem, surety] of stems) {
      const [from, to] = [index.postingStarts[stem] ?? 0, index.postingStarts[stem + 1] ?? 0];
      const isLong = to - from > (surety < UNSURE ? LONG_FOR_UNSURE : LONG);
      if (isLong && walked > 0) continue;
      for (let at = from; at < to; at++) {
        const unit = index.postings[at] ?? 0;
        const worth = surety * (index.firmness[at] ?? 0);
        const before = inSlot[unit] ?? 0;
        if (before === 0) touched[count++] = unit;
        if (worth > before) inSlot[unit] = worth;
      }
    }
    for (let at = 0; at < count; at++) {
      const unit = touched[at] ?? 0;
      const before = points[unit] ?? 0;
      if (before === 0) met[metCount++] = unit;
      points[unit] = before + weight * (inSlot[unit] ?? 0);
      inSlot[unit] = 0;
    }
    if (count > 0) walked++;
  }
  const found = best(desk, metCount, CANDIDATES);
  for (let at = 0; at < metCount; at++) points[met[at] ?? 0] = 0;
  return found;
}

/** Of the units met, those with most points: a cut rises while they are looked through. */
function best({ points, met }: Desk, count: number, wanted: number): number[] {
  const byPoints = (one: number, other: number) => (points[other] ?? 0) - (points[one] ?? 0);
  let found: number[] = [];
  let cut = 0;
  for (let at = 0; at < count; at++) {
    const unit = met[at] ?? 0;
    if ((points[unit] ?? 0) <= cut) continue;
    found.push(unit);
    if (found.length < wanted * 8) continue;
    found = found.sort(byPoints).slice(0, wanted);
    cut = points[found.at(-1) ?? 0] ?? 0;
  }
  return found.sort(byPoints).slice(0, wanted);
}

/** Ranks the units for the words of one reading of a query. */
export function rank(index: SearchIndex, slots: readonly Slot[]): Ranked[] {
  const desk = deskOf(index);
  if (slots.length === 0) return [];
  const units = candidates(index, slots, desk);
  for (const [at, { stems }] of slots.entries())
    for (const [stem, surety] of stems)
      if (surety > (desk.suretyOfStem[stem] ?? 0)) {
        desk.slotOfStem[stem] = at;
        desk.suretyOfStem[stem] = surety;
      }
  const ranked = units.map((unit) => judge(index, slots, desk, unit));
  for (const { stems } of slots)
    for (const stem of stems.keys()) {
      desk.slotOfStem[stem] = -1;
      desk.suretyOfStem[stem] = 0;
    }
  return ranked.sort((one, other) => other.points - one.points || one.unit - other.unit);
}
