import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { Coverage, ReleaseKind, ReleaseSource } from '#db/schema/codes';
import type { ReleaseChoice } from '#domain/codeset/catalog';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import type { Instant } from '#domain/time';

/** One row of `releases`, as it is needed to choose among them. */
export interface InstalledRelease {
  id: number;
  kind: ReleaseKind;
  system: CodeSystem;
  label: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  source: ReleaseSource;
  coverage: Coverage;
  contentHash: string;
  isDerived: boolean;
  fileName: string | null;
  rowCount: number;
  installedAt: Instant;
  organisationId: string;
}

/** Whose licensed releases may be among the answer; `everybody` is for installing and for the administrator's list. */
export type LicensedTo = { organisationId: string } | 'everybody' | 'nobody';

/**
 * Everything installed, by system, kind and first day, newest last. Licensed releases only for whom they are licensed
 * to: all queries find their releases here, so that a licensed text is out of reach of everybody else.
 */
export async function listReleases(catalogDb: Db, licensedTo: LicensedTo = 'nobody'): Promise<InstalledRelease[]> {
  const rows = await catalogDb.all<Omit<InstalledRelease, 'isDerived'> & { isDerived: number }>(sql`
    select id, kind, system, label, effective_from as effectiveFrom, effective_to as effectiveTo, source, coverage,
      content_hash as contentHash, is_derived as isDerived, file_name as fileName, row_count as rowCount,
      installed_at as installedAt, organisation_id as organisationId
    from releases order by system, kind, effective_from, source`);
  const own = typeof licensedTo === 'string' ? undefined : licensedTo.organisationId;
  return rows
    .filter(({ organisationId }) => licensedTo === 'everybody' || ['', own].includes(organisationId))
    .map((row) => ({ ...row, isDerived: row.isDerived === 1 }));
}

/**
 * Those of `installed` that count for a system, kind and label on a day, the one to believe first: whole files of the
 * agency before the starter set, of several the latest that was in force (an April update replaces October's). Files
 * that only know some codes of a neighbouring year (`differences`) never count.
 */
export function releasesInForce(
  installed: readonly InstalledRelease[],
  wanted: { kind: ReleaseKind; system: CodeSystem; label: string; on: string },
): InstalledRelease[] {
  const candidates = installed.filter(
    (release) =>
      release.kind === wanted.kind &&
      release.system === wanted.system &&
      release.label === wanted.label &&
      release.coverage !== 'differences',
  );
  return latestPerSource(candidates, wanted.on);
}

/**
 * The same for what accompanies codes and is published on a rhythm of its own (indexes, tables, lists of edits): of the
 * label when there is one, else the latest before the day, else the earliest there is. Addenda (`differences`) stand beside
 * such a file and never take its place.
 */
export function supplementsInForce(
  installed: readonly InstalledRelease[],
  wanted: { kind: ReleaseKind; system: CodeSystem; on: string },
): InstalledRelease[] {
  const candidates = installed.filter(
    ({ kind, system, coverage }) => kind === wanted.kind && system === wanted.system && coverage !== 'differences',
  );
  return latestPerSource(candidates, wanted.on);
}

const TRUST: Record<ReleaseSource, number> = { licensed: 0, official: 1, starter: 2 };

function latestPerSource(candidates: InstalledRelease[], on: string): InstalledRelease[] {
  const perSource = Map.groupBy(candidates, ({ source, organisationId }) => `${source} ${organisationId}`);
  const latest = [...perSource.values()].flatMap((releases) => {
    const byDay = releases.toSorted((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom));
    const chosen = byDay.findLast(({ effectiveFrom }) => effectiveFrom <= on) ?? byDay[0];
    return chosen ? [chosen] : [];
  });
  return latest.sort((one, other) => TRUST[one.source] - TRUST[other.source]);
}

/** The releases of codes that a choice of pins means, per system. Systems that are not pinned or installed are absent. */
export function codeReleases(
  installed: readonly InstalledRelease[],
  { pins, on }: ReleaseChoice,
): Map<CodeSystem, InstalledRelease[]> {
  return new Map(
    CODE_SYSTEMS.flatMap((system) => {
      const label = pins[system];
      const found = label === undefined ? [] : releasesInForce(installed, { kind: 'codes', system, label, on });
      return found.length > 0 ? [[system, found]] : [];
    }),
  );
}

/** True when there is at least one file of an agency; false when only what we made is installed. Reads one row. */
export async function hasOfficialRelease(catalogDb: Db): Promise<boolean> {
  const rows = await catalogDb.all(sql`select 1 from releases where source = 'official' and system <> 'px' limit 1`);
  return rows.length > 0;
}
