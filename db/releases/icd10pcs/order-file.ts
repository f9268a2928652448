import { type FileReader, type ForeignFile, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { yearOfOrderFile } from '#db/releases/icd10pcs/known-years';
import { type CodeRow, officialRelease } from '#db/releases/release-content';

/** Fixed width: 1–5 order number, 7–13 code, 15 billable 1/0, 17–76 short title, 78– long title. */
const LINE = /^(\d{5}) ([0-9A-HJ-NP-Z]{3}|[0-9A-HJ-NP-Z]{7}) +([01]) (.{60}) (.*\S)\s*$/;

/**
 * The ICD-10-PCS order file: tables as headers and every code with its title, in the official order. October's file and
 * the April update are one label with two first days. Any line that does not fit the ones before it refuses the file.
 */
export const icd10pcsOrderFile: FileReader = {
  kind: 'codes',
  system: 'icd10pcs',
  title: 'ICD-10-PCS order file',
  // ICD-10-CM has the same columns; its codes begin with a letter.
  recognises: (head) => /^\d{5} \d[0-9A-HJ-NP-Z]{2} {5}0 /.test(head) && /^\d{5} \d[0-9A-HJ-NP-Z]{6} 1 /m.test(head),
  async read(file, stated) {
    const codes: CodeRow[] = [];
    for await (const line of linesOf(file)) if (line.text !== '') codes.push(readLine(file, line, codes.at(-1)));
    if (codes.length === 0) throw new ForeignFileError(file.name, 'has no codes');
    const billable = new Set(codes.filter((row) => row.billable).map(({ code }) => code));
    return [
      {
        ...officialRelease({
          kind: 'codes',
          system: 'icd10pcs',
          ...yearOfOrderFile(file, billable, stated),
        }),
        codes,
      },
    ];
  },
};

function readLine(file: ForeignFile, { text, number }: { text: string; number: number }, before?: CodeRow): CodeRow {
  const [, order, code, flag, , title] = LINE.exec(text) ?? [];
  const refuse = (why: string): never => {
    throw new ForeignFileError(file.name, why, number);
  };
  if (!order || !code || !flag || !title) return refuse('is not a line of an ICD-10-PCS order file');
  if (Number(order) !== number) return refuse(`has the order number ${order}; a line is missing or was put in`);
  if (before && before.code >= code) return refuse(`has ${code} behind ${before.code}, out of order`);
  const billable = flag === '1';
  if (billable !== (code.length === 7))
    return refuse(`has ${code}, which is ${billable ? 'a table' : 'a code'}, as a ${billable ? 'code' : 'table'}`);
  const table = code.slice(0, 3);
  if (!billable) return { code, title, billable };
  if (before?.code.slice(0, 3) !== table) return refuse(`has ${code} without its table ${table} above it`);
  return { code, title, billable, parent: table };
}
