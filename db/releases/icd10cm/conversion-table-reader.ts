import { agreedYear, type ReleasePeriod } from '#db/releases/fiscal-year';
import {
  type FileReader,
  type ForeignFile,
  ForeignFileError,
  linesOf,
  type StatedIdentity,
} from '#db/releases/foreign-file';
import { type ConversionRow, officialRelease } from '#db/releases/release-content';
import { SPREADSHEET } from '#db/releases/spreadsheet';

const HEADING = 'Current code assignment\tEffective\tPrevious Code';
const IS_OF = /\bFY (20\d\d) \(/;

/**
 * ICD-10-CM conversion table: which codes a new code was coded with before, for all years. A code may have had several;
 * "None" means none, and prose such as "codes in categories T15-T19" becomes the range it names (`T15-T19`).
 */
export const icd10cmConversionTable: FileReader = {
  kind: 'conversions',
  system: 'icd10cm',
  title: 'ICD-10-CM conversion table',
  recognises: (head) =>
    head.startsWith(`${SPREADSHEET}\n`) && head.includes(`\n${HEADING}`) && head.includes('ICD-10-CM'),
  async read(file, stated) {
    const { period, conversions } = await readTable(file, stated);
    if (!period) throw new ForeignFileError(file.name, 'does not say of which year it is');
    if (conversions.length === 0) throw new ForeignFileError(file.name, 'names no code');
    return [{ ...officialRelease({ kind: 'conversions', system: 'icd10cm', ...period }), conversions }];
  },
};

async function readTable(file: ForeignFile, stated: StatedIdentity) {
  let period: ReleasePeriod | undefined;
  let isBelowHeading = false;
  const conversions: ConversionRow[] = [];
  const known = new Set<string>();
  for await (const { text, number } of linesOf(file)) {
    // The word that stands before the first row is no row.
    const row = number - 1;
    if (isBelowHeading) {
      const fresh = rowsOf(file, text, row).filter(({ code, previous }) => !known.has(`${code} ${previous}`));
      for (const { code, previous } of fresh) known.add(`${code} ${previous}`);
      conversions.push(...fresh);
    } else if (text.startsWith(HEADING)) isBelowHeading = true;
    else if (IS_OF.test(text)) period = agreedYear(file, `FY${IS_OF.exec(text)?.[1]}`, stated, row);
  }
  return { period, conversions };
}

const CODE = /^[A-Z][0-9A-Z]{2,6}$/;

function rowsOf(file: ForeignFile, text: string, row: number): ConversionRow[] {
  if (text.trim() === '') return [];
  const [written = '', effective = '', before = ''] = text.split('\t');
  const code = written.replace('.', '').trim();
  const refuse = (why: string): never => {
    throw new ForeignFileError(file.name, why, row);
  };
  if (!CODE.test(code)) refuse(`“${written}” is no code`);
  const since = firstDay(effective.trim()) ?? refuse(`“${effective}” is no year and no day`);
  const previous = previousCodes(before);
  if (previous.length === 0 && !/^\s*none\s*$/i.test(before)) refuse(`“${before}” names no code`);
  return previous.map((one) => ({ code, previous: one, since }));
}

/** A year means its first of October; other days are written as the number of a day, as spreadsheets count them. */
function firstDay(effective: string): string | undefined {
  if (/^20\d\d$/.test(effective)) return `${effective}-10-01`;
  if (!/^4\d{4}$/.test(effective)) return undefined;
  // Day 25,569 of this count is 1 January 1970.
  return new Date((Number(effective) - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

const NAMED =
  /(?<![0-9A-Za-z.])([A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?)(?:\s*-\s*([A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?))?/g;

/** The codes that a cell names, canonical; of "H35.20-H35.23" the range as `H3520-H3523`. */
function previousCodes(words: string): string[] {
  return [...words.matchAll(NAMED)].map(([, from = '', to]) =>
    [from, ...(to === undefined ? [] : [to])].map((code) => code.replace('.', '')).join('-'),
  );
}
