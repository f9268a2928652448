import { agreedYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import { type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { sumOfCodes } from '#db/releases/whole-list';

/**
 * Code lists do not say of which year they are. Each year is known by a few billable codes that came with it and have
 * stayed, and by a few that the year before was the last to have; compared in tests with the lists of all years at hand.
 */
const YEARS: readonly { label: string; came: readonly string[]; gone: readonly string[] }[] = [
  { label: 'FY2023', came: ['B3731', 'D5930', 'N80541', 'Z91A20'], gone: [] },
  { label: 'FY2024', came: ['A4154', 'H36811', 'Q75021', 'W44B2XA'], gone: ['D139', 'I208', 'K3520', 'Z298'] },
  { label: 'FY2025', came: ['C810A', 'F50014', 'K60312', 'T45AX5D'], gone: ['C8339', 'F502', 'L298', 'Q238'] },
  { label: 'FY2026', came: ['B8801', 'L98A321', 'S31617A', 'T78071A'], gone: ['B880', 'E881', 'R102', 'Z408'] },
  { label: 'FY2027', came: ['C7831', 'M67A01', 'O3142X2', 'T52821A'], gone: ['D691', 'M868X1', 'S23420S', 'T528X2D'] },
];

/**
 * Every edition published so far, by its number of billable codes (CMS and NCHS, code addenda of each year), and by
 * their sum where the agency's own file was at hand.
 */
const EDITIONS: readonly { label: string; effectiveFrom?: string; billable: number; sum?: string }[] = [
  { label: 'FY2023', billable: 73_639 },
  { label: 'FY2023', effectiveFrom: '2023-04-01', billable: 73_674, sum: '99b7deeccc7bd850' },
  { label: 'FY2024', billable: 74_044, sum: 'b9153b840a8fc63c' },
  { label: 'FY2025', billable: 74_260, sum: 'ec66dc241197c59d' },
  { label: 'FY2026', billable: 74_719, sum: 'f6d814a5ccee8440' },
  { label: 'FY2027', billable: 74_879 },
];

/** The billable codes of a list, each with the line it stands on. */
export type BillableLines = ReadonlyMap<string, number>;

/**
 * Which edition of ICD-10-CM a list of codes is. A known edition is recognised by its codes and must be whole; a later
 * one than any known here is what a person states it to be. Throws `ForeignFileError` when the list is of no year, is
 * not whole, or contradicts what was stated (with the line that does).
 */
export function editionOf(file: ForeignFile, billable: BillableLines, stated: StatedIdentity): ReleasePeriod {
  const found = YEARS.findLast(({ came }) => came.every((code) => billable.has(code)))?.label;
  if (stated.label !== undefined && stated.label !== found) return statedEdition(file, billable, stated);
  if (found === undefined)
    throw new ForeignFileError(file.name, 'has not the codes of any year known here: state its label, such as FY2022');
  refuseGone(file, billable, found);
  const edition = EDITIONS.find((known) => known.label === found && known.billable === billable.size);
  if (stated.effectiveFrom === undefined) {
    if (!edition) throw notWhole(file, billable.size, found);
    if (edition.sum !== undefined && edition.sum !== sumOfCodes(billable.keys())) throw notTheSame(file, found);
  }
  return agreedYear(file, found, { ...stated, effectiveFrom: stated.effectiveFrom ?? edition?.effectiveFrom });
}

function notWhole(file: ForeignFile, size: number, label: string): ForeignFileError {
  const known = EDITIONS.filter((edition) => edition.label === label).map((edition) => edition.billable);
  return new ForeignFileError(
    file.name,
    `has ${size} billable codes where ${label} has ${known.join(' or ')}: it is incomplete, altered or a later edition; ` +
      'for a later edition state its label and first day',
  );
}

const notTheSame = (file: ForeignFile, label: string) =>
  new ForeignFileError(
    file.name,
    `has as many billable codes as ${label}, but not the same: it is altered or a later edition; ` +
      'for a later edition state its label and first day',
  );

/** A code that ended before the year shows that the list is of no single year. */
function refuseGone(file: ForeignFile, billable: BillableLines, label: string): void {
  const gone = YEARS.filter((year) => year.label <= label).flatMap((year) => year.gone);
  const odd = gone.find((code) => billable.has(code));
  if (odd)
    throw new ForeignFileError(file.name, `has ${odd}, which ${label} does not have any more`, billable.get(odd));
}

/** The year a person stated, when the codes known here do not speak against it. */
function statedEdition(file: ForeignFile, billable: BillableLines, stated: StatedIdentity): ReleasePeriod {
  const label = stated.label ?? '';
  if (!/^FY20\d\d$/.test(label))
    throw new ForeignFileError(file.name, `“${label}” is no fiscal year; write it as FY2028`);
  const known = YEARS.find((year) => year.label === label);
  const early = YEARS.filter((year) => year.label > label).flatMap((year) => year.came);
  const tooNew = early.find((code) => billable.has(code));
  if (tooNew)
    throw new ForeignFileError(file.name, `has ${tooNew}, which ${label} does not have yet`, billable.get(tooNew));
  refuseGone(file, billable, label);
  const missing = known?.came.find((code) => !billable.has(code));
  if (missing) throw new ForeignFileError(file.name, `lacks ${missing}, which every edition of ${label} has`);
  return agreedYear(file, label, stated);
}
