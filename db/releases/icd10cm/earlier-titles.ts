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
    else completed.push(withTitles(content, await earlierTitles(catalogDb, contents, content)));
  }
  return completed;
}

const isFromCodesFile = ({ kind, system, isDerived }: ReleaseContent) =>
  kind === 'codes' && system === 'icd10cm' && isDerived === true;

function withTitles(content: ReleaseContent, titles: ReadonlyMap<string, string>): ReleaseContent {
  const codes = content.codes.map((row) => (row.billable ? row : { ...row, title: titles.get(row.code) ?? row.title }));
  return { ...content, codes };
}

/**
 * Titles of the headers of a release in the years before it. A code that has been divided since keeps its title as a
 * header: 72 of 74 did from FY2023 to FY2026.
 */
async function earlierTitles(
  catalogDb: Db,
  contents: readonly ReleaseContent[],
  { codes, effectiveFrom }: ReleaseContent,
): Promise<Map<string, string>> {
  const headers = new Set(codes.filter((row) => !row.billable).map(({ code }) => code));
  // The starter set of a year before the agency's own file of it, which then has the last word.
  const installed = await catalogDb.all<{ code: string; title: string; since: string }>(sql`
    select c.code, c.title, r.effective_from as since
    from releases r join codes c on c.release_id = r.id
    where r.kind = 'codes' and r.system = 'icd10cm' and r.coverage <> 'differences' and not r.is_derived
      and r.effective_from < ${effectiveFrom} and c.code in (select value from json_each(${JSON.stringify([...headers])}))
    order by r.source desc`);
  const alongside = contents
    .filter((one) => one.kind === 'codes' && one.system === 'icd10cm' && !one.isDerived)
    .filter((one) => one.effectiveFrom < effectiveFrom)
    .flatMap((one) =>
      one.codes
        .filter(({ code }) => headers.has(code))
        .map(({ code, title }) => ({ code, title, since: one.effectiveFrom })),
    );
  const oldestFirst = [...installed, ...alongside].sort((one, other) => one.since.localeCompare(other.since));
  return new Map(oldestFirst.map(({ code, title }) => [code, title]));
}
