import { sql } from 'drizzle-orm';
import type { Db } from '#db/client';
import type { DescriptorKind } from '#db/schema/references';

/** A code of an organisation's own licensed files. */
export interface LicensedCode {
  label: string;
  /** The long text. */
  title: string;
  descriptors: { kind: DescriptorKind; text: string }[];
}

/**
 * A CPT code from the files of one organisation; undefined when they do not have it. Whoever calls has asked `may` first:
 * these texts are for people under that organisation's licence alone.
 */
export async function findLicensedCode(
  catalogDb: Db,
  organisationId: string,
  code: string,
): Promise<LicensedCode | undefined> {
  const rows = await catalogDb.all<{
    label: string;
    title: string;
    kind: DescriptorKind | null;
    text: string | null;
  }>(sql`
    select r.label, c.title, d.kind, d.text
    from releases r
      join codes c on c.release_id = r.id and c.code = ${code}
      left join descriptors d on d.code = c.code
        and d.release_id in (select id from releases where system = 'cpt' and organisation_id = ${organisationId})
    where r.system = 'cpt' and r.source = 'licensed' and r.organisation_id = ${organisationId}
      and r.effective_from = (select max(effective_from) from releases
        where system = 'cpt' and kind = 'codes' and organisation_id = ${organisationId})`);
  const [first] = rows;
  if (!first) return undefined;
  const descriptors = rows.flatMap(({ kind, text }) => (kind && text ? [{ kind, text }] : []));
  return { label: first.label, title: first.title, descriptors };
}
