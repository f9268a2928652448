import { readFileSync } from 'node:fs';
import { getGlossary } from '#db/read-glossary';
import { listLessons, readLesson } from '#db/read-lesson';
import { readStarterReleases } from '#db/releases/starter';
import { termAddress } from '#domain/lessons/glossary';
import { lessonAddress } from '#domain/lessons/lesson';
import type { PackedSearch } from '#domain/lessons/search';
import { anchorOf, type LessonTexts, type SearchDocument, textsAddress } from '#domain/lessons/search/document';
import { codeDocuments } from '../../../src/pages/search/_code-documents.ts';

const BUILD = 'dist/client';
const readSent = <Content>(address: string): Content => JSON.parse(readFileSync(`${BUILD}/${address}`, 'utf8'));

/** The documents of the built index with all that they are found by, so that a peer can be made of the same. */
export function readDocuments(sent: PackedSearch): SearchDocument[] {
  const unsent = new Map([...namesOfTerms(), ...namesOfQuestions(), ...wordsOfCodes()]);
  return sent.documents.map((document) => {
    const file = textsAddress(document);
    const text = file === undefined ? document.text : readSent<LessonTexts>(file)[anchorOf(document.address)];
    return { ...document, ...unsent.get(document.address), text: text ?? '' };
  });
}

type Unsent = Pick<SearchDocument, 'names' | 'hidden'>;

const namesOfTerms = (): [string, Unsent][] =>
  getGlossary('.').map(({ group, term, aliases, codes, parts = [] }) => [
    termAddress(group, term),
    { names: [...aliases, ...codes.map(({ code }) => code)], hidden: parts.map(({ meaning }) => meaning).join(' ') },
  ]);

const namesOfQuestions = (): [string, Unsent][] =>
  listLessons('.').flatMap((id) => {
    const read = readLesson('.', id);
    const items = read.ok ? read.value.check.value.items : [];
    return items.map(({ id: name, cites }): [string, Unsent] => [
      `${lessonAddress(id)}#question-${name}`,
      { names: cites },
    ]);
  });

const wordsOfCodes = (): [string, Unsent][] =>
  readStarterReleases('content/codes')
    .toReversed()
    .flatMap(codeDocuments)
    .map(({ address, names, hidden }) => [address, { ...(names && { names }), ...(hidden && { hidden }) }]);

/** The index as browsers fetch it. */
export const readSearch = (): PackedSearch => readSent('search-index.json');
