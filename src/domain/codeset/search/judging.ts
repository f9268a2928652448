import type { Desk } from '#domain/codeset/search/desk';
import { BILLABLE, IN_MEMBER, type SearchIndex, TOXIC, UNSPECIFIED } from '#domain/codeset/search/search-index';
import { FILLER, type Slot } from '#domain/codeset/search/slots';

/** A unit with how well it answers (0–1 and a little), and which of its entries says so. */
export interface Ranked {
  unit: number;
  points: number;
  entry: number;
  /** Every word is answered, by the entry or by what stands around it. */
  hasAllWords: boolean;
  /** The one row of the unit that is meant, where that is known. */
  row?: number;
}

/** How far what an entry lacks counts when it stands nearby, and what else weighs; found by trial on the tuning part. */
const WORTH = {
  otherEntry: 0.9,
  member: 0.75,
  above: [0.7, 0.6, 0.45, 0.4],
  precision: 0.5,
  billable: 0.03,
  unspecified: 0.02,
  name: -0.02,
  toxic: 0.12,
};

/** Less than this is chance likeness: part of a word, or kin by a thread. */
const ANSWERED = 0.3;
const isAnswered = ({ weight }: Slot, surety: number) => weight <= FILLER || surety >= ANSWERED;

/** How well a unit answers: by its best entry, helped by what stands around it. */
export function judge(index: SearchIndex, slots: readonly Slot[], desk: Desk, unit: number): Ranked {
  const { around, own } = desk;
  around.fill(0);
  const from = index.entryStarts[unit] ?? 0;
  const to = index.entryStarts[unit + 1] ?? 0;
  for (let entry = from; entry < to; entry++) raise(index, desk, entry, around, WORTH.otherEntry);
  let above = index.unitParents[unit] ?? -1;
  for (const worth of WORTH.above) {
    if (above < 0) break;
    for (let entry = index.entryStarts[above] ?? 0; entry < (index.entryStarts[above + 1] ?? 0); entry++)
      raise(index, desk, entry, around, worth);
    above = index.unitParents[above] ?? -1;
  }
  if ((index.memberStarts[unit + 1] ?? 0) - (index.memberStarts[unit] ?? 0) > 1) inMembers(index, slots, unit, around);
  const ranked: Ranked = { unit, points: -1, entry: from, hasAllWords: false };
  for (let entry = from; entry < to; entry++) {
    const points = judgeEntry(index, slots, desk, entry) + (entry === from ? 0 : WORTH.name);
    if (points <= ranked.points) continue;
    Object.assign(ranked, { points, entry, hasAllWords: slots.every((slot, at) => isAnswered(slot, own[at] ?? 0)) });
  }
  const row = index.unitRows[unit] ?? 0;
  const flags = index.rowFlags[row] ?? 0;
  // "Poisoning", "adverse", …: the title's first word was asked for.
  const asksForHarm = (desk.slotOfStem[index.entryStems[index.stemStarts[from] ?? 0] ?? 0] ?? -1) >= 0;
  ranked.points += (flags & BILLABLE ? WORTH.billable : 0) + (flags & UNSPECIFIED ? WORTH.unspecified : 0);
  if (flags & TOXIC && !asksForHarm) ranked.points -= WORTH.toxic;
  return ranked;
}

/** Words that only the codes of a unit have; their postings tell. */
function inMembers(index: SearchIndex, slots: readonly Slot[], unit: number, around: Float32Array): void {
  for (const [at, { stems }] of slots.entries()) {
    if ((around[at] ?? 0) >= WORTH.member) continue;
    for (const [stem, surety] of stems)
      if (surety * WORTH.member > (around[at] ?? 0) && has(index, stem, unit)) around[at] = surety * WORTH.member;
  }
}

function has({ postings, postingStarts, firmness }: SearchIndex, stem: number, unit: number): boolean {
  let low = postingStarts[stem] ?? 0;
  const end = postingStarts[stem + 1] ?? 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((postings[middle] ?? 0) < unit) low = middle + 1;
    else high = middle;
  }
  return low < end && postings[low] === unit && (firmness[low] ?? 0) === IN_MEMBER;
}

function raise(index: SearchIndex, desk: Desk, entry: number, into: Float32Array, worth: number): void {
  for (let at = index.stemStarts[entry] ?? 0; at < (index.stemStarts[entry + 1] ?? 0); at++) {
    const stem = index.entryStems[at] ?? 0;
    const slot = desk.slotOfStem[stem] ?? -1;
    if (slot < 0) continue;
    const surety = (desk.suretyOfStem[stem] ?? 0) * worth;
    if (surety > (into[slot] ?? 0)) into[slot] = surety;
  }
}

/** Share of what was said that the entry has, less what the entry says beyond it. */
function judgeEntry(index: SearchIndex, slots: readonly Slot[], desk: Desk, entry: number): number {
  const { own } = desk;
  own.set(desk.around);
  let said = 0;
  let answered = 0;
  for (let at = index.stemStarts[entry] ?? 0; at < (index.stemStarts[entry + 1] ?? 0); at++) {
    const stem = index.entryStems[at] ?? 0;
    const rarity = index.rarity[stem] ?? 0;
    said += rarity;
    const slot = desk.slotOfStem[stem] ?? -1;
    if (slot < 0) continue;
    const surety = desk.suretyOfStem[stem] ?? 0;
    answered += rarity * surety;
    if (surety > (own[slot] ?? 0)) own[slot] = surety;
  }
  let wanted = 0;
  let got = 0;
  for (const [at, { weight }] of slots.entries()) {
    wanted += weight;
    got += weight * (own[at] ?? 0);
  }
  const covered = wanted > 0 ? got / wanted : 0;
  const precise = said > 0 ? answered / said : 0;
  return covered * (1 - WORTH.precision + WORTH.precision * precise);
}
