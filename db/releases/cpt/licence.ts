import type { Transaction } from '#db/client';
import { ForeignFileError } from '#db/releases/foreign-file';
import type { ReleaseContent } from '#db/releases/release-content';
import { licences } from '#db/schema/references';
import type { Instant } from '#domain/time';

/** Under which licence an organisation brings its own files, and who vouched for it. */
export interface Licence {
  organisationId: string;
  holder: string;
  year: number;
  seats: number;
  attestedBy: string;
}

/** What is missing in a licence as a person typed it, as a sentence; undefined when it is complete. */
export function licenceProblem({
  organisationId,
  holder,
  year,
  seats,
  attestedBy,
}: Partial<Licence>): string | undefined {
  if (!organisationId?.trim()) return 'Say whose the licence is: --organisation <id>.';
  if (!holder?.trim()) return 'Say who holds the licence: --licence-holder "Name".';
  if (!year || !Number.isInteger(year) || year < 2000 || year > 2100) return 'Say for which year: --year 2026.';
  if (!seats || !Number.isInteger(seats) || seats < 1) return 'Say how many people it covers: --seats 25.';
  if (!attestedBy?.trim()) return 'Say who attests to it: --attested-by "Name".';
  return undefined;
}

/**
 * Gives licensed releases to the organisation of the licence; others stay as they are. Throws `ForeignFileError` when
 * there are licensed ones and no complete licence.
 */
export function underLicence(contents: readonly ReleaseContent[], licence: Partial<Licence> = {}): ReleaseContent[] {
  const licensed = contents.find(({ source }) => source === 'licensed');
  const problem = licensed && licenceProblem(licence);
  if (problem) throw new ForeignFileError(licensed.fileName ?? licensed.label, `is a licensed file. ${problem}`);
  return contents.map((content) =>
    content.source === 'licensed' ? { ...content, organisationId: licence.organisationId } : content,
  );
}

/** Records the licence in the caller's transaction, beside the files it covers; a later one takes the place of it. */
export async function storeLicence(tx: Transaction, licence: Licence, now: Instant): Promise<void> {
  const { organisationId, holder, year, seats, attestedBy } = licence;
  const said = { holder, year, seats, attestedBy, attestedAt: now };
  await tx
    .insert(licences)
    .values({ organisationId, ...said })
    .onConflictDoUpdate({ target: licences.organisationId, set: said });
}
