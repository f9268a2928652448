import type { Db } from '#db/client';
import { notesOrigin } from '#db/queries/notes-release';
import { type InstalledRelease, listReleases, releasesInForce, supplementsInForce } from '#db/queries/releases';
import type { ReleaseKind } from '#db/schema/codes';
import type { CodeSystem } from '#domain/codeset/code';

/** One release of one system, open for reading, with everything installed beside it. */
export interface OpenBook {
  system: CodeSystem;
  label: string;
  /** True when a reader who names no release gets this one. */
  isDefault: boolean;
  /** Labels that can be read, newest first. */
  labels: string[];
  /** Its codes, the release to believe first. */
  codes: InstalledRelease;
  /** Where its notes and sections come from: the tabular list of the same label, else the starter set. */
  notes?: InstalledRelease;
  /** What notes are read from: its own, else those of the nearest year, which a page then has to say. */
  notesRead?: InstalledRelease;
  /** Chapters and blocks; of another year where the label's own are not installed, since they hardly ever change. */
  sections?: InstalledRelease;
  /** The day within the release that picks among its updates and lists. */
  on: string;
  installed: InstalledRelease[];
}

/** Opens the book of a system. Undefined when nothing of the system, or not that label, is installed. One query. */
export async function openBook(
  catalogDb: Db,
  wanted: { system: CodeSystem; label: string | undefined; today: string },
): Promise<OpenBook | undefined> {
  return bookIn(await listReleases(catalogDb), wanted);
}

/** The same from a list of releases already read. `label` undefined means the default release. */
export function bookIn(
  installed: InstalledRelease[],
  { system, label: asked, today }: { system: CodeSystem; label: string | undefined; today: string },
): OpenBook | undefined {
  const labels = readableLabels(installed, system);
  const usual = defaultLabel(installed, system, today);
  const label = asked ?? usual;
  if (label === undefined || !labels.includes(label)) return undefined;
  const ends = installed.filter((one) => one.system === system && one.label === label).map((one) => one.effectiveTo);
  const on = [today, ...ends.filter((end) => end !== null)].sort()[0] ?? today;
  const [codes, ...further] = releasesInForce(installed, { kind: 'codes', system, label, on });
  if (!codes) return undefined;
  const { own: notes, read: notesRead } = notesOrigin(installed, { system, label, on, codes: [codes, ...further] });
  const sections = notes ?? nearestWithSections(installed, system);
  return { system, label, isDefault: label === usual, labels, codes, notes, notesRead, sections, on, installed };
}

/** Labels of a system that have codes of their own to read, newest first. */
export function readableLabels(installed: readonly InstalledRelease[], system: CodeSystem): string[] {
  const whole = installed.filter(
    (one) => one.system === system && one.kind === 'codes' && one.coverage !== 'differences' && !one.organisationId,
  );
  const newestFirst = whole.toSorted((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom));
  return [...new Set(newestFirst.map(({ label }) => label))];
}

/** The newest release whose first day has come; where all of them lie ahead, the nearest. */
export function defaultLabel(
  installed: readonly InstalledRelease[],
  system: CodeSystem,
  today: string,
): string | undefined {
  const labels = readableLabels(installed, system);
  const begins = (label: string) =>
    installed
      .filter((one) => one.system === system && one.label === label && one.coverage !== 'differences')
      .some(({ kind, effectiveFrom }) => kind === 'codes' && effectiveFrom <= today);
  return labels.find(begins) ?? labels.at(-1);
}

const nearestWithSections = (installed: readonly InstalledRelease[], system: CodeSystem) =>
  installed.findLast((one) => one.system === system && one.kind === 'tabular') ??
  installed.findLast((one) => one.system === system && one.coverage === 'families');

/** What accompanies the book: an index, a table, a list of edits; undefined when it is not installed. */
export const supplementOf = (book: OpenBook, kind: ReleaseKind): InstalledRelease | undefined =>
  supplementsInForce(book.installed, { kind, system: book.system, on: book.on })[0];
