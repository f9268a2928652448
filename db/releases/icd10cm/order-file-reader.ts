import { type FileReader, type ForeignFile, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { editionOf } from '#db/releases/icd10cm/known-editions';
import { nearestPrefix, seventhCharactersOf } from '#db/releases/order-file';
import { type CodeRow, officialRelease } from '#db/releases/release-content';

/** 1–5 order, 7–13 code without point, 15 billable 1 or 0, 17–76 short title, 78– long title. */
const LINE = /^(\d{5}) ([A-Z][0-9A-Z]{2,6}) {1,5}([01]) .{60} (\S.*)$/;
/** Position of the flag: the code before it is padded to seven characters. */
const FLAG_AT = 14;

/**
 * ICD-10-CM order file: every code and header in official order, with its title and whether it is billable. ICD-10-PCS
 * has the same layout, but its codes have seven characters and its headers three, never four to six.
 */
export const icd10cmOrderFile: FileReader = {
  kind: 'codes',
  system: 'icd10cm',
  title: 'ICD-10-CM order file',
  recognises(head) {
    const codes = headLines(head).map((line) => LINE.exec(line)?.[2]);
    return (
      codes.length > 0 && !codes.includes(undefined) && codes.some((code = '') => code.length > 3 && code.length < 7)
    );
  },
  async read(file, stated) {
    const rows: CodeRow[] = [];
    const lines = new Map<string, number>();
    const check = orderCheck(file, lines);
    for await (const { text, number } of linesOf(file)) if (text.trim() !== '') rows.push(check(text, number));
    refuseEmptyHeaders(file, rows, lines);
    const billable = rows.filter((row) => row.billable).map(({ code }) => [code, lines.get(code) ?? 0] as const);
    const edition = editionOf(file, new Map(billable), stated);
    return [
      {
        ...officialRelease({ kind: 'codes', system: 'icd10cm', ...edition }),
        codes: withSeventhCharacters(rows),
      },
    ];
  },
};

/** The first lines that are there in full; a byte order mark is no part of them. */
function headLines(head: string): string[] {
  const lines = head.replace(/^\uFEFF/, '').split(/\r?\n/);
  return (lines.length > 1 ? lines.slice(0, -1) : lines).slice(0, 40).filter((line) => line.trim() !== '');
}

/** Reads line after line and refuses the first one that cannot stand where it stands; fills `lines` on the way. */
function orderCheck(file: ForeignFile, lines: Map<string, number>): (text: string, number: number) => CodeRow {
  const billable = new Set<string>();
  let before = 0;
  return (text, number) => {
    const refuse = (why: string): never => {
      throw new ForeignFileError(file.name, why, number);
    };
    const [, order = '', code = '', flag, title = ''] = LINE.exec(text.replace(/^\uFEFF/, '')) ?? [];
    if (code === '' || text.replace(/^\uFEFF/, '')[FLAG_AT] !== flag) refuse('is no line of an order file');
    if (Number(order) !== before + 1)
      refuse(`number ${Number(order)} comes after ${before}: a line is missing or astray`);
    if (lines.has(code)) refuse(`${code} stands here a second time, after line ${lines.get(code)}`);
    const parent = nearestPrefix(code, lines);
    if (code.length > 3 && parent === undefined) refuse(`${code} has no header above it`);
    if (parent !== undefined && billable.has(parent))
      refuse(`${code} stands below ${parent}, which is billable itself`);
    before = Number(order);
    lines.set(code, number);
    if (flag === '1') billable.add(code);
    return { code, title: title.trim(), billable: flag === '1', ...(parent !== undefined && { parent }) };
  };
}

function refuseEmptyHeaders(file: ForeignFile, rows: readonly CodeRow[], lines: ReadonlyMap<string, number>): void {
  const parents = new Set(rows.map((row) => row.parent));
  const empty = rows.find((row) => !row.billable && !parents.has(row.code));
  if (empty) throw new ForeignFileError(file.name, `${empty.code} is a header without codes`, lines.get(empty.code));
}

/** Rows whose headers say which 7th characters stand below them; the titles of the codes say it. */
export function withSeventhCharacters(rows: readonly CodeRow[]): CodeRow[] {
  const sevenths = seventhCharactersOf(rows);
  return rows.map((row) => {
    const seventhCharacters = row.billable ? undefined : sevenths.get(row.code);
    return seventhCharacters ? { ...row, facts: { seventhCharacters } } : row;
  });
}
