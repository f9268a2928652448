import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSources } from '#db/releases/foreign-sources';
import { settle } from '#db/releases/read-releases';
import { READERS } from '#db/releases/readers';
import { recognise } from '#db/releases/recognise';
import type { IndexTermRow, ReleaseContent } from '#db/releases/release-content';
import { readStarterReleases } from '#db/releases/starter';
import type { CodeSystem } from '#domain/codeset/code';
import type { SearchDocument } from '#domain/codeset/search/document';
import {
  DRUG_COLUMNS,
  type NamedCode,
  namedByDrugs,
  namedByIndex,
  namedByNeoplasms,
  type PrintedTerm,
} from '#domain/codeset/search/named-codes';
import { bareText, hashOf, partOf, withTypo } from './split.ts';

/** A query with every code it names; an answer is right when it is one of them or stands below one. */
export interface Query {
  source: string;
  text: string;
  named: string[];
  hasTypo: boolean;
}

/** A document with the system it belongs to; peers hold all systems in one index. */
export interface CorpusDocument extends SearchDocument {
  system: CodeSystem;
}

export interface Corpus {
  documents: CorpusDocument[];
  tune: Query[];
  test: Query[];
}

interface Name extends NamedCode {
  source: string;
  system: CodeSystem;
  /** What is typed, when it is not the term itself. */
  asked?: string;
}

/** The newest official files at hand that hold codes or name them. */
const FILES = [
  'icd10cm/icd10cm-Code Descriptions-2026.zip',
  'icd10cm/icd10cm_tabular_2026_DERIVED.xml.gz',
  'icd10cm/icd10cm-eindex-April-1-2026-XML.xml.gz',
  'icd10cm/icd10cm-neoplasm-April-1-2026-XML.xml.gz',
  'icd10cm/icd10cm-drug-April-1-2026-XML.xml.gz',
  'icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip',
  'icd10pcs/icd10pcs_index_2025.xml.gz',
  'hcpcs/hcpcs_2025_download.zip',
];

/** At most so many queries of a source, so that no long table drowns the others. */
const MOST: Record<string, number> = {
  inclusion: 1400,
  synonym: 500,
  external: 200,
  neoplasm: 200,
  drug: 200,
  pcs: 200,
};

/**
 * Documents with the names of the building half, and queries of the other half with the codes they name. `tune` may be
 * looked at, `test` is only ever counted. `root` is CODESETS_DIR. With `whole` the documents have all their names.
 */
export async function readCorpus(root: string, share: 'half' | 'whole' = 'half'): Promise<Corpus> {
  const contents = await readContents(root);
  const names = namesIn(contents);
  const documents = documentsOf(
    contents,
    names.filter(({ term }) => share === 'whole' || partOf(term) === 'build'),
  );
  const known = new Set(documents.flatMap(({ title, terms }) => [bareText(title), ...terms.map(bareText)]));
  const codes = documents.map(({ code }) => code).sort();
  const asked = [...queriesOf(names.filter(({ term }) => !known.has(bareText(term)))), ...readSynonyms(codes)];
  const part = (wanted: 'tune' | 'test') =>
    limited(asked.filter(({ text, source }) => askedIn(text, source) === wanted)).map(perhapsWithTypo);
  return { documents, tune: part('tune'), test: part('test') };
}

async function readContents(root: string): Promise<ReleaseContent[]> {
  const contents = readStarterReleases('content/codes').filter(({ system }) => system === 'px');
  for (const file of await openSources(FILES.map((path) => join(root, path)))) {
    const recognised = await recognise(file, READERS);
    if (recognised.verdict === 'read') contents.push(...(await recognised.reader.read(file, {})));
  }
  return settle(contents, []).settled;
}

/** Synonyms were never in an index: a third of them is for tuning. */
const askedIn = (text: string, source: string) =>
  source === 'synonym' ? (hashOf(text) % 3 === 0 ? 'tune' : 'test') : partOf(termOf(text)) === 'tune' ? 'tune' : 'test';

const termOf = (text: string) => DRUG_COLUMNS.reduce((term, column) => term.replace(`${column} `, ''), text);

const perhapsWithTypo = (query: Query): Query => {
  const text = hashOf(`slip ${query.text}`) % 10 === 0 ? withTypo(query.text) : query.text;
  return { ...query, text, hasTypo: text !== query.text };
};

function limited(queries: Query[]): Query[] {
  const bySource = Map.groupBy(queries, ({ source }) => source);
  return [...bySource.values()].flatMap((of) =>
    of.toSorted((one, other) => hashOf(one.text) - hashOf(other.text)).slice(0, MOST[of[0]?.source ?? ''] ?? 500),
  );
}

function namesIn(contents: readonly ReleaseContent[]): Name[] {
  return contents.flatMap(({ kind, system, notes, indexTerms }): Name[] => {
    const terms = indexTerms.map(printed);
    const from = (source: string, named: NamedCode[]) => named.map((one): Name => ({ ...one, source, system }));
    const inclusion = notes.flatMap((note) =>
      note.kind === 'inclusion-term' ? [{ code: note.at, term: note.text }] : [],
    );
    if (kind === 'tabular') return from('inclusion', inclusion);
    if (kind === 'external-causes') return from('external', namedByIndex(terms));
    if (kind === 'neoplasms') return from('neoplasm', namedByNeoplasms(terms));
    if (kind === 'pcs-index') return from('pcs', namedByIndex(terms));
    return kind === 'drugs'
      ? from('drug', namedByDrugs(terms)).map((one) => ({ ...one, asked: askedForDrug(one) }))
      : [];
  });
}

const printed = ({ parent, title, code, cells }: IndexTermRow, place: number): PrintedTerm => ({
  place,
  title,
  parent,
  code,
  cells,
});

/** The last character of a substance's code says the column (T36.0X1 accidental … 6 underdosing). */
const askedForDrug = ({ code, term }: NamedCode) =>
  `${DRUG_COLUMNS[Number(code.at(-1)) - 1] ?? 'poisoning by'} ${term}`;

/** One query per text with every code it names; of a substance's six columns one is asked for. */
function queriesOf(names: Name[]): Query[] {
  const byText = Map.groupBy(names, ({ source, term, asked }) => `${source}\t${bareText(asked ?? term)}`);
  const queries = [...byText.values()].flatMap((of) => {
    const [first] = of;
    if (!first || first.term.length < 3) return [];
    const text = first.asked ?? first.term;
    return [{ source: first.source, text, named: [...new Set(of.map(({ code }) => code))], hasTypo: false }];
  });
  return queries.filter(({ source, text }) => source !== 'drug' || isTheColumnAsked(text));
}

const isTheColumnAsked = (text: string) => text.startsWith(DRUG_COLUMNS[hashOf(termOf(text)) % 6] ?? '');

function readSynonyms(known: readonly string[]): Query[] {
  const lines = readFileSync(join(import.meta.dirname, 'synonyms.tsv'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [text = '', answers = ''] = line.split('\t');
    if (text === '' || text.startsWith('#')) return [];
    const named = answers
      .trim()
      .split(' ')
      .map((code) => code.replace('.', ''));
    const wrong = named.find((code) => !known.some((other) => other.startsWith(code)));
    if (wrong) throw new Error(`synonyms.tsv: ${text}: no code begins with ${wrong}`);
    return [{ source: 'synonym', text, named, hasTypo: false }];
  });
}

function documentsOf(contents: readonly ReleaseContent[], names: readonly Name[]): CorpusDocument[] {
  const lists = contents.filter(({ kind, coverage }) => kind === 'codes' && coverage !== 'differences');
  return lists.flatMap(({ system, codes }) => {
    const termsAt = Map.groupBy(
      names.filter((name) => name.system === system),
      ({ code }) => code,
    );
    const known = new Set(codes.map(({ code }) => code));
    return codes.map(({ code, title, billable, parent }) => ({
      system,
      code,
      title,
      billable,
      ...(parent && { parent }),
      terms: [...new Set(namesAt(code, known).flatMap((at) => (termsAt.get(at) ?? []).map(({ term }) => term)))],
    }));
  });
}

/** A name stands at its code; where that is only the beginning of codes (`0UT9`), at each of them. */
function namesAt(code: string, known: ReadonlySet<string>): string[] {
  const beginnings = Array.from({ length: code.length - 3 }, (_, cut) => code.slice(0, cut + 3));
  return [...beginnings.filter((beginning) => !known.has(beginning)), code];
}
