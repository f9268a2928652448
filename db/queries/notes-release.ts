import { type InstalledRelease, releasesInForce } from '#db/queries/releases';
import type { CodeSystem } from '#domain/codeset/code';

/** Where the notes of a year are read. */
export interface NotesOrigin {
  /** The year's own: the agency's tabular list of the label, else the relations of the starter set. */
  own?: InstalledRelease;
  /** Its own, else those of the nearest year that has some: whoever shows or applies them has to say of which year. */
  read?: InstalledRelease;
}

/** Chooses the notes for a label, whose releases of codes are `codes`, the one to believe first. */
export function notesOrigin(
  installed: readonly InstalledRelease[],
  { codes, ...wanted }: { system: CodeSystem; label: string; on: string; codes: readonly InstalledRelease[] },
): NotesOrigin {
  const [tabular] = releasesInForce(installed, { kind: 'tabular', ...wanted });
  const own = tabular ?? codes.find(({ source }) => source === 'starter');
  return { own, read: own ?? (codes[0] && nearestWithNotes(installed, codes[0])) };
}

/** Notes change little from year to year: the printed ones in force nearest to these codes, else those of the starter set. */
function nearestWithNotes(
  installed: readonly InstalledRelease[],
  codes: InstalledRelease,
): InstalledRelease | undefined {
  const distance = ({ effectiveFrom }: InstalledRelease) =>
    Math.abs(Date.parse(effectiveFrom) - Date.parse(codes.effectiveFrom));
  const ofSystem = installed
    .filter(({ system }) => system === codes.system)
    .toSorted((one, other) => distance(one) - distance(other));
  return ofSystem.find(({ kind }) => kind === 'tabular') ?? ofSystem.find(({ coverage }) => coverage === 'families');
}
