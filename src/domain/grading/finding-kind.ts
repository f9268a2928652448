import { isExcludes1Exception } from '#domain/chart/answer-key';
import type { SheetList } from '#domain/chart/coding-sheet';
import { findCode, isExternalCause, type Subject } from './subject.ts';
import type { VarianceKind } from './variance.ts';

/** Edits that say what is wrong with a code by itself, the most telling first. */
const TELLING_EDITS = [
  'invalid-code',
  'outdated-code',
  'not-billable',
  'seventh-character',
  'demographic-conflict',
] as const satisfies readonly VarianceKind[];

/** Edits that say why a code does not belong beside the others of the sheet. */
const COMPANY_EDITS = ['excludes1', 'unbundled'] as const satisfies readonly VarianceKind[];

export interface FoundKind {
  kind: VarianceKind;
  related: string[];
  cites: string[];
}

function firstEdit(
  subject: Subject,
  list: SheetList,
  entry: number,
  wanted: readonly VarianceKind[],
): FoundKind | undefined {
  // A warning is advice; only an age or sex that does not fit is telling enough without being certain.
  const findings = subject
    .findingsOf(list, entry)
    .filter(({ severity, code }) => severity === 'error' || code === 'demographic-conflict')
    .filter(({ code, related }) => code !== 'excludes1' || !isDocumented(subject, list, entry, related));
  for (const kind of wanted) {
    const finding = findings.find(({ code }) => code === kind);
    if (finding) return { kind, related: finding.related, cites: finding.cites };
  }
  return undefined;
}

function isDocumented(subject: Subject, list: SheetList, entry: number, related: readonly string[]): boolean {
  const entered = subject.sheet[list][entry]?.code ?? '';
  return related.every((other) => isExcludes1Exception(subject.key, entered, other));
}

/** What the edits find wrong with the code of a row, whatever the key says. */
export const kindByCode = (subject: Subject, list: SheetList, entry: number): FoundKind | undefined =>
  firstEdit(subject, list, entry, TELLING_EDITS);

/** What the edits find wrong with a row beside the other rows of its sheet. */
export function kindByCompany(subject: Subject, list: SheetList, entry: number): FoundKind | undefined {
  return firstEdit(subject, list, entry, COMPANY_EDITS) ?? unbundledBy(subject, list, entry);
}

/** A service that the practice set counts as part of another service on the sheet. */
function unbundledBy(subject: Subject, list: SheetList, entry: number): FoundKind | undefined {
  if (list !== 'services') return undefined;
  const code = subject.sheet.services[entry]?.code ?? '';
  const whole = subject.sheet.services.find((line) =>
    findCode(subject.catalog, list, line.code)?.facts.procedure?.includes?.includes(code),
  );
  if (whole === undefined || whole.code === code) return undefined;
  return { kind: 'unbundled', related: [whole.code], cites: [] };
}

/** Why a code may not stand first: a manifestation (OG I.A.13), an external cause (OG I.C.20.a.6), or no such reason. */
export function kindOfFirst(subject: Subject, code: string): VarianceKind | undefined {
  if (findCode(subject.catalog, 'diagnoses', code)?.facts.manifestation) return 'manifestation-first';
  return isExternalCause(code) ? 'external-cause' : undefined;
}
