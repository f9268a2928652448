import { CPT_CODE, hasNotice, licensedRelease, licensedRows, wholeLines } from '#db/releases/cpt/licensed-text';
import { type FileReader, type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import type { ListedFactsRow } from '#db/releases/release-content';
import type { ProcedureFacts } from '#domain/codeset/catalog';

/** Cells of a row whose first one is a code. */
const row = (line: string): string[] | undefined => {
  const cells = line.split('\t').map((cell) => cell.trim());
  return CPT_CODE.test(cells[0] ?? '') && cells.length > 1 ? cells : undefined;
};

/** What stands above the first row: the notice and the headings, which say which of the files it is. */
function above(head: string): string {
  const lines = wholeLines(head);
  const first = lines.findIndex((line) => row(line));
  return first < 0 ? '' : lines.slice(0, first).join('\n');
}

/**
 * The edits of CPT Link. Their layout is not published; assumed is a notice, a line of headings, and rows of cells
 * parted by tabs, the code first. The headings say which file it is; without them it is not recognised.
 */
const edits = (part: string, title: string, heading: RegExp, factsOf: FactsOf): FileReader => ({
  kind: 'cpt-edits',
  system: 'cpt',
  title,
  recognises: (head) => hasNotice(head) && heading.test(above(head)),
  read: async (file, stated) => {
    const facts = new Map<string, Edits>();
    for (const { cells, number } of await licensedRows(file, row)) {
      const [code = '', ...more] = cells;
      facts.set(
        code,
        factsOf(facts.get(code) ?? {}, more, (why) => refuse(file, why, number)),
      );
    }
    const listedFacts = [...facts].map(
      ([code, procedure]): ListedFactsRow => ({ code, facts: { procedure: { family: 'cpt', ...procedure } } }),
    );
    return [{ ...licensedRelease(file, stated, 'cpt-edits', part), listedFacts }];
  },
});

type Edits = Omit<ProcedureFacts, 'family'>;
type FactsOf = (known: Edits, cells: string[], refuse: (why: string) => never) => Edits;

function refuse(file: ForeignFile, why: string, line: number): never {
  throw new ForeignFileError(file.name, why, line);
}

/** Adds the codes of a row to those the code already has. */
function codesOf(known: string[] | undefined, cells: string[], refuseLine: (why: string) => never): string[] {
  const codes = cells.filter((cell) => CPT_CODE.test(cell));
  if (codes.length === 0) refuseLine('the line names no second code');
  return [...new Set([...(known ?? []), ...codes])];
}

/** Days.txt: 0, 10 or 90. Letters (XXX, ZZZ, YYY, MMM) say that the concept does not apply, so no fact. */
function daysOf(known: Edits, [cell = '']: string[], refuseLine: (why: string) => never): Edits {
  if (/^[A-Z]{3}$/.test(cell)) return known;
  if (!/^\d{1,3}$/.test(cell)) refuseLine('the second cell is no number of days');
  return { ...known, globalDays: Number(cell) };
}

export const cptEditReaders: readonly FileReader[] = [
  edits('exclude', 'CPT Link: codes that exclude each other (Exclude)', /exclu/i, (known, cells, no) => ({
    ...known,
    exclusiveWith: codesOf(known.exclusiveWith, cells, no),
  })),
  edits('report-with', 'CPT Link: codes to report with (ReportWith)', /report[ _-]?with/i, (known, cells, no) => ({
    ...known,
    addOnTo: codesOf(known.addOnTo, cells, no),
  })),
  edits('days', 'CPT Link: global days (Days)', /\b(?:global[ _]?)?days\b/i, daysOf),
];
