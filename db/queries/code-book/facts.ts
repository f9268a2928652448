import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type OpenBook, supplementOf } from '#db/queries/code-book/open-book';
import type { InstalledRelease } from '#db/queries/releases';
import type { CodeFacts } from '#domain/codeset/catalog';

/** The lists that say something of an ICD-10-CM code. */
const LISTS = ['poa-exempt', 'code-edits', 'principal-edits', 'severities'] as const;
export type FactList = (typeof LISTS)[number];

/** What one list says of a code. `facts` is empty when the list does not name it. */
export interface ListedSay {
  list: FactList;
  label: string;
  /** True when the facts come with the starter set, which was made from these lists. */
  isStarter: boolean;
  facts: CodeFacts;
}

/**
 * What each installed list says of a code. A list may come in several files of the same day (CC and MCC). For lists that
 * are not installed the starter set answers where it has the code.
 */
export async function listSays(catalogDb: Db, book: OpenBook, code: string): Promise<ListedSay[]> {
  const lists = LISTS.map((list) => ({ list, files: filesOf(book, list) }));
  const starter = starterOf(book);
  const rows = await catalogDb.all<{ id: number; facts: string | null }>(sql`
    select release_id as id, facts from listed_facts
    where code = ${code}
      and release_id in (select value from json_each(${JSON.stringify(lists.flatMap(({ files }) => files.map(({ id }) => id)))}))
    union all
    select release_id, facts from codes where release_id = ${starter?.id ?? 0} and code = ${code}`);
  const factsIn = (release: InstalledRelease): CodeFacts | undefined => {
    const row = rows.find(({ id }) => id === release.id);
    return row && (row.facts === null ? {} : (JSON.parse(row.facts) as CodeFacts));
  };
  const shipped = starter && factsIn(starter);
  return lists.flatMap(({ list, files }): ListedSay[] => {
    const [first] = files;
    if (first) {
      const facts: CodeFacts = Object.assign({}, ...files.map(factsIn));
      return [{ list, label: first.label.replace(/-.*/, ''), isStarter: false, facts }];
    }
    return shipped && starter ? [{ list, label: starter.label, isStarter: true, facts: shipped }] : [];
  });
}

function filesOf(book: OpenBook, list: FactList): InstalledRelease[] {
  const chosen = supplementOf(book, list);
  return book.installed.filter(
    (one) =>
      one.kind === list &&
      one.system === book.system &&
      one.source === chosen?.source &&
      one.effectiveFrom === chosen.effectiveFrom,
  );
}

const starterOf = ({ installed, system, label }: OpenBook): InstalledRelease | undefined =>
  installed.find(
    (one) => one.system === system && one.label === label && one.source === 'starter' && one.coverage !== 'differences',
  );
