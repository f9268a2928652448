import { agreedYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import { type FileReader, type ForeignFile, ForeignFileError, type StatedIdentity } from '#db/releases/foreign-file';
import { type IndexTermRow, officialRelease } from '#db/releases/release-content';
import { readXml } from '#db/releases/xml-events';

/** Columns of the neoplasm and drug tables; the first one is the term itself. */
const COLUMNS = 6;

type IndexKind = 'index' | 'external-causes' | 'neoplasms' | 'drugs';

const isIndex = (head: string) => /<ICD10CM\.index[\s>]/.test(head);
const firstColumn = (head: string) => /<head col="1">\s*(\w+)/.exec(head)?.[1];
const isExternalCauses = (head: string) => /<title>[^<]*EXTERNAL CAUSE/i.test(head);

/** ICD-10-CM alphabetic index of diseases and injuries. */
export const icd10cmIndex = indexReader(
  'index',
  'ICD-10-CM alphabetic index',
  (head) => firstColumn(head) === undefined && !isExternalCauses(head),
);

/** Index of external causes of injuries. */
export const icd10cmExternalCauses = indexReader('external-causes', 'ICD-10-CM external cause index', isExternalCauses);

/** Neoplasm table: terms by site, with a code for each behaviour. */
export const icd10cmNeoplasms = indexReader(
  'neoplasms',
  'ICD-10-CM neoplasm table',
  (head) => firstColumn(head) === 'Neoplasm',
);

/** Table of drugs and chemicals: a code for each way in which a substance came to harm. */
export const icd10cmDrugs = indexReader(
  'drugs',
  'ICD-10-CM table of drugs and chemicals',
  (head) => firstColumn(head) === 'Substance',
);

/** All four have one schema; which one a file is say its title and the head of its first column. */
function indexReader(kind: IndexKind, title: string, isOfKind: (head: string) => boolean): FileReader {
  return {
    kind,
    system: 'icd10cm',
    title,
    recognises: (head) => isIndex(head) && isOfKind(head),
    async read(file, stated) {
      const { period, terms } = await readIndex(file, stated);
      if (!period) throw new ForeignFileError(file.name, 'does not say of which year it is');
      if (terms.length === 0) throw new ForeignFileError(file.name, 'has no terms');
      return [{ ...officialRelease({ kind, system: 'icd10cm', ...period }), indexTerms: terms }];
    },
  };
}

/** What an element inside a term says about it. "See category" and "see subcategory" are kept in those words. */
const SAYS: Record<string, (term: IndexTermRow, text: string) => void> = {
  title: (term, text) => {
    term.title = text;
  },
  nemod: (term, text) => {
    term.nonEssential = [term.nonEssential, text].filter(Boolean).join(' ');
  },
  code: (term, text) => {
    term.code = text;
  },
  manif: (term, text) => {
    const words = text.replace(/^\[|\]$/g, '');
    if (/^[A-Z][0-9A-Z]{2}(?:\.|-|$)/.test(words)) term.manifestation = words;
    // The neoplasm table prints other names of a site this way.
    else term.nonEssential = [term.nonEssential, `[${words}]`].filter(Boolean).join(' ');
  },
  see: (term, text) => {
    term.see = text;
  },
  seeAlso: (term, text) => {
    term.seeAlso = text;
  },
  seecat: (term, text) => {
    term.see = `category ${text}`;
  },
  subcat: (term, text) => {
    term.see = `subcategory ${text}`;
  },
};

async function readIndex(file: ForeignFile, stated: StatedIdentity) {
  let period: ReleasePeriod | undefined;
  const terms: IndexTermRow[] = [];
  /** Places of the terms around the one being read, outermost first. */
  const open: number[] = [];
  let letter = '';
  let column = 0;
  await readXml(file, {
    open(name, attributes, _path, line) {
      if (name === 'mainTerm' || name === 'term') {
        const parent = open.at(-1);
        if ((name === 'term') === (parent === undefined))
          throw new ForeignFileError(file.name, 'a term stands astray', line);
        open.push(terms.length);
        terms.push({ level: open.length - 1, letter, title: '', ...(parent !== undefined && { parent }) });
      }
      if (name === 'cell') column = columnOf(file, attributes.col, line);
    },
    close(name, text, path, line) {
      const term = terms[open.at(-1) ?? -1];
      if (name === 'version') period = agreedYear(file, labelOf(file, text, line), stated, line);
      if (name === 'title' && path.at(-1) === 'letter') letter = text;
      if (term && name === 'cell') addCell(term, column, text);
      else if (term && text !== '') SAYS[name]?.(term, text);
      if (name !== 'mainTerm' && name !== 'term') return;
      if (term?.title === '') throw new ForeignFileError(file.name, 'a term has no title', line);
      open.pop();
    },
  });
  return { period, terms };
}

function addCell(term: IndexTermRow, column: number, text: string): void {
  const cells = term.cells ?? Array<string>(COLUMNS).fill('');
  cells[column] = text;
  term.cells = cells;
}

function labelOf(file: ForeignFile, text: string, line: number): string {
  if (!/^20\d\d\b/.test(text)) throw new ForeignFileError(file.name, `“${text}” is no year of a release`, line);
  return `FY${text.slice(0, 4)}`;
}

function columnOf(file: ForeignFile, column: string | undefined, line: number): number {
  const place = Number(column) - 2;
  if (place >= 0 && place < COLUMNS) return place;
  throw new ForeignFileError(file.name, `column ${column ?? 'without a number'} is none of the table`, line);
}
