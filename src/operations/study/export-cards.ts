import type { CardToPack } from '#db/anki/collection-format';
import { writePackage } from '#db/anki/package';
import { listOwnCards, type OwnCard } from '#db/queries/own-cards';
import { listVarianceEntries } from '#db/queries/variance-entries';
import { ownDeckId, type StudyCard, VARIANCE_DECK } from '#domain/study/card';
import { writeAnkiText } from '#operations/study/anki-text';
import { tellVariances } from '#operations/study/find-card';
import { refuseConverting } from '#operations/study/import-cards';
import { platformDecks } from '#operations/study/platform-decks';
import { tellExamCards } from '#operations/study/tell-wrong-answers';

export const EXPORT_FORMATS = {
  text: { name: 'cards.txt', type: 'text/plain; charset=utf-8' },
  apkg: { name: 'cards.apkg', type: 'application/octet-stream' },
} as const;
type Format = keyof typeof EXPORT_FORMATS;

/** Anki shows it as the deck above all decks of this place. */
const ABOVE = 'Medical Coding Trainer';

/** The cards of the decks the address names, as a file to keep. */
export async function exportCards(locals: App.Locals, url: URL, format: Format): Promise<Response> {
  const busy = await refuseConverting(locals);
  if (busy !== undefined) return new Response(busy, { status: 429, headers: { 'content-type': 'text/plain' } });
  const cards = await cardsOf(locals, new Set(url.searchParams.getAll('deck')));
  const body = format === 'text' ? writeAnkiText(cards) : new Uint8Array(await writePackage(cards, locals.now));
  const { name, type } = EXPORT_FORMATS[format];
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}

async function cardsOf(locals: App.Locals, decks: ReadonlySet<string>): Promise<CardToPack[]> {
  const { db, actor } = locals;
  const own = await listOwnCards(db, actor.personId);
  const entries = decks.has(VARIANCE_DECK) ? await listVarianceEntries(db, actor.personId) : [];
  const told = [
    ...(await tellVariances(locals, entries)),
    ...(decks.has(VARIANCE_DECK) ? await tellExamCards(locals) : []),
  ];
  const shared = platformDecks().decks.filter(({ id }) => decks.has(id));
  return [
    ...told.map((card) => pack(card, `${ABOVE}::Your differences`)),
    ...own.filter(({ deck }) => decks.has(ownDeckId(deck))).map(packOwn),
    ...shared.flatMap(({ cards, title }) => cards.map((card) => pack(card, `${ABOVE}::${title}`))),
  ];
}

const packOwn = ({ fingerprint, deck, front, back, tags }: OwnCard): CardToPack => ({
  key: fingerprint,
  deck,
  front,
  back,
  tags,
});

const pack = ({ id, front, back, example, cites }: StudyCard, deck: string): CardToPack => ({
  key: id,
  deck,
  front,
  back: [back, ...(example ? [`Example: ${example}`] : []), ...(cites.length > 0 ? [cites.join(' · ')] : [])].join(
    '\n',
  ),
  tags: [],
});
