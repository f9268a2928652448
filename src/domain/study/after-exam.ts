import { BEFORE, reachedFrom } from './skill-order.ts';
import type { SkillId } from './skills.ts';
import { inOrder } from './skills-of.ts';

/** A skill with the questions of a sitting that were answered wrongly because of it. */
export interface MissedSkill {
  skill: SkillId;
  missed: number;
}

/** A skill of a plan after an exam. */
export interface PlannedSkill extends MissedSkill {
  /** Questions about it that were not answered. */
  unanswered: number;
}

/** Cards about one skill that a plan takes for each question missed, and at most; cards of a plan in all. */
const CARDS = { perQuestion: 3, perSkill: 10, inAll: 60 } as const;
/** More lessons than these are a course, not a plan. */
const MOST_LESSONS = 8;

/**
 * What to work on after an exam: the skill of each wrong answer, counted; most missed first, and before each the missed
 * skills it builds on. Ids of another time are left out.
 */
export function missedSkills(skills: readonly string[]): MissedSkill[] {
  const counted = inOrder(skills).map((skill) => ({ skill, missed: skills.filter((one) => one === skill).length }));
  const bySkill = new Map(counted.map((one) => [one.skill, one]));
  const placed = new Set<MissedSkill>();
  const place = (one: MissedSkill): void => {
    if (placed.has(one)) return;
    for (const id of reachedFrom(one.skill, BEFORE)) {
      const foundation = bySkill.get(id);
      if (foundation) place(foundation);
    }
    placed.add(one);
  };
  // The sort is stable: of as many the order of `SKILLS` holds.
  counted.toSorted((one, other) => other.missed - one.missed).forEach(place);
  return [...placed];
}

/** The skills of a plan: of wrong answers first, then those that only questions left unanswered are about. */
export function skillsAfterExam(wrong: readonly string[], unanswered: readonly string[]): PlannedSkill[] {
  const others = unanswered.filter((skill) => !wrong.includes(skill));
  const left = missedSkills(others).map(({ skill }) => ({ skill, missed: 0 }));
  const countOf = (skill: SkillId) => unanswered.filter((one) => one === skill).length;
  return [...missedSkills(wrong), ...left].map((one) => ({ ...one, unanswered: countOf(one.skill) }));
}

/** A question that was missed, as the card it comes back as. */
export interface MissedCard {
  cardId: string;
  skill: string;
}

/**
 * Cards of a plan in their order: skill by skill the questions that were missed, then cards about it; at last cards about
 * what was left unanswered, which nobody got wrong. Each once.
 */
export function cardsAfterExam(
  missed: readonly MissedCard[],
  unanswered: readonly string[],
  cardsOf: (skill: SkillId) => readonly string[],
): string[] {
  const cards = new Set<string>();
  const addAbout = ({ skill, missed: count }: MissedSkill) => {
    const about = cardsOf(skill).filter((id) => !cards.has(id));
    for (const id of about.slice(0, Math.min(CARDS.perSkill, CARDS.perQuestion * count))) cards.add(id);
  };
  for (const one of missedSkills(missed.map(({ skill }) => skill))) {
    for (const { cardId, skill } of missed) if (skill === one.skill) cards.add(cardId);
    addAbout(one);
  }
  missedSkills(unanswered).forEach(addAbout);
  const all = [...cards];
  const own = new Set(missed.map(({ cardId }) => cardId));
  // However many questions were missed, all of them come back.
  return all.filter((id, index) => own.has(id) || index < CARDS.inAll);
}

/** Lessons of a plan in the order they are best read, each with the skills it is there for. */
export function lessonsAfterExam<Lesson extends { name: string }>(
  skills: readonly PlannedSkill[],
  lessonsOf: (skill: SkillId) => readonly Lesson[],
): { lesson: Lesson; skills: PlannedSkill[] }[] {
  const found = new Map<string, { lesson: Lesson; skills: PlannedSkill[] }>();
  for (const one of skills) {
    const lessons = lessonsOf(one.skill);
    const lesson = lessons.find(({ name }) => found.has(name)) ?? lessons[0];
    if (!lesson) continue;
    const listed = found.get(lesson.name);
    if (listed) listed.skills.push(one);
    else if (found.size < MOST_LESSONS) found.set(lesson.name, { lesson, skills: [one] });
  }
  return [...found.values()];
}
