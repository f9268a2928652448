import type { PrintedKind } from '#domain/codeset/catalog';

/** What each kind of note is called in the tabular list, and what it asks for (Official Guidelines I.A.11–17). */
export const NOTE_KIND_WORDS: Record<PrintedKind, { name: string; meaning: string }> = {
  includes: { name: 'Includes', meaning: 'conditions that belong here' },
  'inclusion-term': { name: 'Inclusion terms', meaning: 'other names this code is used for' },
  excludes1: { name: 'Excludes1', meaning: 'not coded here: never together with this code' },
  excludes2: { name: 'Excludes2', meaning: 'not part of this code: may be coded as well' },
  'code-first': { name: 'Code first', meaning: 'the other condition is sequenced before this one' },
  'use-additional': { name: 'Use additional code', meaning: 'add the other code, after this one, where it applies' },
  'code-also': { name: 'Code also', meaning: 'two codes may be needed, in either order' },
  note: { name: 'Note', meaning: 'how to use this part of the list' },
  'seventh-character': { name: '7th character', meaning: 'the characters that have to end these codes' },
};

/** The heading of lines of one kind. The list prints "Use additional code to identify …": the word is said once. */
export const headingOf = (kind: PrintedKind, firstLine: string): string =>
  kind === 'use-additional' && /^code\b/i.test(firstLine) ? 'Use additional' : NOTE_KIND_WORDS[kind].name;

/** Which lines are items of the line above them that ends in a colon (`code to identify control using:`). */
export function itemsOf(lines: readonly { text: string }[]): boolean[] {
  let isList = false;
  return lines.map(({ text }) => {
    const opens = text.trimEnd().endsWith(':');
    const isItem = isList && !opens && !/^code\b/i.test(text);
    isList = opens || isItem;
    return isItem;
  });
}
