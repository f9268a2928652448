import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import {
  type Added,
  addOwnCards,
  changeOwnCard,
  deleteOwnCard,
  MOST_OWN_CARDS,
  MOST_OWN_CHARACTERS,
  MOST_OWN_DECKS,
} from '#db/queries/own-cards';
import { saveStudyPlan } from '#db/queries/study-plan';
import { ownDeckId } from '#domain/study/card';
import { sameCard, type WrittenCard } from '#domain/study/own-card';
import { learnerOf, openDesk, withDecks } from '#operations/study/desk';
import { refuseWriting } from '#operations/study/refuse-writing';

type Locals = App.Locals;

/** What became of a form: done, or the sentence that says why not. */
export type CardOutcome = { kind: 'done' } | { kind: 'refused'; status: 400 | 404 | 409 | 429; sentence: string };

const say = (number: number): string => number.toLocaleString('en');
const ROOM = `There is room for ${say(MOST_OWN_CARDS)} cards of your own, in ${MOST_OWN_DECKS} decks, with ${say(MOST_OWN_CHARACTERS)} characters in all.`;
export const TOO_MANY_CARDS = `${ROOM} Nothing was added.`;
const NO_CARD = 'This card is not there any more. Nothing was changed.';
const SAME_CARD = 'You have this card already, with the same front and back.';

export const fingerprintOf = (card: WrittenCard): string =>
  createHash('sha256').update(sameCard(card)).digest('base64url');

/** Adds cards, and switches their decks on where the person has chosen decks. */
export async function addCards(locals: Locals, cards: readonly WrittenCard[]): Promise<Added & { asked: string[] }> {
  const named = cards.map((card) => ({ ...card, id: newId(), fingerprint: fingerprintOf(card) }));
  const added = await addOwnCards(locals.db, learnerOf(locals), named, locals.now);
  if (added.kind === 'added') await switchOn(locals, new Set(cards.map(({ deck }) => deck)));
  return { ...added, asked: named.map(({ id }) => id) };
}

async function switchOn(locals: Locals, names: ReadonlySet<string>): Promise<void> {
  const desk = await openDesk(locals);
  if (!desk.isPlanChosen) return;
  const plan = withDecks(desk, [...names].map(ownDeckId));
  if (plan) await saveStudyPlan(locals.db, learnerOf(locals), plan, locals.now);
}

/** Adds one card written by hand. */
export async function writeCard(locals: Locals, card: Omit<WrittenCard, 'tags'>): Promise<CardOutcome> {
  const sentence = await refuseWriting(locals);
  if (sentence) return { kind: 'refused', status: 429, sentence };
  const added = await addCards(locals, [{ ...card, tags: [] }]);
  if (added.kind === 'too-many') return { kind: 'refused', status: 409, sentence: TOO_MANY_CARDS };
  return added.ids.size === 1 ? { kind: 'done' } : { kind: 'refused', status: 409, sentence: SAME_CARD };
}

/** Changes a card written before. */
export async function rewriteCard(locals: Locals, id: string, card: Omit<WrittenCard, 'tags'>): Promise<CardOutcome> {
  const sentence = await refuseWriting(locals);
  if (sentence) return { kind: 'refused', status: 429, sentence };
  const fingerprint = fingerprintOf({ ...card, tags: [] });
  const changed = await changeOwnCard(locals.db, locals.actor.personId, { ...card, id, fingerprint });
  if (changed === 'same') return { kind: 'refused', status: 409, sentence: SAME_CARD };
  if (changed === 'too-many') return { kind: 'refused', status: 409, sentence: `${ROOM} Nothing was changed.` };
  if (changed === 'absent') return { kind: 'refused', status: 404, sentence: NO_CARD };
  await switchOn(locals, new Set([card.deck]));
  return { kind: 'done' };
}

export const removeCard = ({ db, actor }: Locals, id: string): Promise<void> => deleteOwnCard(db, actor.personId, id);
