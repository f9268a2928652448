import { ForeignFileError } from '#db/releases/foreign-file';
import type { ReleaseContent } from '#db/releases/release-content';
import type { Transaction } from '#db/releases/store-release';
import { licences } from '#db/schema/references';
import type { Instant } from '#domain/time';

/** Under which licence an organisation brings its own files, and who says so. */
export interface StatedLicence {
  organisationId: string;
  holder: string;
  year: number;
  seats: number;
  attestedBy: string;
}

/** Gives licensed content to its organisation. Throws `ForeignFileError` when nobody said under which licence it stands. */
export function underLicence(content: ReleaseContent, licence: StatedLicence | undefined): ReleaseContent {
  if (content.source !== 'licensed') return content;
  if (!licence)
    throw new ForeignFileError(
      content.fileName ?? content.label,
      'is a licensed file: say with --organisation, --licence-holder, --year, --seats and --attested-by who may use it',
    );
  return { ...content, organisationId: licence.organisationId };
}

/** Records the licence in the transaction that writes the files under it; a renewed one replaces the former. */
export async function recordLicence(tx: Transaction, licence: StatedLicence, now: Instant): Promise<void> {
  const { organisationId, ...rest } = licence;
  const stated = { ...rest, attestedAt: now };
  await tx
    .insert(licences)
    .values({ organisationId, ...stated })
    .onConflictDoUpdate({ target: licences.organisationId, set: stated });
}
