import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSearch, type Place, type SiteSearch } from '#domain/lessons/search';
import { anchorOf, type LessonTexts, textsAddress } from '#domain/lessons/search/document';
import { listLessonTexts, makeSearch } from './_documents.ts';

/** A search that answers on the server, with the very files that browsers fetch. */
export interface ServerSearch {
  search: SiteSearch;
  textOf(place: Place): string;
}

let opening: Promise<ServerSearch> | undefined;

/** Opened with the first question and kept: about 20 MB. A try that fails is forgotten. */
export function siteSearch(): Promise<ServerSearch> {
  opening ??= open(process.env.BUILD_FILES);
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/** @param folder what the build sends to browsers; undefined while developing, where everything is made as it is asked for */
async function open(folder: string | undefined): Promise<ServerSearch> {
  const read = (address: string) => JSON.parse(readFileSync(join(folder ?? '', address), 'utf8'));
  const made =
    folder === undefined ? new Map((await listLessonTexts()).map(({ name, texts }) => [name, texts])) : undefined;
  const lessons = new Map<string, LessonTexts>();
  const textsAt = (address: string): LessonTexts => {
    const name = address.slice('/search/'.length, -'.json'.length);
    const texts = lessons.get(address) ?? (made ? (made.get(name) ?? {}) : (read(address) as LessonTexts));
    lessons.set(address, texts);
    return texts;
  };
  return {
    search: openSearch(folder === undefined ? await makeSearch() : read('search-index.json')),
    textOf: (place) => {
      const address = textsAddress(place);
      return (address === undefined ? place.text : textsAt(address)[anchorOf(place.address)]) ?? '';
    },
  };
}
