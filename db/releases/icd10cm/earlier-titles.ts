import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { ReleaseContent } from '#db/releases/release-content';

/**
 * Gives the headers of releases that were made from a codes file, whose titles are only guessed, the titles an earlier
 * year printed for them: of the order files among `contents` and of what is installed, the latest year winning. Other
 * releases pass as they are.
 */
export async function withEarlierTitles(catalogDb: Db, contents: readonly ReleaseContent[]): Promise<ReleaseContent[]> {
  const completed: ReleaseContent[] = [];
  for (const content of contents) {
    if (!isFromCodesFile(content)) completed.push(content);
    else completed.push(withTitles(content, await earlierTitles(catalogDb, contents, content.effectiveFrom)));
  }
  return completed;
}

const isFromCodesFile = ({ kind, system, isDerived }: ReleaseContent) =>
  kind === 'codes' && system === 'icd10cm' && isDerived === true;

function withTitles(content: ReleaseContent, titles: ReadonlyMap<string, string>): ReleaseContent {
  const codes = content.codes.map((row) => (row.billable ? row : { ...row, title: titles.get(row.code) ?? row.title }));
  return { ...content, codes };
}

/** Titles of headers by code, from all years before a day. */
async function earlierTitles(
  catalogDb: Db,
  contents: readonly ReleaseContent[],
  before: string,
): Promise<Map<string, string>> {
  const installed = await catalogDb.all<{ code: string; title: string; since: string }>(sql`
    select c.code, c.title, r.effective_from as since
    from codes c join releases r on r.id = c.release_id
    where r.kind = 'codes' and r.system = 'icd10cm' and r.coverage <> 'differences' and not r.is_derived
      and r.effective_from < ${before} and not c.billable`);
  const alongside = contents
    .filter(({ kind, system, isDerived }) => kind === 'codes' && system === 'icd10cm' && !isDerived)
    .filter(({ effectiveFrom }) => effectiveFrom < before)
    .flatMap(({ codes, effectiveFrom }) =>
      codes.filter((row) => !row.billable).map(({ code, title }) => ({ code, title, since: effectiveFrom })),
    );
  const oldestFirst = [...installed, ...alongside].sort((one, other) => one.since.localeCompare(other.since));
  return new Map(oldestFirst.map(({ code, title }) => [code, title]));
}
