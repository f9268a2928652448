import { saveStudyPlan } from '#db/queries/study-plan';
import { listWrongAnswers } from '#db/queries/wrong-answers';
import { lessonsAfterExam, type PlannedSkill, skillsAfterExam } from '#domain/study/after-exam';
import { examDeckId, sittingOfDeck } from '#domain/study/card';
import { daysOfFirst } from '#domain/study/daily-plan';
import { findSkill } from '#domain/study/skills-of';
import { listUnanswered } from '#operations/exam/unanswered';
import { type Desk, learnerOf, openDesk } from '#operations/study/desk';
import { lessonsFor } from '#operations/study/drills';
import { cardsAfterSitting, cardsOfSkill } from '#operations/study/exam-decks';
import { type LessonOfSkill, lessonsBySkill } from '#operations/study/lessons-by-skill';

export interface PlannedLesson {
  lesson: LessonOfSkill;
  /** What it is there for. */
  skills: PlannedSkill[];
}

/** A skill of a plan that no lesson is about, and what there is instead. */
export interface LessonGap {
  skill: PlannedSkill;
  /** Cards on it are in the plan. */
  hasCards: boolean;
  /** Where its rules stand in the official guidelines, `OG I.C.2`. */
  section?: string;
}

/** What to do after an exam, and whether it is in the person's plan. */
export interface PlanAfterExam {
  skills: PlannedSkill[];
  lessons: PlannedLesson[];
  gaps: LessonGap[];
  /** Questions that were missed and are not settled, and cards about what they and the unanswered ask, seen before or not. */
  questions: number;
  cards: number;
  /** Places of the questions that were left unanswered, from 0. */
  unanswered: number[];
  isBooked: boolean;
  /** How many new cards come on each day from today on, if the plan is (as if it were) booked. */
  days: { day: number; cards: number }[];
  newCardsADay: number;
}

/** The plan after one closed sitting, made of its wrong answers that are not settled, then of what was not answered. Nine queries. */
export async function planAfterExam(locals: App.Locals, sittingId: string): Promise<PlanAfterExam> {
  const desk = await openDesk(locals);
  const all = await listWrongAnswers(locals.db, locals.actor.personId);
  const missed = all.filter((one) => one.sittingId === sittingId);
  const unanswered = await listUnanswered(locals, [sittingId]);
  const skills = skillsOf(missed, unanswered);
  const cards = cardsAfterSitting(missed, unanswered);
  const isBooked = desk.plan.decks.includes(examDeckId(sittingId));
  return {
    skills,
    lessons: await lessonsOf(skills),
    gaps: await gapsOf(skills, new Set(cards)),
    questions: missed.length,
    cards: cards.length - missed.length,
    unanswered: unanswered.map(({ place }) => place),
    isBooked,
    days: daysOf(desk, isBooked ? plannedCards(desk) : [...plannedCards(desk), ...cards], cards, locals.now),
    newCardsADay: desk.plan.newCardsADay,
  };
}

const skillsOf = (missed: readonly { skill: string }[], unanswered: readonly { skill: string }[]): PlannedSkill[] =>
  skillsAfterExam(
    missed.map(({ skill }) => skill),
    unanswered.map(({ skill }) => skill),
  );

/** Lessons of the plan, those on the skills that were missed most first. */
async function lessonsOf(skills: readonly PlannedSkill[]): Promise<PlannedLesson[]> {
  const bySkill = await lessonsBySkill();
  return lessonsAfterExam(skills, (skill) => lessonsFor(bySkill, skill));
}

/** The skills of a plan with these cards that no lesson is about. */
async function gapsOf(skills: readonly PlannedSkill[], cards: ReadonlySet<string>): Promise<LessonGap[]> {
  const bySkill = await lessonsBySkill();
  const open = skills.filter(({ skill }) => lessonsFor(bySkill, skill).length === 0);
  return open.map((one): LessonGap => {
    const section = findSkill(one.skill)?.cites?.find((cite) => /^(?:PCS-)?OG /.test(cite));
    const hasCards = cardsOfSkill(one.skill).some((id) => cards.has(id));
    return { skill: one, hasCards, ...(section && { section }) };
  });
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
  const all = await listWrongAnswers(locals.db, locals.actor.personId);
  const missed = all.filter(({ sittingId }) => booked.has(sittingId));
  return lessonsOf(skillsOf(missed, await listUnanswered(locals, [...booked])));
}
