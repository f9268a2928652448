import { type GlossaryGroup, getGlossaryGroups } from '#db/read-glossary';
import { byAlphabet, letterOf, termAddress, termKey } from '#domain/lessons/glossary';

let read: GlossaryGroup[] | undefined;

/** All groups by their title, the terms of each in the order of the alphabet. Read once for all pages of a build. */
export function glossaryGroups(): GlossaryGroup[] {
  read ??= getGlossaryGroups(process.cwd())
    .map((group) => ({ ...group, terms: group.terms.toSorted(byAlphabet) }))
    .sort((one, other) => one.title.localeCompare(other.title, 'en'));
  return read;
}

/** A term and where it is explained. */
export interface TermLink {
  term: string;
  address: string;
}

/** Every term of the glossary under its letter, in the order of the alphabet; digits come first. */
export function termsByLetter(): { letter: string; terms: TermLink[] }[] {
  const terms = glossaryGroups()
    .flatMap(({ group, terms: entries }) => entries.map(({ term }) => ({ term, address: termAddress(group, term) })))
    .sort(byAlphabet);
  return [...Map.groupBy(terms, ({ term }) => letterOf(term))].map(([letter, under]) => ({ letter, terms: under }));
}

/** One page for each group, with the addresses its terms lead to. */
export function listGroupPages() {
  const addresses = new Map(
    glossaryGroups().flatMap(({ group, terms }) => terms.map(({ term }) => [termKey(term), termAddress(group, term)])),
  );
  return glossaryGroups().map(({ group, title, terms }) => ({
    params: { group },
    props: { title, terms, addresses },
  }));
}
