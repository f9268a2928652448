import { type GlossaryEntry, termKey } from './glossary.ts';

/** One thing to put right in an entry; `path` leads from the entry to the place. Sentences without full stop. */
export interface GlossaryFlaw {
  path: PropertyKey[];
  message: string;
  fix: string;
}

/** Words that say nothing of what a term means. */
const EMPTY_WORDS = /^(?:a|an|the|is|are|of|or|and|to|in|that|which|this|means?|term|word|for|see|called|used|any)$/;
/** Fewer words than these beside the term itself explain nothing. */
const LEAST_WORDS = 2;

const wordsOf = (text: string): string[] => termKey(text).split('-').filter(Boolean);

/**
 * Names that are taken, each with the term it stands for. `flawsOf` enters what it reads, so one map serves all files of a
 * glossary.
 */
export type TakenNames = Map<string, string>;

/** What one entry says wrongly by itself or beside the others. `terms` holds the keys of all terms there are. */
export function flawsOf(entry: GlossaryEntry, terms: ReadonlySet<string>, taken: TakenNames): GlossaryFlaw[] {
  return [...takenNames(entry, taken), ...unknownTerms(entry, terms), ...looseParts(entry), ...circular(entry)];
}

function takenNames(entry: GlossaryEntry, taken: TakenNames): GlossaryFlaw[] {
  return [entry.term, ...entry.aliases].flatMap((written, index) => {
    const key = termKey(written);
    const owner = taken.get(key);
    taken.set(key, owner ?? entry.term);
    if (owner === undefined) return [];
    const path = index === 0 ? ['term'] : ['aliases', index - 1];
    return [{ path, message: `“${written}” stands for “${owner}” already`, fix: 'Keep it in one entry' }];
  });
}

function unknownTerms({ term, see }: GlossaryEntry, terms: ReadonlySet<string>): GlossaryFlaw[] {
  return see.flatMap((other, index) => {
    const path = ['see', index];
    if (termKey(other) === termKey(term))
      return [{ path, message: 'this entry leads to itself', fix: 'Name another term or leave it out' }];
    if (terms.has(termKey(other))) return [];
    return [{ path, message: `the glossary has no term “${other}”`, fix: 'Write the term as its entry has it' }];
  });
}

/** Whether parts join to a word. Combining vowels may be left out of either. */
export function partsJoin(parts: NonNullable<GlossaryEntry['parts']>, word: string): boolean {
  const pattern = parts.map(({ part, kind }) => (kind === 'combining vowel' ? '' : part)).filter(Boolean);
  return new RegExp(`^${pattern.join('[aeio]?')}$`).test(word.toLowerCase().replace(/[^a-z]/g, ''));
}

function looseParts({ term, parts, partsAreLoose }: GlossaryEntry): GlossaryFlaw[] {
  if (!parts) return partsAreLoose ? [partsFlaw('there are no parts that could be loose', 'Remove partsAreLoose')] : [];
  const joins = [term, ...term.split(/\s+/)].some((word) => partsJoin(parts, word));
  if (joins && partsAreLoose) return [partsFlaw('the parts join to the term letter by letter', 'Remove partsAreLoose')];
  if (joins || partsAreLoose) return [];
  const joined = parts.map(({ part }) => part).join('');
  return [partsFlaw(`the parts join to “${joined}”`, 'Correct the parts, or write partsAreLoose: true')];
}

const partsFlaw = (message: string, fix: string): GlossaryFlaw => ({ path: ['parts'], message, fix });

/** A definition that begins with its own term, or has hardly a word beside it, explains nothing. */
function circular({ term, aliases, definition }: GlossaryEntry): GlossaryFlaw[] {
  const own = new Set([term, ...aliases].flatMap(wordsOf));
  const words = wordsOf(definition);
  const other = words.filter((word) => !own.has(word) && !EMPTY_WORDS.test(word));
  const first = words.filter((word, index) => index > 0 || !/^(?:a|an|the)$/.test(word));
  const beginsWithItself = wordsOf(term).every((word, index) => first[index] === word);
  if (other.length >= LEAST_WORDS && !beginsWithItself) return [];
  const message = `the definition explains “${term}” by itself`;
  return [{ path: ['definition'], message, fix: 'Say it in other words, beginning with what kind of thing it is' }];
}
