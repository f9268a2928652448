import type { Db } from '#db/client';
import {
  type BookCode,
  findNeighbours,
  listChildren,
  listCodes,
  listTree,
  type TreeRow,
} from '#db/queries/code-book/codes';
import { type ListedSay, listSays } from '#db/queries/code-book/facts';
import { type Conversion, listConversions, listWitnesses } from '#db/queries/code-book/history';
import { listNotesAt, listNotesUnder, type NoteLine } from '#db/queries/code-book/notes';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { listSectionsAround, type Section } from '#db/queries/code-book/sections';
import { type SeventhChoice, seventhChoices } from '#domain/codeset/seventh-choices';
import { compareTitles, type TitleRun } from '#domain/codeset/siblings';
import { type YearOfCode, yearHistory } from '#domain/codeset/year-history';
import { type LeadingTerms, listLeadingTerms } from './_leading-terms.ts';

/** Notes of one place that govern a code, with the name of the place. */
export interface GoverningNotes {
  place: { key: string; title: string };
  lines: NoteLine[];
}

/** Everything the page of a code or header says. */
export interface CodePage {
  entry: BookCode;
  sections: Section[];
  /** Headers above it, the category first. */
  above: BookCode[];
  own: NoteLine[];
  /** The nearest first. */
  inherited: GoverningNotes[];
  /** What stands below a header, with the notes there; without the header itself. */
  tree: TreeRow[];
  notesBelow: ReadonlyMap<string, NoteLine[]>;
  /** The header whose 7th characters can be chosen here, and those. */
  seventh?: { header: BookCode; choices: SeventhChoice[] };
  siblings: (BookCode & { runs: TitleRun[] })[];
  says: ListedSay[];
  years: YearOfCode[];
  conversions: Conversion[];
  leading: LeadingTerms[];
  neighbours: { previous?: BookCode; next?: BookCode };
}

/** Reads the page of a canonical code; undefined when the open release does not have it. */
export async function findCodePage(catalogDb: Db, book: OpenBook, code: string): Promise<CodePage | undefined> {
  const line = await listCodes(catalogDb, book, prefixesOf(code));
  const entry = line.find((one) => one.code === code);
  if (!entry) return undefined;
  const above = line.filter((one) => one !== entry);
  const parent = above.find((one) => one.code === entry.parent);
  const sections = await listSectionsAround(catalogDb, book, code.slice(0, 3));
  const governing = await notesFor(catalogDb, book, { entry, above, sections });
  const siblings = parent ? await listChildren(catalogDb, book, parent.code) : [];
  const [tree = [], notesBelow = []] = entry.billable
    ? []
    : [await listTree(catalogDb, book, code), await listNotesUnder(catalogDb, book, code)];
  return {
    entry,
    sections,
    above,
    ...governing,
    tree: tree.filter((row) => row.code !== code),
    notesBelow: Map.groupBy(notesBelow, ({ at }) => at),
    seventh: await seventhOf(catalogDb, book, { entry, parent, siblings, tree }),
    siblings: withRuns(siblings),
    says: entry.billable ? await listSays(catalogDb, book, code) : [],
    years: yearHistory(await listWitnesses(catalogDb, book, code)),
    conversions: await listConversions(catalogDb, book, code),
    leading: await listLeadingTerms(catalogDb, book, code),
    neighbours: await findNeighbours(catalogDb, book, entry),
  };
}

const prefixesOf = (code: string): string[] =>
  Array.from({ length: code.length - 2 }, (_, at) => code.slice(0, 3 + at));

async function notesFor(
  catalogDb: Db,
  book: OpenBook,
  { entry, above, sections }: Pick<CodePage, 'entry' | 'above' | 'sections'>,
): Promise<Pick<CodePage, 'own' | 'inherited'>> {
  // A block of one category has the category's name: it is then the same place.
  const blocks = sections.filter(({ key }) => key !== entry.code && above.every(({ code }) => code !== key));
  const places = [
    ...above.map(({ code, title }) => ({ key: code, title })).reverse(),
    ...blocks.map(({ key, title }) => ({ key, title })).reverse(),
  ];
  const lines = await listNotesAt(catalogDb, book, [entry.code, ...places.map(({ key }) => key)]);
  const at = Map.groupBy(lines, (line) => line.at);
  const inherited = places.map((place) => ({ place, lines: (at.get(place.key) ?? []).filter(isInherited) }));
  return { own: at.get(entry.code) ?? [], inherited: inherited.filter((one) => one.lines.length > 0) };
}

/** Other names of a header are its own, and its 7th characters are offered as a choice; its instructions reach below it. */
const isInherited = ({ kind }: NoteLine) => kind !== 'inclusion-term' && kind !== 'seventh-character';

async function seventhOf(
  catalogDb: Db,
  book: OpenBook,
  found: { entry: BookCode; parent?: BookCode; siblings: BookCode[]; tree: TreeRow[] },
): Promise<CodePage['seventh']> {
  const { entry, parent, siblings, tree } = found;
  if (entry.billable && entry.code.length === 7 && parent)
    return { header: parent, choices: seventhChoices(parent, siblings) };
  const endings = tree.find(({ code }) => code === entry.code)?.sevenths;
  if (!endings) return undefined;
  return { header: entry, choices: seventhChoices(entry, await listChildren(catalogDb, book, entry.code)) };
}

/** A code without siblings has nothing to be told from. */
function withRuns(siblings: BookCode[]): CodePage['siblings'] {
  if (siblings.length < 2) return [];
  const runs = compareTitles(siblings.map(({ title }) => title));
  return siblings.map((sibling, at) => ({ ...sibling, runs: runs[at] ?? [] }));
}
