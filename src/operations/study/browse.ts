import { listOwnCards } from '#db/queries/own-cards';
import { listVarianceEntries, type VarianceEntry } from '#db/queries/variance-entries';
import { listWrongAnswers, type WrongAnswer } from '#db/queries/wrong-answers';
import { SETTING_NAMES } from '#domain/chart/encounter';
import { VARIANCE_NAMES, type VarianceKind } from '#domain/grading/variance';
import { type CardState, sittingOfDeck, VARIANCE_DECK, varianceCardId } from '#domain/study/card';
import { findSkill } from '#domain/study/skills-of';
import { findBlueprint } from '#operations/exam/find-blueprint';
import type { Desk } from '#operations/study/desk';
import { toCard } from '#operations/study/find-card';
import { platformDecks } from '#operations/study/platform-decks';

export const CARD_FILTERS = {
  '': 'all',
  due: 'due',
  new: 'new',
  learning: 'being learnt',
  suspended: 'suspended',
} as const;
type Filter = keyof typeof CARD_FILTERS;

/** A card in a list. The back of a difference is told when it is reviewed, so it is absent here. */
export interface ListedCard {
  id: string;
  deck: string;
  front: string;
  back?: string;
  state?: CardState;
  /** Where it is edited, when it is one's own. */
  edit?: string;
}

/** What is looked for. */
export interface Search {
  words: string;
  deck: string;
  state: string;
}

/** All cards that fit, in the order of their decks: every word stands on either side, whatever its case. Three queries. */
export async function findCards(
  { db, actor, now }: Pick<App.Locals, 'db' | 'actor' | 'now'>,
  desk: Desk,
  search: Search,
): Promise<ListedCard[]> {
  const own = (await listOwnCards(db, actor.personId)).map((card) => ({
    ...toCard(card),
    edit: `/study/cards/own/${card.id}`,
  }));
  const differences = (await listVarianceEntries(db, actor.personId)).map(listedDifference);
  const answers = (await listWrongAnswers(db, actor.personId)).map(listedAnswer);
  const all: ListedCard[] = [
    ...differences,
    ...answers,
    ...own,
    ...platformDecks().decks.flatMap(({ cards }) => cards),
  ];
  // Cards of a deck after an exam are of other decks by themselves.
  const isOfExam = sittingOfDeck(search.deck) !== undefined;
  const ofExam = new Set(isOfExam ? desk.decks.find(({ id }) => id === search.deck)?.cardIds : []);
  const words = search.words.toLowerCase().split(/\s+/).filter(Boolean);
  return all
    .filter(({ id, deck }) => search.deck === '' || deck === search.deck || ofExam.has(id))
    .filter(({ front, back = '' }) => holdsAll(`${front}\n${back}`.toLowerCase(), words))
    .map((card) => withState(card, desk.states.get(card.id)))
    .filter(({ state }) => fits(state, search.state as Filter, now));
}

const holdsAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));
const withState = ({ id, deck, front, back, edit }: ListedCard, state: CardState | undefined): ListedCard => ({
  id,
  deck,
  front,
  ...(back !== undefined && { back }),
  ...(state && { state }),
  ...(edit !== undefined && { edit }),
});

function fits(state: CardState | undefined, filter: Filter, now: number): boolean {
  switch (filter) {
    case 'due':
      return state?.memory !== undefined && !state.isSuspended && state.due <= now;
    case 'new':
      return state?.memory === undefined && !state?.isSuspended;
    case 'learning':
      return state?.memory !== undefined && state.memory.state !== 'review';
    case 'suspended':
      return state?.isSuspended === true;
    default:
      return true;
  }
}

/** Its skill tells it from others of its chart, and gives no code away. */
const listedDifference = ({ id, kind, skill, chartTitle, setting }: VarianceEntry): ListedCard => ({
  id: varianceCardId(id),
  deck: VARIANCE_DECK,
  front: `${chartTitle} (${SETTING_NAMES[setting]}): ${VARIANCE_NAMES[kind as VarianceKind] ?? 'a difference'} · ${findSkill(skill)?.title ?? skill}`,
});

const listedAnswer = ({ id, place, skill, blueprint }: WrongAnswer): ListedCard => ({
  id: varianceCardId(id),
  deck: VARIANCE_DECK,
  front: `${findBlueprint(blueprint)?.name ?? blueprint}, question ${place + 1} · ${findSkill(skill)?.title ?? skill}`,
});
