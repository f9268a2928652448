import type { Db } from '#db/client';
import type { ContentIssue } from '#db/content-issue';
import { type NamingTargets, namingFlaws, targetsOf } from '#db/named-in-content';
import { type CardDeck, readCards } from '#db/read-cards';
import { type AskedCard, flawsOf } from '#domain/study/card-rules';

/** Everything wrong in content/cards under `root`. Guideline sections are looked up where `guidelineSections` are given. */
export async function lintCards(
  root: string,
  catalogDb: Db,
  guidelineSections?: ReadonlySet<string>,
): Promise<ContentIssue[]> {
  const read = readCards(root);
  if (!read.ok) return read.problem;
  const cards = read.value.flatMap((deck) => deck.cards);
  return reviewCards(read.value, await targetsOf(root, catalogDb, cards, guidelineSections));
}

/** Everything wrong in these decks, card beside card and in what they name. */
export function reviewCards(decks: readonly CardDeck[], targets: NamingTargets): ContentIssue[] {
  const asked: AskedCard[] = [];
  return decks.flatMap(({ cards, source }) =>
    cards.flatMap((card, index) =>
      [...flawsOf(card, asked), ...namingFlaws(card, targets)].map(({ path, message, fix }) => ({
        file: source.file,
        line: source.lineOf(['cards', index, ...path]),
        message: `${card.id}: ${message}`,
        fix,
      })),
    ),
  );
}
