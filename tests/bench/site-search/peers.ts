import MiniSearch from 'minisearch';
import { findPlaces, openSearch, type PackedSearch } from '#domain/lessons/search';
import type { SearchDocument } from '#domain/lessons/search/document';

/** An engine under measure: answers addresses, the best first. */
export interface SiteEngine {
  name: string;
  ask(typed: string, most: number): string[];
}

export const ours = (sent: PackedSearch): SiteEngine => {
  const search = openSearch(sent);
  return {
    name: 'ours (lunr)',
    ask: (typed, most) => findPlaces(search, typed, most).places.map(({ address }) => address),
  };
};

/** What MiniSearch is told: the same fields with the same weights, beginnings and slips as it recommends them. */
export const MINI_OPTIONS = {
  fields: ['title', 'heading', 'names', 'page', 'text'],
  storeFields: ['address'],
  searchOptions: { boost: { title: 12, heading: 7, names: 8, page: 2, text: 1 }, prefix: true, fuzzy: 0.2 },
};

/** A document as MiniSearch takes it. */
export const forMini = ({ address, title, heading, names = [], text, hidden = '' }: SearchDocument, id: number) => ({
  id,
  address,
  title: heading === undefined ? title : '',
  heading: heading ?? '',
  page: heading === undefined ? '' : title,
  names: names.join(' | '),
  text: `${text} ${hidden}`,
});

export const mini = (documents: readonly SearchDocument[]): SiteEngine => {
  const index = new MiniSearch(MINI_OPTIONS);
  index.addAll(documents.map(forMini));
  return {
    name: 'MiniSearch',
    ask: (typed, most) =>
      index
        .search(typed)
        .slice(0, most)
        .map(({ address }) => String(address)),
  };
};
