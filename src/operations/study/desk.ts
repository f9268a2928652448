import { countAnswers, listCardStates } from '#db/queries/card-states';
import type { Learner } from '#db/queries/learner';
import { listOwnCardNames } from '#db/queries/own-cards';
import { findStudyPlan } from '#db/queries/study-plan';
import { listVarianceEntries } from '#db/queries/variance-entries';
import { listWrongAnswers } from '#db/queries/wrong-answers';
import {
  type CardState,
  type Deck,
  isOwnDeck,
  ownCardId,
  ownDeckId,
  sittingOfDeck,
  VARIANCE_DECK,
  varianceCardId,
} from '#domain/study/card';
import { type DayFacts, type DayPlan, DEFAULT_PLAN, planDay, type StudyPlan } from '#domain/study/daily-plan';
import { startOfDay } from '#domain/study/day';
import { listUnanswered } from '#operations/exam/unanswered';
import type { DeskDeck } from '#operations/study/desk-deck';
import { examDecks } from '#operations/study/exam-decks';
import { platformDecks } from '#operations/study/platform-decks';

type Locals = Pick<App.Locals, 'db' | 'actor' | 'now'>;

/** What a person has to study. */
export interface Desk {
  plan: StudyPlan;
  /** False as long as the defaults hold because nothing was said. */
  isPlanChosen: boolean;
  decks: readonly DeskDeck[];
  /** By card; only of cards that are still there. */
  states: ReadonlyMap<string, CardState>;
  /** What was answered today already. */
  done: DayFacts['done'];
  today: DayPlan;
}

export const learnerOf = ({ actor }: Pick<Locals, 'actor'>): Learner => ({
  personId: actor.personId,
  isAccount: actor.isSignedIn,
});

/** Loads what a person studies and plans the rest of the day. Six queries, seven with an exam in the plan. */
export async function openDesk(locals: Locals): Promise<Desk> {
  const { db, actor, now } = locals;
  const { personId } = actor;
  const chosen = await findStudyPlan(db, personId);
  const own = await listOwnCardNames(db, personId);
  const answers = await listWrongAnswers(db, personId);
  const planned = chosen?.decks ?? [];
  const unanswered = await listUnanswered(
    locals,
    planned.flatMap((deck) => sittingOfDeck(deck) ?? []),
  );
  const entries = [...(await listVarianceEntries(db, personId)), ...answers];
  // What is in a deck of an exam is in other decks, too: those come before it and tell what a card is of.
  const all = [
    ...personalDecks(own, entries),
    ...platformDecks().decks.map(shared),
    ...examDecks(planned, answers, unanswered),
  ];
  const plan = chosen ?? { ...DEFAULT_PLAN, decks: all.filter(({ isOn }) => isOn).map(({ id }) => id) };
  const on = new Set(plan.decks);
  const decks = all.map((deck) => ({ ...deck, isOn: on.has(deck.id) }));
  const known = new Set(decks.flatMap(({ cardIds }) => cardIds));
  const states = (await listCardStates(db, personId)).filter(({ cardId }) => known.has(cardId));
  const done = await countAnswers(db, personId, startOfDay(now, plan.timeZone));
  const candidates = decks.filter(({ isOn }) => isOn).map(({ cardIds }) => cardIds);
  const first = decks.filter(({ id }) => sittingOfDeck(id) !== undefined).flatMap(({ cardIds }) => cardIds);
  return {
    plan,
    isPlanChosen: chosen !== undefined,
    decks,
    states: new Map(states.map((state) => [state.cardId, state])),
    done,
    today: planDay({ states, candidates, first, done, plan, now }),
  };
}

const shared = ({ cards, isOnAtFirst, ...deck }: Deck): DeskDeck => ({
  ...deck,
  isOn: isOnAtFirst,
  cardIds: cards.map(({ id }) => id),
});

function personalDecks(own: readonly { id: string; deck: string }[], entries: readonly { id: string }[]): DeskDeck[] {
  const differences: DeskDeck = {
    id: VARIANCE_DECK,
    title: 'Your differences',
    about: 'Where your sheets differed from answer keys and your answers in exams were wrong, asked again.',
    isOn: true,
    cardIds: entries.map(({ id }) => varianceCardId(id)),
  };
  const byDeck = [...Map.groupBy(own, ({ deck }) => deck)].sort(([one], [other]) => one.localeCompare(other, 'en'));
  const written = byDeck.map(([name, cards]) => ({
    id: ownDeckId(name),
    title: name,
    about: 'Cards you wrote or brought along.',
    isOn: true,
    cardIds: cards.map(({ id }) => ownCardId(id)),
  }));
  return [differences, ...written];
}

/** How many cards of a deck wait until the end of today, are new, or are suspended. */
export function countDeck({ cardIds }: DeskDeck, { states }: Desk, endOfDay: App.Locals['now']) {
  const counts = { cards: cardIds.length, due: 0, fresh: 0, suspended: 0 };
  for (const id of cardIds) {
    const state = states.get(id);
    if (state?.isSuspended) counts.suspended += 1;
    else if (!state?.memory) counts.fresh += 1;
    else if (state.due < endOfDay) counts.due += 1;
  }
  return counts;
}

/** The plan with decks a person made switched on; undefined when all are on already. */
export function withDecks({ plan }: Pick<Desk, 'plan'>, decks: readonly string[]): StudyPlan | undefined {
  const on = new Set([...plan.decks, ...decks.filter(isOwnDeck)]);
  return on.size === plan.decks.length ? undefined : { ...plan, decks: [...on] };
}
