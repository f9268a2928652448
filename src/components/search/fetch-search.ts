import {
  findPlaces,
  openSearch,
  type PackedSearch,
  type Place,
  type SiteSearch,
  showPlace,
} from '#domain/lessons/search';
import { anchorOf, type LessonTexts, textsAddress } from '#domain/lessons/search/document';

async function fetchJson<Content>(address: string): Promise<Content> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

const WARMING = 'codes a chart neds';
const WARMED = 7;

let opening: Promise<SiteSearch> | undefined;

/** The index of the site, fetched and opened once a page. A try that fails is forgotten, so that the next one asks again. */
export function fetchSearch(): Promise<SiteSearch> {
  opening ??= fetchJson<PackedSearch>('/search-index.json').then((sent) => {
    const search = openSearch(sent);
    // The first question pays for what a browser has to prepare to run this code; nobody waits for this one.
    for (const place of findPlaces(search, WARMING, WARMED).places) showPlace(place, place.text ?? '');
    return search;
  });
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

const lessons = new Map<string, Promise<LessonTexts>>();

/** The text of a place; that of a lesson is fetched, once a page. Empty where it cannot be had: the title still leads there. */
export async function textOf(place: Place): Promise<string> {
  const address = textsAddress(place);
  if (address === undefined) return place.text ?? '';
  const texts = lessons.get(address) ?? fetchJson<LessonTexts>(address);
  lessons.set(address, texts);
  try {
    return (await texts)[anchorOf(place.address)] ?? '';
  } catch {
    lessons.delete(address);
    return '';
  }
}
