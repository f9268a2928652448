import type { GlossaryGroup } from '#db/read-glossary';
import { ABBREVIATIONS } from '#domain/codeset/abbreviations';
import { byAlphabet, firstSentence, type GlossaryEntry, termAddress, termKey } from '#domain/lessons/glossary';
import type { Deck, StudyCard } from '#domain/study/card';
import type { SkillId } from '#domain/study/skills';
import { inOrder, skillsOfCites } from '#domain/study/skills-of';

/** What knowing the terms of a group is evidence of; terminology where nothing closer is said. */
const SKILLS_OF_GROUP: Record<string, readonly SkillId[]> = {
  anatomy: ['anatomy'],
  billing: ['claims'],
  coding: ['conventions'],
  compliance: ['compliance'],
  diseases: ['pathophysiology'],
  instruments: ['instruments'],
  medicare: ['payment'],
  pharmacology: ['pharmacology'],
};
const TERMINOLOGY: readonly SkillId[] = ['terminology'];
const ABBREVIATIONS_GROUP = 'abbreviations';

/** Abbreviations whose words of the code search read as people say them. */
const READ_WELL = [
  ...['acs', 'afib', 'ak', 'ards', 'arf', 'bcc', 'd/t', 'dm', 'fb', 'gib', 'hld'],
  ...['oa', 'osa', 'pna', 'sah', 'scc', 'sx', 't1dm', 't2dm', 'uri'],
];
const ABBREVIATION = /^(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&/-]{1,7}$/;

/** All decks made of the glossary: its groups, abbreviations, and words taken apart. */
export function glossaryDecks(groups: readonly GlossaryGroup[]): Deck[] {
  return [abbreviationDeck(groups), wordPartDeck(groups), ...groups.filter(isOfTerms).map(termDeck)];
}

const isOfTerms = ({ group }: GlossaryGroup): boolean => group !== ABBREVIATIONS_GROUP;

const inGlossary = (group: string, { term }: GlossaryEntry) => ({
  address: termAddress(group, term),
  title: 'In the glossary',
});

function termDeck({ group, title, terms }: GlossaryGroup): Deck {
  const deck = `glossary-${group}`;
  return {
    id: deck,
    title: `Terms: ${title}`,
    about: `What a term means: ${terms.length} terms of the glossary.`,
    isOnAtFirst: false,
    cards: terms.toSorted(byAlphabet).map((entry) => termCard(entry, group, deck)),
  };
}

function termCard(entry: GlossaryEntry, group: string, deck: string): StudyCard {
  const skills = SKILLS_OF_GROUP[group] ?? TERMINOLOGY;
  const also = entry.aliases.length > 0 ? `\nAlso: ${entry.aliases.join(', ')}` : '';
  return {
    id: `glossary/${termKey(entry.term)}`,
    deck,
    front: entry.term,
    back: entry.definition + also,
    cites: entry.cites,
    skills: inOrder([...skills, ...skillsOfCites(entry.cites)]),
    more: inGlossary(group, entry),
  };
}

function wordPartDeck(groups: readonly GlossaryGroup[]): Deck {
  const deck = 'word-parts';
  const cards = groups.flatMap(({ group, terms }) =>
    terms.toSorted(byAlphabet).flatMap((entry) => (entry.parts ? takenApart(entry, entry.parts, group, deck) : [])),
  );
  return {
    id: deck,
    title: 'Words taken apart',
    about: 'Which parts a word is built of, and what each means.',
    isOnAtFirst: true,
    cards,
  };
}

type Part = NonNullable<GlossaryEntry['parts']>[number];
const written = ({ part, kind }: Part): string =>
  kind === 'prefix' ? `${part}-` : kind === 'suffix' ? `-${part}` : kind === 'root' ? part : `-${part}-`;

function takenApart(entry: GlossaryEntry, parts: readonly Part[], group: string, deck: string): StudyCard {
  const told = parts.map((part) => `${written(part)} (${part.meaning})`).join(' + ');
  return {
    id: `parts/${termKey(entry.term)}`,
    deck,
    front: `Take apart: ${entry.term}`,
    back: `${told}\n${firstSentence(entry.definition)}`,
    cites: [],
    skills: TERMINOLOGY,
    more: inGlossary(group, entry),
  };
}

function abbreviationDeck(groups: readonly GlossaryGroup[]): Deck {
  const own = groups.flatMap(({ group, terms }) =>
    group === ABBREVIATIONS_GROUP
      ? terms.map((entry) => abbreviation(entry.term, entry.definition, [group, entry]))
      : [],
  );
  const aliases = groups
    .filter(isOfTerms)
    .flatMap(({ group, terms }) =>
      terms.flatMap((entry) =>
        entry.aliases
          .filter((alias) => ABBREVIATION.test(alias))
          .map((alias) => abbreviation(alias, `${entry.term}. ${entry.definition}`, [group, entry])),
      ),
    );
  const searched = READ_WELL.map((short) => abbreviation(inCapitals(short), sentence(ABBREVIATIONS.get(short) ?? '')));
  const cards = new Map([...searched, ...aliases, ...own].map((card) => [card.id, card]));
  return {
    id: ABBREVIATIONS_GROUP,
    title: 'Abbreviations',
    about: 'What an abbreviation stands for, and where it may mean several things.',
    isOnAtFirst: true,
    cards: [...cards.values()].sort((one, other) => one.front.localeCompare(other.front, 'en')),
  };
}

/** As charts have it: `T2DM`, `AFib`, `d/t`. */
const inCapitals = (short: string): string =>
  short === 'afib' ? 'AFib' : /^[a-z\d]+$/.test(short) ? short.toUpperCase() : short;
const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

function abbreviation(short: string, back: string, from?: readonly [group: string, entry: GlossaryEntry]): StudyCard {
  return {
    id: `abbreviation/${termKey(short)}`,
    deck: ABBREVIATIONS_GROUP,
    front: short,
    back: sentence(back).replace(/\.\.$/, '.'),
    cites: from?.[1].cites ?? [],
    skills: TERMINOLOGY,
    ...(from && { more: inGlossary(...from) }),
  };
}
