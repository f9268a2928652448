import { type FileReader, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { withDerivedHeaders } from '#db/releases/icd10cm/derived-headers';
import { editionOf } from '#db/releases/icd10cm/known-editions';
import { withSeventhCharacters } from '#db/releases/icd10cm/order-file-reader';
import { type CodeRow, officialRelease } from '#db/releases/release-content';

/** 1–7 code without point, 9– title. */
const LINE = /^(?=.{7} \S)([A-Z][0-9A-Z]{2,6}) +(.+)$/;

/**
 * ICD-10-CM codes file: the billable codes of a year and their titles, without headers. Beside the order file of the
 * same year it brings nothing; alone it makes a release that can be searched, browsed and coded under. Its headers are
 * worked out, so the release counts as derived and gives way to the order file whenever that is installed.
 */
export const icd10cmCodesFile: FileReader = {
  kind: 'codes',
  system: 'icd10cm',
  title: 'ICD-10-CM codes file',
  recognises(head) {
    const lines = head.split(/\r?\n/).slice(0, 40).slice(0, -1);
    const codes = lines.map((line) => LINE.exec(line)?.[1]);
    return codes.length > 1 && codes.every((code) => code !== undefined) && codes.some((code = '') => code.length < 7);
  },
  async read(file, stated) {
    const rows: CodeRow[] = [];
    const lines = new Map<string, number>();
    for await (const { text, number } of linesOf(file)) {
      if (text.trim() === '') continue;
      const [, code = '', title = ''] = LINE.exec(text) ?? [];
      if (code === '') throw new ForeignFileError(file.name, 'is no line of a codes file', number);
      if (lines.has(code)) throw new ForeignFileError(file.name, `${code} stands here a second time`, number);
      lines.set(code, number);
      rows.push({ code, title: title.trim(), billable: true });
    }
    const edition = editionOf(file, lines, stated);
    return [
      {
        ...officialRelease({ kind: 'codes', system: 'icd10cm', ...edition, isDerived: true }),
        codes: withSeventhCharacters(withDerivedHeaders(rows)),
      },
    ];
  },
};
