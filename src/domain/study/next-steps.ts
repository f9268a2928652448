import type { Mastery } from './mastery.ts';
import { AFTER, BEFORE, reachedFrom } from './skill-order.ts';
import type { SkillId } from './skills.ts';

/** A place on this site where something can be done. */
export interface Place {
  title: string;
  address: string;
}

/** What there is to practise a skill with. */
export interface Offer {
  /** The lesson that treats it most comes first. */
  lessons: readonly Place[];
  /** Charts the person has not begun. */
  charts: readonly Place[];
  cardsDue: number;
}
export type Offers = ReadonlyMap<SkillId, Offer>;

/** Why a skill is next. */
export type StepCause = 'weak' | 'growing' | 'aging' | 'begin';

export interface NextStep {
  mastery: Mastery;
  cause: StepCause;
  /** Weak skills it builds on, which stand before it in the list. */
  first: SkillId[];
  /** Skills that build on it, by whatever way. */
  carries: number;
  offer: Offer;
}

const NO_OFFER: Offer = { lessons: [], charts: [], cardsDue: 0 };
const CAUSES: readonly StepCause[] = ['weak', 'growing', 'aging', 'begin'];

/**
 * Skills to go on with, ranked: the weak ones, those most surely weak first; then growing ones; then solid ones whose
 * evidence is aging; then ones nothing is known of, those first that carry the most others. Whatever the rank, a skill
 * comes after the weak skills it builds on, and one that nothing is known of waits until what it builds on is neither
 * weak nor unknown. Those without anything to practise them with are left out unless they are weak. Deterministic.
 */
export function nextSteps(mastery: readonly Mastery[], offers: Offers): NextStep[] {
  const known = new Map(mastery.map((one) => [one.skill, one]));
  const steps = mastery.flatMap((one) => {
    const cause = causeOf(one, known);
    const offer = offers.get(one.skill) ?? NO_OFFER;
    if (!cause || (cause !== 'weak' && isEmpty(offer))) return [];
    const first = reachedFrom(one.skill, BEFORE).filter((id) => known.get(id)?.state === 'weak');
    return [{ mastery: one, cause, first, carries: reachedFrom(one.skill, AFTER).length, offer }];
  });
  return foundationsFirst(steps.sort(byRank));
}

/** The step of one skill, whether or not it is next; undefined when there is nothing to do about it. */
export const stepOf = (skill: SkillId, steps: readonly NextStep[]): NextStep | undefined =>
  steps.find(({ mastery }) => mastery.skill === skill);

const isEmpty = ({ lessons, charts, cardsDue }: Offer): boolean =>
  lessons.length === 0 && charts.length === 0 && cardsDue === 0;

function causeOf({ skill, state, isAging }: Mastery, known: ReadonlyMap<SkillId, Mastery>): StepCause | undefined {
  if (state === 'weak' || state === 'growing') return state;
  if (state === 'solid') return isAging ? 'aging' : undefined;
  const isReady = (BEFORE.get(skill) ?? []).every((id) => ['growing', 'solid'].includes(known.get(id)?.state ?? ''));
  return isReady ? 'begin' : undefined;
}

function byRank(one: NextStep, other: NextStep): number {
  const cause = CAUSES.indexOf(one.cause) - CAUSES.indexOf(other.cause);
  if (cause !== 0) return cause;
  if (one.cause === 'begin') return other.carries - one.carries;
  // The upper end says how good somebody may be at best.
  return one.mastery.high - other.mastery.high || other.carries - one.carries;
}

/** Puts the weak skills a step builds on right before it, unless they stand further up already. */
function foundationsFirst(ranked: readonly NextStep[]): NextStep[] {
  const bySkill = new Map(ranked.map((step) => [step.mastery.skill, step]));
  const placed = new Set<NextStep>();
  const place = (step: NextStep) => {
    if (placed.has(step)) return;
    for (const id of step.first) {
      const foundation = bySkill.get(id);
      if (foundation) place(foundation);
    }
    placed.add(step);
  };
  ranked.forEach(place);
  return [...placed];
}
