import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import { type InstalledRelease, listReleases } from '#db/queries/releases';

import { KIND_TITLES, textTable } from '#db/releases/release-words';
import { type Check, checkNotes, checkParents, checkRowCount } from '#db/releases/verify-rows';
import { type PcsValues, tailsOf } from '#domain/codeset/pcs-table';
import { expandTabular, type TabularEntry, type TabularLine } from '#domain/codeset/seventh-characters';

/** Checks everything installed against itself and releases of one year against each other. */
export async function verifyReleases(catalogDb: Db): Promise<Check[]> {
  const installed = await listReleases(catalogDb, 'everybody');
  const checks: Check[] = [];
  for (const release of installed) {
    checks.push(await checkRowCount(catalogDb, release), await checkParents(catalogDb, release));
    checks.push(...(await checkNotes(catalogDb, release)));
  }
  for (const [codes, tables] of pairs(installed, 'icd10pcs', 'pcs-tables'))
    checks.push(await compareCodes(catalogDb, codes, tables, 'codes of the tables', codesOfTables));
  for (const [codes, tabular] of pairs(installed, 'icd10cm', 'tabular'))
    checks.push(await compareCodes(catalogDb, codes, tabular, 'codes of the tabular list', codesOfTabular));
  return checks.filter(({ what, looked }) => looked > 0 || what === 'rows');
}

/** Whole official lists of codes with what says the same in another way and came into force on the same day. */
function pairs(installed: readonly InstalledRelease[], system: string, kind: string) {
  const whole = installed.filter(
    (one) => one.system === system && one.source === 'official' && one.coverage === 'whole',
  );
  return whole.flatMap((codes) => {
    const other = whole.find((one) => one.kind === kind && one.effectiveFrom === codes.effectiveFrom);
    return codes.kind === 'codes' && other ? [[codes, other] as const] : [];
  });
}

async function compareCodes(
  catalogDb: Db,
  codes: InstalledRelease,
  other: InstalledRelease,
  what: string,
  codesOf: (catalogDb: Db, id: number) => Promise<Set<string>>,
): Promise<Check> {
  const rows = await catalogDb.all<{ code: string }>(
    sql`select code from codes where release_id = ${codes.id} and billable`,
  );
  const listed = new Set(rows.map(({ code }) => code));
  const found = await codesOf(catalogDb, other.id);
  const title = KIND_TITLES[other.kind];
  const findings = [
    ...[...found.difference(listed)].map((code) => `${code} is allowed by the ${title} and not in the list of codes`),
    ...[...listed.difference(found)].map((code) => `${code} is in the list of codes and not allowed by the ${title}`),
  ];
  return { release: codes, what, looked: found.size, findings };
}

async function codesOfTables(catalogDb: Db, id: number): Promise<Set<string>> {
  const rows = await catalogDb.all<{ pcsTable: string; values: string }>(
    sql`select pcs_table as pcsTable, axis_values as "values" from pcs_rows where release_id = ${id}`,
  );
  return new Set(
    rows.flatMap(({ pcsTable, values }) =>
      [...tailsOf(JSON.parse(values) as PcsValues)].map((tail) => pcsTable + tail),
    ),
  );
}

async function codesOfTabular(catalogDb: Db, id: number): Promise<Set<string>> {
  const entries = await catalogDb.all<TabularEntry>(
    sql`select code, title, parent from codes where release_id = ${id} order by place`,
  );
  const lines = await catalogDb.all<TabularLine>(
    sql`select at, kind, text from notes where release_id = ${id} and kind in ('seventh-character', 'note') order by line`,
  );
  return new Set(expandTabular(entries, lines).map(({ code }) => code));
}

/** True when something is wrong with what is installed, not merely odd in what the agency published. */
export const isFaulty = ({ findings, isPublished }: Check): boolean => findings.length > 0 && !isPublished;

const MOST_FINDINGS = 20;

/** The checks as a table, with the first findings of each below it. */
export function verifyLines(checks: readonly Check[]): string {
  const rows = checks.map(({ release, what, looked, findings, isPublished }) => [
    `${release.system} ${release.label} ${release.effectiveFrom}`,
    `${KIND_TITLES[release.kind]} (${release.source})`,
    what,
    String(looked),
    findings.length === 0 ? 'right' : `${findings.length} ${isPublished ? 'odd as published' : 'wrong'}`,
  ]);
  const found = checks.flatMap(({ release, findings }) => [
    ...findings.slice(0, MOST_FINDINGS).map((finding) => `${release.system} ${release.label}: ${finding}`),
    ...(findings.length > MOST_FINDINGS ? [`… and ${findings.length - MOST_FINDINGS} more of these`] : []),
  ]);
  return [textTable([['release', 'kind', 'check', 'looked at', 'result'], ...rows]), ...found].join('\n');
}
