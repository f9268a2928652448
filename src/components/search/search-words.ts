import type { PageKind } from '#domain/lessons/search/document';

/** What a result is, in a word. */
export const KIND_NAMES: Record<PageKind, string> = {
  lesson: 'Lesson',
  glossary: 'Glossary',
  question: 'Question',
  code: 'Code book',
};

/** What results are when only one kind is asked for. */
export const KINDS_NAMES: Record<PageKind, string> = {
  lesson: 'Lessons',
  glossary: 'Glossary',
  question: 'Questions',
  code: 'Code book',
};

/** Where the code book looks up what was typed. */
export const lookUpAddress = (typed: string): string => `/codes?${new URLSearchParams({ q: typed })}`;

/** Where all results of a question are listed. */
export const searchAddress = (typed: string): string => `/search?${new URLSearchParams({ q: typed })}`;

/** How many places were found, as a sentence. */
export const sayCount = (count: number): string =>
  count === 0 ? 'Nothing found.' : count === 1 ? '1 place found.' : `${count} places found.`;
