import { BrokenContentError } from '#db/content-issue';
import { type CardDeck, readCards } from '#db/read-cards';
import { getGlossaryGroups } from '#db/read-glossary';
import type { SheetList } from '#domain/chart/coding-sheet';
import { canonicalText } from '#domain/codeset/code';
import { type Deck, type StudyCard, skillsOfCard } from '#domain/study/card';
import type { AuthoredCard } from '#domain/study/card-file';
import type { SkillId } from '#domain/study/skills';
import { glossaryDecks } from '#operations/study/glossary-decks';

interface PlatformDecks {
  decks: readonly Deck[];
  byId: ReadonlyMap<string, StudyCard>;
}

let made: PlatformDecks | undefined;

/** The decks that everybody has: written ones first, then those of the glossary. Made once for a process, when first asked for. */
export function platformDecks(): PlatformDecks {
  made ??= makeDecks(process.cwd());
  return made;
}

/** The same of the files under `root`. Throws `BrokenContentError` with all issues. */
export function makeDecks(root: string): PlatformDecks {
  const read = readCards(root);
  if (!read.ok) throw new BrokenContentError(read.problem);
  const decks = [...read.value.map(authoredDeck), ...glossaryDecks(getGlossaryGroups(root))];
  return { decks, byId: new Map(decks.flatMap(({ cards }) => cards.map((card) => [card.id, card]))) };
}

/** What cards without a rule or a code of their own are evidence of. */
const SKILLS_OF_DECK: Record<string, readonly SkillId[]> = {
  'claims-and-appeals': ['claims'],
  modifiers: ['modifiers'],
  'root-operations': ['root-operations'],
};
const LISTS: Record<AuthoredCard['codes'][number]['system'], SheetList> = {
  icd10cm: 'diagnoses',
  icd10pcs: 'procedures',
  hcpcs: 'services',
  px: 'services',
};

function authoredDeck({ deck, title, about, cards }: CardDeck): Deck {
  return { id: deck, title, about, isOnAtFirst: true, cards: cards.map((card) => authoredCard(card, deck)) };
}

/** Its id is without the deck, so that learning is kept when a card moves. */
function authoredCard({ id, front, back, cites, codes, example }: AuthoredCard, deck: string): StudyCard {
  const canonical = codes.map(({ system, code }) => ({ list: LISTS[system], code: canonicalText(code) }));
  return {
    id: `card/${id}`,
    deck,
    front,
    back,
    cites,
    skills: skillsOfCard({ cites, codes: canonical }, SKILLS_OF_DECK[deck] ?? []),
    ...(example !== undefined && { example }),
  };
}
