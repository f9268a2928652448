import { DatabaseSync } from 'node:sqlite';
import { Index } from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { type CodeSystem, canonicalText } from '#domain/codeset/code';
import { buildIndex } from '#domain/codeset/search/build-index';
import { standing } from '#domain/codeset/search/groups';
import { partsOf } from '#domain/codeset/search/index-parts';
import { search } from '#domain/codeset/search/search';
import type { CorpusDocument } from './corpus.ts';

/** An engine under measure. `ask` answers places of documents, best first; it is what is timed. */
export interface Engine {
  name: string;
  /** Bytes of the index as it would be stored. */
  size: number;
  ask(text: string, limit: number): number[];
}

/** Makes the index of an engine; this is what building takes. */
export type Build = (documents: readonly CorpusDocument[]) => Engine;

const spoken = ({ code, title, terms }: CorpusDocument, at: number) => ({
  id: at,
  code,
  title,
  terms: terms.join(' | '),
});

/** Title before terms, beginnings of words and slips allowed in longer words, any of the words: its documented setup. */
export const buildMiniSearch: Build = (documents) => {
  const index = new MiniSearch({
    fields: ['code', 'title', 'terms'],
    searchOptions: {
      boost: { title: 2 },
      prefix: (word) => word.length > 3,
      fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      combineWith: 'OR',
    },
  });
  index.addAll(documents.map(spoken));
  const size = Buffer.byteLength(JSON.stringify(index));
  return {
    name: 'MiniSearch',
    size,
    ask: (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => id as number),
  };
};

/** Beginnings of words, English stemmer of its own, partial matches offered (`suggest`). */
export const buildFlexSearch: Build = (documents) => {
  const index = new Index({ tokenize: 'forward', encoder: 'LatinBalance', resolution: 9 });
  for (const [at, { code, title, terms }] of documents.entries()) index.add(at, `${code} ${title} ${terms.join(' ')}`);
  let size = 0;
  index.export((_, data) => {
    size += Buffer.byteLength(data ?? '');
  });
  return {
    name: 'FlexSearch',
    size,
    ask: (text, limit) => (index.search(text, { limit, suggest: true }) as number[]).slice(0, limit),
  };
};

/** BM25 over stemmed words, title before terms; words of five letters or more may have one slip. */
export const buildLunr: Build = (documents) => {
  const index = lunr(function () {
    this.ref('id');
    this.field('code');
    this.field('title', { boost: 2 });
    this.field('terms');
    for (const [at, document] of documents.entries()) this.add(spoken(document, at));
  });
  return {
    name: 'lunr',
    size: Buffer.byteLength(JSON.stringify(index)),
    ask: (text, limit) =>
      index
        .query((query) => {
          for (const term of lunr.tokenizer(text))
            query.term(term.toString(), term.toString().length > 4 ? { editDistance: 1 } : {});
        })
        .slice(0, limit)
        .map(({ ref }) => Number(ref)),
  };
};

/** What the database offers by itself: porter stemmer, any of the words, bm25; one text per code. */
export const buildFts5: Build = (documents) => {
  const database = new DatabaseSync(':memory:');
  database.exec(`create virtual table peer using fts5(words, tokenize = 'porter unicode61')`);
  const insert = database.prepare('insert into peer (rowid, words) values (?, ?)');
  database.exec('begin');
  for (const [at, { code, title, terms }] of documents.entries())
    insert.run(at + 1, [code, title, ...terms].join(' | '));
  database.exec('commit');
  const { size } = database.prepare(`select sum(length(block)) as size from peer_data`).get() as { size: number };
  const find = database.prepare('select rowid from peer where peer match ? order by bm25(peer) limit ?');
  const ask = (text: string, limit: number) => {
    const words =
      text
        .normalize('NFKD')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [];
    if (words.length === 0) return [];
    return find.all(words.map((word) => `"${word}"`).join(' OR '), limit).map(({ rowid }) => Number(rowid) - 1);
  };
  return { name: 'FTS5 (porter, OR, bm25)', size, ask };
};

/** Ours: an index per system, their answers in one list by how well they answer. */
export const buildOurs: Build = (documents) => {
  const bySystem = Map.groupBy(documents, ({ system }) => system);
  const indexes = [...bySystem].map(([system, of]) => buildIndex(system, of));
  const place = new Map(documents.map(({ system, code }, at) => [`${system}:${code}`, at]));
  const placeOf = (system: CodeSystem, code: string) => place.get(`${system}:${canonicalText(code)}`) ?? -1;
  const sizes = indexes.flatMap((index) => [...partsOf(index).values()].map((bytes) => bytes.length));
  const ask = (text: string, limit: number) =>
    indexes
      .flatMap((index) => search(index, text, limit))
      .sort((one, other) => standing(other) - standing(one))
      .slice(0, limit)
      .map(({ system, code }) => placeOf(system, code));
  return { name: 'ours', size: sizes.reduce((sum, size) => sum + size, 0), ask };
};
