import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type InstalledRelease, listReleases } from '#db/queries/releases';
import { type CodeSystem, formatCode } from '#domain/codeset/code';
import { type CodeDifferences, type ComparedCode, diffCodes } from '#domain/codeset/diff';

/** A release cannot be compared; the message says why and what would help. */
export class NotComparableError extends Error {}

/**
 * What became of the billable codes between two installed releases, each named by its label or, where a year has an
 * update, by label and first day (`FY2026@2026-04-01`); without a day the latest counts. Throws `NotComparableError`
 * when one of them is not installed or not whole: what a part lacks would look deleted.
 */
export async function diffReleases(
  catalogDb: Db,
  system: CodeSystem,
  [before, after]: [before: string, after: string],
): Promise<CodeDifferences> {
  const installed = (await listReleases(catalogDb)).filter(
    (release) => release.system === system && release.kind === 'codes',
  );
  const rowsOf = async (name: string) => await codesOf(catalogDb, wholeRelease(installed, system, name));
  return diffCodes(await rowsOf(before), await rowsOf(after));
}

function wholeRelease(installed: readonly InstalledRelease[], system: string, name: string): InstalledRelease {
  const [label, day] = name.split('@');
  const named = installed.filter((one) => one.label === label && (day === undefined || one.effectiveFrom === day));
  const whole = named.filter(({ coverage }) => coverage === 'whole').at(-1);
  if (whole) return whole;
  const what = named.length > 0 ? 'is installed only in part' : 'is not installed';
  throw new NotComparableError(`${system} ${name} ${what}: install the complete release first. “list” shows all.`);
}

const codesOf = async (catalogDb: Db, { id }: InstalledRelease): Promise<ComparedCode[]> => {
  const rows = await catalogDb.all<{ code: string; title: string; billable: number }>(
    sql`select code, title, billable from codes where release_id = ${id} order by place`,
  );
  return rows.map((row) => ({ ...row, billable: row.billable === 1 }));
};

/** The differences in lines: counts first, then every code. */
export function diffLines(system: CodeSystem, { added, deleted, revised }: CodeDifferences): string {
  const written = (code: string) => formatCode({ system, code });
  return [
    `${added.length} added, ${deleted.length} deleted, ${revised.length} revised`,
    ...added.map(({ code, title }) => `+ ${written(code)}  ${title}`),
    ...deleted.map(({ code, title }) => `- ${written(code)}  ${title}`),
    ...revised.flatMap(({ code, before, after }) => [`~ ${written(code)}  ${before}`, `  becomes  ${after}`]),
  ].join('\n');
}
