import { type ForeignFile, ForeignFileError, linesOf, type StatedIdentity } from '#db/releases/foreign-file';
import { type ListedFactsRow, officialRelease, type ReleaseContent } from '#db/releases/release-content';
import type { ReleaseKind } from '#db/schema/codes';
import type { CodeFacts } from '#domain/codeset/catalog';

/** What a line of a list says; undefined where it says nothing that is kept (another code system, another edit). */
export interface ListedLine {
  code: string;
  facts: CodeFacts;
}

/** Canonical form of a code in a list; undefined when it has not the shape of an ICD-10-CM code. */
export function listedCode(written: string | undefined): string | undefined {
  const code = written?.replace('.', '').trim();
  return code !== undefined && /^[A-Z][0-9A-Z]{2,6}$/.test(code) ? code : undefined;
}

/** A list that was read: its first line, a row for each code, and how many lines say something. */
export interface ReadList {
  header: string;
  listedFacts: ListedFactsRow[];
  lines: number;
}

/**
 * Reads a list line by line with `readLine`, the first line apart. A code may stand several times with different facts,
 * never twice with the same. Throws `ForeignFileError` with the line that is no line of the list.
 */
export async function readList(
  file: ForeignFile,
  readLine: (text: string) => ListedLine | 'not-kept' | undefined,
): Promise<ReadList> {
  const facts = new Map<string, CodeFacts>();
  let header = '';
  let lines = 0;
  for await (const { text, number } of linesOf(file)) {
    if (number === 1) header = text.replace(/^\uFEFF/, '');
    if (number === 1 || text.trim() === '') continue;
    const line = readLine(text);
    if (line === undefined) throw new ForeignFileError(file.name, 'is no line of this list', number);
    lines++;
    if (line === 'not-kept') continue;
    const known = facts.get(line.code);
    if (known && Object.keys(line.facts).some((name) => name in known))
      throw new ForeignFileError(file.name, `${line.code} stands here a second time`, number);
    facts.set(line.code, { ...known, ...line.facts });
  }
  if (facts.size === 0) throw new ForeignFileError(file.name, 'lists no code');
  return { header, listedFacts: [...facts].map(([code, own]) => ({ code, facts: own })), lines };
}

/** A list as a release of its own; it stays in use until a newer one takes its place. */
export const listRelease = (
  kind: ReleaseKind,
  period: { label: string; effectiveFrom: string },
  listedFacts: ListedFactsRow[],
): ReleaseContent => ({
  ...officialRelease({ kind, system: 'icd10cm', ...period }),
  listedFacts,
});

/**
 * Version and first day of an edition of the MS-DRG grouper and the Medicare Code Editor: v41 is of FY2024 (October
 * 2023), v41.1 its update of April 2024 (CMS, MS-DRG Classifications and Software).
 */
export function grouperVersion(file: ForeignFile, version: string): { label: string; effectiveFrom: string } {
  const [, major, update] = /^v?(\d\d)(?:\.([01]))?$/.exec(version) ?? [];
  if (major === undefined) throw new ForeignFileError(file.name, `“${version}” is no version such as v41.1`);
  const year = Number(major) + 1983;
  const effectiveFrom = update === '1' ? `${year}-04-01` : `${year - 1}-10-01`;
  return { label: update === '1' ? `v${major}.1` : `v${major}`, effectiveFrom };
}

/**
 * The version of a list that does not say it: an edition is known by its number of lines, any other is what a person
 * stated. Throws `ForeignFileError` when the two contradict each other or there is neither.
 */
export function statedVersion(
  file: ForeignFile,
  known: { label: string; lines: number },
  lines: number,
  stated: StatedIdentity,
): { label: string; effectiveFrom: string } {
  const version = stated.label ?? (lines === known.lines ? known.label : undefined);
  if (version === undefined)
    throw new ForeignFileError(
      file.name,
      `has ${lines} lines where ${known.label} has ${known.lines}: it is incomplete, altered or of another version; ` +
        'for another version state its label, such as v42',
    );
  if (lines === known.lines && version !== known.label)
    throw new ForeignFileError(file.name, `is ${known.label}, not ${version} as stated`);
  const period = grouperVersion(file, version);
  return { ...period, effectiveFrom: stated.effectiveFrom ?? period.effectiveFrom };
}
