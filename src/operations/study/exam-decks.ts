import type { WrongAnswer } from '#db/queries/wrong-answers';
import { cardsAfterExam, type MissedCard } from '#domain/study/after-exam';
import { sittingOfDeck, varianceCardId } from '#domain/study/card';
import type { SkillId } from '#domain/study/skills';
import { findBlueprint } from '#operations/exam/find-blueprint';
import type { Unanswered } from '#operations/exam/unanswered';
import type { DeskDeck } from '#operations/study/desk-deck';
import { platformDecks } from '#operations/study/platform-decks';

/** Cards everybody has, by the skills they are about, those of few skills first: they are the most to the point. */
let bySkill: ReadonlyMap<SkillId, readonly string[]> | undefined;

/** Ids of the cards everybody has about a skill. */
export function cardsOfSkill(skill: SkillId): readonly string[] {
  bySkill ??= sortBySkill();
  return bySkill.get(skill) ?? [];
}

function sortBySkill(): Map<SkillId, string[]> {
  const found = new Map<SkillId, string[]>();
  const cards = [...platformDecks().byId.values()].toSorted((one, other) => one.skills.length - other.skills.length);
  for (const { id, skills } of cards) for (const skill of skills) found.set(skill, [...(found.get(skill) ?? []), id]);
  return found;
}

const cardOf = ({ id, skill }: Pick<WrongAnswer, 'id' | 'skill'>): MissedCard => ({
  cardId: varianceCardId(id),
  skill,
});

/** Ids of the cards a plan after one sitting has: the questions missed, and cards about what they and those left out ask. */
export const cardsAfterSitting = (
  missed: readonly Pick<WrongAnswer, 'id' | 'skill'>[],
  unanswered: readonly Pick<Unanswered, 'skill'>[],
): string[] =>
  cardsAfterExam(
    missed.map(cardOf),
    unanswered.map(({ skill }) => skill),
    cardsOfSkill,
  );

/**
 * The decks of exams that are in a person's plan, made of the wrong answers that are not settled yet and of what was left
 * unanswered. A sitting that has none (any more) has no deck.
 */
export function examDecks(
  planned: readonly string[],
  answers: readonly WrongAnswer[],
  unanswered: readonly Unanswered[],
): DeskDeck[] {
  const wrong = Map.groupBy(answers, ({ sittingId }) => sittingId);
  const left = Map.groupBy(unanswered, ({ sittingId }) => sittingId);
  return planned.flatMap((deck): DeskDeck[] => {
    const sittingId = sittingOfDeck(deck) ?? '';
    const [missed, open] = [wrong.get(sittingId) ?? [], left.get(sittingId) ?? []];
    const blueprint = (missed[0] ?? open[0])?.blueprint;
    if (blueprint === undefined) return [];
    return [
      {
        id: deck,
        title: `After your ${findBlueprint(blueprint)?.name ?? blueprint} exam`,
        about: 'Questions you missed and cards about what they ask. They are new before all others.',
        isOn: true,
        cardIds: cardsAfterSitting(missed, open),
      },
    ];
  });
}
