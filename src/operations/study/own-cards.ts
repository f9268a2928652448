import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { type Added, addOwnCards, changeOwnCard, deleteOwnCard, MOST_OWN_CARDS } from '#db/queries/own-cards';
import { saveStudyPlan } from '#db/queries/study-plan';
import { ownDeckId } from '#domain/study/card';
import { sameCard, type WrittenCard } from '#domain/study/own-card';
import { learnerOf, openDesk, withDeck } from '#operations/study/desk';
import { refuseWriting } from '#operations/study/refuse-writing';

type Locals = App.Locals;

/** What became of a form: done, or the sentence that says why not. */
export type CardOutcome = { kind: 'done' } | { kind: 'refused'; status: 400 | 404 | 409 | 429; sentence: string };

export const TOO_MANY_CARDS = `There is room for ${MOST_OWN_CARDS.toLocaleString('en')} cards of your own. Nothing was added.`;
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
  let plan = desk.plan;
  for (const name of names) plan = withDeck({ plan }, ownDeckId(name)) ?? plan;
  if (plan !== desk.plan) await saveStudyPlan(locals.db, learnerOf(locals), plan, locals.now);
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
  const fingerprint = fingerprintOf({ ...card, tags: [] });
  const isChanged = await changeOwnCard(locals.db, locals.actor.personId, { ...card, id, fingerprint });
  if (!isChanged) return { kind: 'refused', status: 409, sentence: SAME_CARD };
  await switchOn(locals, new Set([card.deck]));
  return { kind: 'done' };
}

export const removeCard = ({ db, actor }: Locals, id: string): Promise<void> => deleteOwnCard(db, actor.personId, id);
