import { fiscalYear } from '#db/releases/fiscal-year';
import {
  type FileReader,
  type ForeignFile,
  ForeignFileError,
  linesOf,
  type StatedIdentity,
} from '#db/releases/foreign-file';
import { agreeing } from '#db/releases/icd10pcs/known-years';
import { type ConversionRow, officialRelease } from '#db/releases/release-content';
import { refusePart } from '#db/releases/whole-list';

const CODE = /^[0-9A-HJ-NP-Z]{7}$/;
/** How the table says that a new code has no predecessor or a deleted one no successor. */
const NONE = 'NoPCS';

const EDITIONS = [{ label: 'FY2026 from 2026-04-01', count: 15_131 }];

/**
 * The ICD-10-PCS conversion table: every code that came, went or changed since 2016 with the code before it. An empty
 * `previous` is a code without a predecessor, an empty `code` a deleted one without a successor.
 */
export const icd10pcsConversionTable: FileReader = {
  kind: 'conversions',
  system: 'icd10pcs',
  title: 'ICD-10-PCS conversion table',
  recognises: (head) =>
    /^Current code\(s\) assignment\tCode title\tEffective year\t[^\n]*\n[0-9A-HJ-NP-Z]{7}\t/.test(head),
  async read(file, stated) {
    const rows = new Map<string, ConversionRow>();
    for await (const line of linesOf(file)) {
      if (line.number === 1 || line.text === '') continue;
      const row = readLine(file, line);
      const key = `${row.code} ${row.previous}`;
      if (row.code !== row.previous && row.since >= (rows.get(key)?.since ?? '')) rows.set(key, row);
    }
    const conversions = [...rows.values()];
    const release = identity(file, conversions, stated);
    const label = `${release.label} from ${release.effectiveFrom}`;
    refusePart(file, { label, count: conversions.length }, { what: 'rows', editions: EDITIONS, stated });
    return [{ ...release, conversions }];
  },
};

/** The years are those of the calendar: 2025 with 10.01 is the first day of FY2026. */
function readLine(file: ForeignFile, { text, number }: { text: string; number: number }): ConversionRow {
  const cells = text.split('\t');
  const [code = '', , year = '', previous = ''] = cells;
  const day = /^(\d\d)\.(\d\d)$/.exec(cells.at(-1)?.trim() ?? '');
  const isCode = (cell: string) => cell === NONE || CODE.test(cell);
  if (!isCode(code) || !isCode(previous) || !/^20\d\d$/.test(year) || !day)
    throw new ForeignFileError(file.name, 'is not a line of the ICD-10-PCS conversion table', number);
  const given = (cell: string) => (cell === NONE ? '' : cell);
  return { code: given(code), previous: given(previous), since: `${year}-${day[1]}-${day[2]}` };
}

/** The table is of the year of its newest change. */
function identity(file: ForeignFile, rows: readonly ConversionRow[], stated: StatedIdentity) {
  const newest = rows
    .map(({ since }) => since)
    .sort()
    .at(-1);
  if (!newest) throw new ForeignFileError(file.name, 'has no codes');
  const year = Number(newest.slice(0, 4)) + (newest.slice(5) >= '10-01' ? 1 : 0);
  return officialRelease({
    kind: 'conversions',
    system: 'icd10pcs',
    ...agreeing(file, fiscalYear(`FY${year}`, newest), stated),
  });
}
