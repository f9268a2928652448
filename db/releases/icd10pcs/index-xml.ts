import { agreedYear } from '#db/releases/fiscal-year';
import { type FileReader, type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { type IndexTermRow, officialRelease } from '#db/releases/release-content';
import { readXml, type XmlHandlers } from '#db/releases/xml-events';

/** What leads on from a term: one code, the first characters of codes, or a table. All are kept as `code`. */
const CODES: ReadonlySet<string> = new Set(['code', 'codes', 'tab']);

/** The ICD-10-PCS index: main terms with terms below them to any depth, each with a code, “see” or “use”. */
export const icd10pcsIndex: FileReader = {
  kind: 'pcs-index',
  system: 'icd10pcs',
  title: 'ICD-10-PCS index',
  recognises: (head) => /<ICD10PCS\.index[\s>]/.test(head),
  async read(file, stated) {
    const { handlers, result } = indexReading(file);
    await readXml(file, handlers);
    const { year, indexTerms } = result();
    return [
      {
        ...officialRelease({
          kind: 'pcs-index',
          system: 'icd10pcs',
          ...agreedYear(file, `FY${year}`, stated),
        }),
        indexTerms,
      },
    ];
  },
};

function indexReading(file: ForeignFile) {
  const terms: IndexTermRow[] = [];
  const open: number[] = [];
  let year = 0;
  let letter = '';
  const last = () => terms[open.at(-1) ?? -1];
  const handlers: XmlHandlers = {
    open(name) {
      if (name !== 'mainTerm' && name !== 'term') return;
      const parent = open.at(-1);
      terms.push({ level: open.length, letter, title: '', ...(parent !== undefined && { parent }) });
      open.push(terms.length - 1);
    },
    close(name, text, path, line) {
      if (name === 'version') year = Number(text);
      if (name === 'title' && path.at(-1) === 'letter') letter = text;
      const term = last();
      if (!term) return;
      if (name === 'title') term.title = text;
      if (name === 'see' || name === 'use') term[name] = text;
      if (CODES.has(name)) term.code = codeIn(file, text, line);
      if (name === 'mainTerm' || name === 'term') open.pop();
    },
  };
  const result = () => {
    if (year < 2016 || year > 2100) throw new ForeignFileError(file.name, 'does not say of which year it is');
    if (terms.length === 0) throw new ForeignFileError(file.name, 'has no terms');
    return { year, indexTerms: terms };
  };
  return { handlers, result };
}

function codeIn(file: ForeignFile, text: string, line: number): string {
  if (!/^[0-9A-HJ-NP-Z]{3,7}$/.test(text))
    throw new ForeignFileError(file.name, `“${text.slice(0, 20)}” is not the beginning of an ICD-10-PCS code`, line);
  return text;
}
