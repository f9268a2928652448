import { type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';

/** What tells a release from the others of its kind. */
export interface ReleasePeriod {
  label: string;
  effectiveFrom: string;
  effectiveTo: string;
}

/** A federal fiscal year, October to September: FY2026 is 2025-10-01 to 2026-09-30. An update begins later in it. */
export function fiscalYear(label: string, effectiveFrom?: string): ReleasePeriod {
  const year = Number(label.slice(2));
  return { label, effectiveFrom: effectiveFrom ?? `${year - 1}-10-01`, effectiveTo: `${year}-09-30` };
}

/**
 * The fiscal year a file says it is of, with the first day a person may have stated for an update within it. Throws
 * `ForeignFileError` when the file (its `line`) and what was stated contradict each other.
 */
export function agreedYear(file: ForeignFile, label: string, stated: StatedIdentity, line?: number): ReleasePeriod {
  if (stated.label !== undefined && stated.label !== label)
    throw new ForeignFileError(file.name, `is of ${label}, not of ${stated.label} as stated`, line);
  const period = fiscalYear(label);
  const day = stated.effectiveFrom ?? period.effectiveFrom;
  if (day < period.effectiveFrom || day > period.effectiveTo)
    throw new ForeignFileError(file.name, `is of ${label}, which does not begin on ${day} as stated`, line);
  return { ...period, effectiveFrom: day };
}
