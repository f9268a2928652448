import { agreedYear, fiscalYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import {
  type FileReader,
  type ForeignFile,
  ForeignFileError,
  linesOf,
  type StatedIdentity,
} from '#db/releases/foreign-file';
import { agreeing } from '#db/releases/icd10pcs/known-years';
import { printedRows, type TableRowRead } from '#db/releases/icd10pcs/printed-rows';
import { officialRelease } from '#db/releases/release-content';

const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh'];

/**
 * The tables addenda in prose. A table that changed is printed whole, panel after panel, so the release has whole tables,
 * though only those that changed (`differences`).
 */
export const icd10pcsTablesAddenda: FileReader = {
  kind: 'pcs-tables',
  system: 'icd10pcs',
  title: 'ICD-10-PCS tables addenda',
  recognises: (head) => /^(?:No change|FY\d{4}): table \w \w \w\s*$/m.test(head),
  async read(file, stated) {
    const rows: TableRowRead[] = [];
    let year = 0;
    let heads: TableRowRead['heads'] = [];
    let axes: TableRowRead['axes'] | undefined;
    let axis = 0;
    for await (const { text, number } of linesOf(file)) {
      const opened = /^(No change|FY(\d{4})): (?:(.+) panel of )?table (\w) (\w) (\w)\s*$/.exec(text);
      const character = /^\s+(\w+) character \(/.exec(text);
      const [, value, label] = /\bvalue (\w): ([^:]+)/.exec(text) ?? [];
      if (opened) {
        year = Math.max(year, Number(opened[2] ?? 0));
        axes = opened[3] ? [[], [], [], []] : undefined;
        if (axes) rows.push({ heads, axes });
        else heads = [];
      } else if (/^\S/.test(text)) throw new ForeignFileError(file.name, 'is not a line of tables addenda', number);
      if (character) axis = ORDINALS.indexOf(character[1] ?? '') + 1;
      if (!value || !label) continue;
      const place = axes ? axes[axis - 4] : axis <= 3 ? heads : undefined;
      if (!place) throw new ForeignFileError(file.name, 'names a value outside an axis', number);
      if (place.some(([known]) => axes && known === value))
        throw new ForeignFileError(file.name, `axis ${axis} has the value ${value} twice`, number);
      place.push([value, label.trim()]);
    }
    return [release(file, rows, year, stated)];
  },
};

function release(file: ForeignFile, rows: TableRowRead[], year: number, stated: StatedIdentity) {
  const broken = rows.find(({ heads, axes }) => heads.length !== 3 || axes.some((labels) => labels.length === 0));
  if (rows.length === 0 || broken) throw new ForeignFileError(file.name, 'has a panel without all its axes');
  return {
    ...officialRelease({
      kind: 'pcs-tables',
      system: 'icd10pcs',
      ...period(file, rows, year, stated),
      coverage: 'differences',
    }),
    ...printedRows(rows),
  };
}

/** The addenda name their fiscal year; April's of 2026 are known by a table that came with them. */
function period(file: ForeignFile, rows: readonly TableRowRead[], year: number, stated: StatedIdentity): ReleasePeriod {
  if (year < 2016 || year > 2100) throw new ForeignFileError(file.name, 'does not say of which year it is');
  const isApril2026 = year === 2026 && rows.some(({ heads }) => heads.map(([value]) => value).join('') === 'X9H');
  return isApril2026
    ? agreeing(file, fiscalYear('FY2026', '2026-04-01'), stated)
    : agreedYear(file, `FY${year}`, stated);
}
