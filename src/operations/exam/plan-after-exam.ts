import { saveStudyPlan } from '#db/queries/study-plan';
import { listWrongAnswers } from '#db/queries/wrong-answers';
import { lessonsAfterExam, type MissedSkill, missedSkills } from '#domain/study/after-exam';
import { examDeckId, sittingOfDeck } from '#domain/study/card';
import { daysOfFirst } from '#domain/study/daily-plan';
import { type Desk, learnerOf, openDesk } from '#operations/study/desk';
import { lessonsFor } from '#operations/study/drills';
import { cardsAfterSitting } from '#operations/study/exam-decks';
import { type LessonOfSkill, lessonsBySkill } from '#operations/study/lessons-by-skill';

export interface PlannedLesson {
  lesson: LessonOfSkill;
  /** What it is there for. */
  skills: MissedSkill[];
}

/** What to do after an exam, and whether it is in the person's plan. */
export interface PlanAfterExam {
  skills: MissedSkill[];
  lessons: PlannedLesson[];
  /** Questions that were missed and are not settled, and cards about what they ask, seen before or not. */
  questions: number;
  cards: number;
  isBooked: boolean;
  /** How many new cards come on each day from today on, if the plan is (as if it were) booked. */
  days: { day: number; cards: number }[];
  newCardsADay: number;
}

/** The plan after one closed sitting, made of its wrong answers that are not settled. Seven queries. */
export async function planAfterExam(locals: App.Locals, sittingId: string): Promise<PlanAfterExam> {
  const desk = await openDesk(locals);
  const all = await listWrongAnswers(locals.db, locals.actor.personId);
  const missed = all.filter((one) => one.sittingId === sittingId);
  const skills = missedSkills(missed.map(({ skill }) => skill));
  const cards = cardsAfterSitting(missed);
  const isBooked = desk.plan.decks.includes(examDeckId(sittingId));
  return {
    skills,
    lessons: await lessonsOf(skills),
    questions: missed.length,
    cards: cards.length - missed.length,
    isBooked,
    days: daysOf(desk, isBooked ? plannedCards(desk) : [...plannedCards(desk), ...cards], cards, locals.now),
    newCardsADay: desk.plan.newCardsADay,
  };
}

/** Lessons of the plan, those on the skills that were missed most first. */
export async function lessonsOf(skills: readonly MissedSkill[]): Promise<PlannedLesson[]> {
  const bySkill = await lessonsBySkill();
  return lessonsAfterExam(skills, (skill) => lessonsFor(bySkill, skill));
}

const plannedCards = ({ decks }: Desk): string[] =>
  decks.filter(({ id }) => sittingOfDeck(id) !== undefined).flatMap(({ cardIds }) => cardIds);

function daysOf(
  { states, done, plan }: Desk,
  first: readonly string[],
  own: readonly string[],
  now: App.Locals['now'],
): PlanAfterExam['days'] {
  const byCard = daysOfFirst({ states: [...states.values()], first: [...new Set(first)], done, plan, now });
  const days = own.flatMap((id) => byCard.get(id) ?? []);
  return [...Map.groupBy(days, (day) => day)]
    .map(([day, cards]) => ({ day, cards: cards.length }))
    .sort((one, other) => one.day - other.day);
}

/**
 * Puts the plan after a sitting into what the person studies, or takes it out: as a deck that is on. The decks that are
 * on stay on; nothing that was learnt is changed. The caller has checked whose the sitting is.
 */
export async function bookPlan(locals: App.Locals, sittingId: string, isBooked: boolean): Promise<void> {
  const { plan } = await openDesk(locals);
  const deck = examDeckId(sittingId);
  const others = plan.decks.filter((id) => id !== deck);
  const decks = isBooked ? [deck, ...others] : others;
  await saveStudyPlan(locals.db, learnerOf(locals), { ...plan, decks }, locals.now);
}

/** Lessons of all exams that are in the plan, for the page of the day. None, and no further query, when none is. */
export async function bookedLessons(locals: App.Locals, desk: Desk): Promise<PlannedLesson[]> {
  const booked = new Set(desk.plan.decks.flatMap((deck) => sittingOfDeck(deck) ?? []));
  if (booked.size === 0) return [];
  const missed = (await listWrongAnswers(locals.db, locals.actor.personId)).filter(({ sittingId }) =>
    booked.has(sittingId),
  );
  return lessonsOf(missedSkills(missed.map(({ skill }) => skill)));
}
