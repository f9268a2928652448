/** A term of an alphabetic index, as far as finding one's way needs it. */
export interface TermStep {
  place: number;
  parent: number | null;
  title: string;
}

/** The part of a cross-reference that names no term: "by site", "by type of instrument". */
const ASIDE = /(?:^|, )(?:by|according to) .*$/i;

/** What a *see* names, as the main term and what stands under it: `Accident, transport, car occupant`. */
export const seeWords = (see: string): string =>
  see
    .replace(/\s*\(.*?\)/g, '')
    .replace(ASIDE, '')
    .trim()
    .toLowerCase();

/**
 * Follows the words of a cross-reference through `terms` (main terms and what stands below them) and answers the
 * deepest term they lead to; undefined when they begin with no main term. A title may be named by its first word
 * alone: "Fall" finds "Fall, falling".
 */
export function followSee<Term extends TermStep>(see: string, terms: readonly Term[]): Term | undefined {
  const below = Map.groupBy(terms, ({ parent }) => parent);
  const follow = (words: string, parent: number | null): Term | undefined => {
    const [best] = (below.get(parent) ?? [])
      .flatMap((term) => namesOf(term.title).map((name) => ({ term, name })))
      .filter(({ name }) => words === name || words.startsWith(`${name}, `) || words.startsWith(`${name} `))
      .sort((one, other) => other.name.length - one.name.length);
    if (!best) return undefined;
    const rest = words.slice(best.name.length).replace(/^[, ]+/, '');
    return rest === '' ? best.term : (follow(rest, best.term.place) ?? best.term);
  };
  return follow(seeWords(see), null);
}

/** `caused by, due to` is also called `caused by` and `due to`; `Misadventure during care` and `Iron NEC` by their first word. */
function namesOf(title: string): string[] {
  const whole = title
    .toLowerCase()
    .replace(/\s*\([^()]*\)| ne[cs]$| nos$/g, '')
    .trim();
  const names = [whole, ...whole.split(', '), whole.split(' ')[0] ?? ''];
  return [...new Set(names.filter((name) => name !== ''))];
}
