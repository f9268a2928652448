import { type ForeignFile, ForeignFileError, looseLinesOf, type StatedIdentity } from '#db/releases/foreign-file';
import { emptyRelease, type ReleaseContent } from '#db/releases/release-content';
import type { ReleaseKind } from '#db/schema/codes';

/** The shape of a CPT code. The files and everything in them belong to the organisation that holds a licence. */
export const CPT_CODE = /^\d{4}[0-9A-Z]$/;

/** The licensor's notice stands at the head of every one of these files. */
export const hasNotice = (head: string): boolean => /CPT/.test(head) && /American Medical Association/i.test(head);

/** Lines as they come, split at their ends, of the head a reader is shown; the last may be cut off and is left out. */
export const wholeLines = (head: string): string[] => {
  const lines = head.split(/\r?\n/);
  return head.length > 60_000 ? lines.slice(0, -1) : lines;
};

export interface LicensedLine {
  cells: string[];
  number: number;
}

/**
 * The rows of a licensed file: everything from the first line that `begins` a row. What stands before is the licensor's
 * notice. Throws `ForeignFileError` when a later line is no row, or when there is none.
 */
export async function licensedRows(
  file: ForeignFile,
  split: (line: string) => string[] | undefined,
): Promise<LicensedLine[]> {
  const rows: LicensedLine[] = [];
  for await (const { text, number } of looseLinesOf(file)) {
    const cells = split(text);
    if (cells) rows.push({ cells, number });
    // Never quotes the line: an error message is shown to people without a licence, too.
    else if (rows.length > 0 && text.trim() !== '' && text !== '\u001a')
      throw new ForeignFileError(file.name, 'the line does not begin with a code', number);
  }
  if (rows.length === 0) throw new ForeignFileError(file.name, 'no line begins with a code');
  return rows;
}

/**
 * An empty release of a licensed file, for the year of the licence. The notice names the year of the copyright, which
 * is the one before, so the year has to be said.
 */
export function licensedRelease(
  file: ForeignFile,
  { label, effectiveFrom }: StatedIdentity,
  kind: ReleaseKind,
  part?: string,
): ReleaseContent {
  if (!label || !/^20\d\d$/.test(label))
    throw new ForeignFileError(file.name, 'is a licensed file, and its year is not in it: say --year 2026');
  return emptyRelease({
    kind,
    system: 'cpt',
    label: part ? `${label} ${part}` : label,
    effectiveFrom: effectiveFrom ?? `${label}-01-01`,
    effectiveTo: `${label}-12-31`,
    source: 'licensed',
    coverage: 'whole',
    contentHash: '',
  });
}

/** Refuses the second row of a code that may stand once. */
export function refuseTwice(file: ForeignFile, rows: readonly LicensedLine[], cell: number): void {
  const seen = new Set<string>();
  for (const { cells, number } of rows) {
    const code = cells[cell] ?? '';
    if (seen.has(code)) throw new ForeignFileError(file.name, 'the code of this line stands twice', number);
    seen.add(code);
  }
}
