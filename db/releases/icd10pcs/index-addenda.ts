import { type FileReader, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { isOfApril2026, yearOfAddenda } from '#db/releases/icd10pcs/addenda-year';
import { type IndexTermRow, officialRelease } from '#db/releases/release-content';

/** What the addenda do with a term; a term without either stands there to show where the others belong. */
const CHANGES = ['Add', 'Delete'];
/** A main term begins here, each level below two characters further in. */
const INDENT = 17;

/**
 * The index addenda: terms with what happened to them (`Add`, `Delete`) as their only cell, and unchanged terms above
 * them. They change the whole index of another year, so they are kept beside it (`differences`).
 */
export const icd10pcsIndexAddenda: FileReader = {
  kind: 'pcs-index',
  system: 'icd10pcs',
  title: 'ICD-10-PCS index addenda',
  recognises: (head) => /^\s*Lttr {2,}\S\r?\nMain (?:Add|Delete| {3})/.test(head),
  async read(file, stated) {
    const indexTerms: IndexTermRow[] = [];
    const open: number[] = [];
    let [letter, isApril2026] = ['', false];
    for await (const { text, number } of linesOf(file)) {
      isApril2026 ||= isOfApril2026(text);
      const [, what, change = '', said] = /^(Lttr|Main| {4}) (Add|Delete)? *(\S.*?)\s*$/.exec(text) ?? [];
      if (what === 'Lttr') letter = said ?? '';
      if (text.trim() === '' || what === 'Lttr') continue;
      const level = what === 'Main' ? 0 : (text.indexOf(said ?? '', change ? 11 : 0) - INDENT) / 2;
      if (!said || !letter || level > open.length || !Number.isInteger(level) || level < 0)
        throw new ForeignFileError(file.name, 'is not a line of index addenda', number);
      open.length = level;
      const parent = open.at(-1);
      indexTerms.push({ ...(parent !== undefined && { parent }), level, letter, ...wordsOf(said), ...marked(change) });
      open.push(indexTerms.length - 1);
    }
    if (indexTerms.length === 0) throw new ForeignFileError(file.name, 'has no terms');
    return [
      {
        ...officialRelease({
          kind: 'pcs-index',
          system: 'icd10pcs',
          ...yearOfAddenda(file, isApril2026, stated),
          coverage: 'differences',
        }),
        indexTerms,
      },
    ];
  },
};

const marked = (change: string) => (CHANGES.includes(change) ? { cells: [change] } : {});

/** “Prostatectomy see Resection 0VT” in its parts; the code at the end begins with its section and has no small letter. */
function wordsOf(said: string): Pick<IndexTermRow, 'title' | 'see' | 'use' | 'code'> {
  const [, before = said, code] = /^(.*) ([0-9B-DF-HX][0-9A-HJ-NP-Z]{2,6})$/.exec(said) ?? [];
  const [, title = before, how, target] = /^(.*?) ?\b(see|use) ([A-Z0-9].*)$/.exec(before) ?? [];
  return { title: title.trim(), ...(how && { [how]: target }), ...(code && { code }) };
}
