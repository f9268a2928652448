import { type CodeRef, type CodeSystem, canonicalText, formatCode } from '#domain/codeset/code';
import { AXES, type Axis, axisName } from '#domain/codeset/pcs-axes';

/** A code as the shipped code sets have it. */
export interface KnownCode extends CodeRef {
  title: string;
  billable: boolean;
  /** ICD-10-CM: the 7th characters its codes carry, with their meaning. */
  seventhCharacters?: Record<string, string>;
}

/** The code sets that come with the platform, for looking up what a lesson names. */
export interface StarterSet {
  /** Labels of a system's releases, newest first. */
  labels(system: CodeSystem): string[];
  /** `code` as people write it, with or without its point. */
  find(system: CodeSystem, label: string, code: string): KnownCode | undefined;
  /** What the values of one axis of a PCS table mean, in their order: only values that go on from `chosen`. */
  pcsValues(label: string, chosen: string): { value: string; label: string }[];
}

/** Where the codes of a lesson are looked up. */
export interface LessonCodes {
  starter: StarterSet;
  /** The fiscal year the lesson was written against, e.g. FY2026. */
  year: string;
}

/** The release a lesson means: its own fiscal year for ICD-10, the newest shipped one for everything else. */
export function releaseOf({ starter, year }: LessonCodes, system: CodeSystem): string {
  return system === 'icd10cm' || system === 'icd10pcs' ? year : (starter.labels(system)[0] ?? '');
}

/** The code a lesson names. Throws a sentence for its author when the shipped release does not have it. */
export function getLessonCode(codes: LessonCodes, system: CodeSystem, written: string, year?: string): KnownCode {
  const label = year ?? releaseOf(codes, system);
  const found = codes.starter.find(system, label, written);
  if (found && formatCode(found) === written) return found;
  throw new Error(found ? sayMisspelt(written, found) : sayUnknown(system, label, written));
}

export const sayMisspelt = (written: string, found: CodeRef): string =>
  `“${written}” is written ${formatCode(found)} in lessons`;
export const sayUnknown = (system: CodeSystem, label: string, written: string): string =>
  `${system} ${label} in content/codes has no code ${written}`;

/** One character of a PCS code or of its beginning. */
export interface PcsStep {
  axis: Axis;
  /** What the axis is called in the code's section: `Approach`. */
  name: string;
  /** The chosen value; undefined where the code was left open. */
  chosen?: { value: string; label: string };
  /** What can be chosen there; only for the first axis that was left open. */
  choices: { value: string; label: string }[];
}

/** Walks a PCS table, one step a character. Throws a sentence for the author when `code` (1–7 characters) leads nowhere. */
export function walkPcs(codes: LessonCodes, code: string): PcsStep[] {
  const label = releaseOf(codes, 'icd10pcs');
  const written = canonicalText(code);
  return AXES.map((axis): PcsStep => {
    const name = axisName(written[0] ?? '', axis);
    if (axis > written.length + 1) return { axis, name, choices: [] };
    const offered = codes.starter.pcsValues(label, written.slice(0, axis - 1));
    const value = written[axis - 1];
    if (value === undefined) return { axis, name, choices: offered };
    const chosen = offered.find((one) => one.value === value);
    if (!chosen) throw new Error(sayUnknown('icd10pcs', label, written));
    return { axis, name, chosen, choices: [] };
  });
}
