import { type GlossaryEntry, termKey } from './glossary.ts';

/** A stretch of text; `term` is the key of the glossary entry it leads to. */
export interface TextRun {
  text: string;
  term?: string;
}

type Linkable = Pick<GlossaryEntry, 'term' | 'aliases' | 'plainWord'>;

/** One way a term is written in running text. */
interface Form {
  /** As it has to stand there; folded unless it is an abbreviation. */
  text: string;
  isAbbreviation: boolean;
  key: string;
}

/** `MS` is an abbreviation, `ms` is a unit. */
const ABBREVIATION = /^[A-Z]{1,5}$/;
/** A neighbour that makes a match part of a longer word; a hyphen does so with a letter or digit behind it. */
const JOINED_BEFORE = /(?:[\p{L}\p{N}\p{M}_]|[\p{L}\p{N}][-‑])$/u;
const JOINED_AFTER = /^(?:[\p{L}\p{N}\p{M}_]|[-‑][\p{L}\p{N}])/u;
const PLURALS = ['', 's', 'es'];

const indexes = new WeakMap<readonly Linkable[], Map<string, Form[]>>();

/** What forms are found by: their first two characters, a space for a hyphen. */
const beginningOf = (text: string): string => text.slice(0, 2).toLowerCase().replace(/[-‑]/g, ' ');

/** All forms by their beginning, the longest first. Made once for a glossary. */
function formsOf(glossary: readonly Linkable[]): Map<string, Form[]> {
  const known = indexes.get(glossary);
  if (known) return known;
  const forms = glossary
    .filter(({ plainWord }) => !plainWord)
    .flatMap(({ term, aliases }) => [term, ...aliases].map((text) => toForm(text, termKey(term))));
  forms.sort((one, other) => other.text.length - one.text.length);
  const index = Map.groupBy(forms, ({ text }) => beginningOf(text));
  indexes.set(glossary, index);
  return index;
}

function toForm(text: string, key: string): Form {
  const isAbbreviation = ABBREVIATION.test(text);
  return { text: isAbbreviation ? text : fold(text), isAbbreviation, key };
}

/** Small letters, and a space for a hyphen inside: `end-stage` and `End stage` are one word. Nearly always as long as before. */
const fold = (text: string): string => text.toLowerCase().replace(/(?<=[\p{L}\p{N}])[-‑](?=[\p{L}\p{N}])/gu, ' ');

/** How many characters of `text` from `start` are written like `form`, its plural included; 0 when it is not there. */
function lengthAt(text: string, start: number, form: Form): number {
  const end = start + form.text.length;
  const found = text.slice(start, end);
  if ((form.isAbbreviation ? found : fold(found)) !== form.text) return 0;
  const plural = PLURALS.find(
    (ending) =>
      text.slice(end, end + ending.length).toLowerCase() === ending &&
      !JOINED_AFTER.test(text.slice(end + ending.length, end + ending.length + 3)),
  );
  return plural === undefined ? 0 : form.text.length + plural.length;
}

/**
 * Splits plain text into runs, with the first occurrence of each known term as a run of its own that names the term.
 * Longer terms win over terms inside them, only whole words count, capitals matter only in abbreviations (up to five
 * capitals), a plural -s or -es is part of the word, everyday words stay plain. Terms whose keys are in `linked` stay plain: a lesson passes those it
 * has linked further up. The texts of the runs, joined, are the text. Never throws.
 */
export function linkTerms(
  text: string,
  glossary: readonly Linkable[],
  linked: ReadonlySet<string> = new Set(),
): TextRun[] {
  const forms = formsOf(glossary);
  const seen = new Set(linked);
  const runs: TextRun[] = [];
  let plainFrom = 0;
  for (let at = 0; at < text.length; ) {
    const match = longestAt(text, at, forms);
    if (match && !seen.has(match.key)) {
      if (at > plainFrom) runs.push({ text: text.slice(plainFrom, at) });
      runs.push({ text: text.slice(at, at + match.length), term: match.key });
      seen.add(match.key);
      plainFrom = at + match.length;
    }
    at += match?.length ?? 1;
  }
  if (plainFrom < text.length) runs.push({ text: text.slice(plainFrom) });
  return runs;
}

function longestAt(text: string, at: number, forms: Map<string, Form[]>): { key: string; length: number } | undefined {
  const beginning = beginningOf(text.slice(at, at + 2));
  const ofTwo = forms.get(beginning);
  // A form of a single character begins with it alone.
  const ofOne = beginning.length > 1 ? forms.get(beginning.charAt(0)) : undefined;
  if ((!ofTwo && !ofOne) || JOINED_BEFORE.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  for (const form of [...(ofTwo ?? []), ...(ofOne ?? [])]) {
    const length = lengthAt(text, at, form);
    if (length > 0) return { key: form.key, length };
  }
  return undefined;
}
