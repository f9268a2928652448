import type { Db } from '#db/client';
import { type BookCode, findNeighbours, listCodesUnder } from '#db/queries/code-book/codes';
import { type CodeGroup, listGroups } from '#db/queries/code-book/families';
import { listWitnesses } from '#db/queries/code-book/history';
import type { OpenBook } from '#db/queries/code-book/open-book';
import { codeAddress, codeAt } from '#domain/codeset/address';
import { compareTitles, type TitleRun } from '#domain/codeset/siblings';
import { type YearOfCode, yearHistory } from '#domain/codeset/year-history';

/** What the last part of an address below `/codes/hcpcs/` means. */
export type ServicePart =
  | { kind: 'letter'; letter: string; groups: CodeGroup[] }
  | { kind: 'family'; prefix: string; codes: BookCode[] }
  | {
      kind: 'code';
      entry: BookCode;
      beside: (BookCode & { runs: TitleRun[] })[];
      years: YearOfCode[];
      neighbours: { previous?: BookCode; next?: BookCode };
    }
  | { kind: 'moved'; to: string }
  /** `elsewhere`: labels of releases that have it. */
  | { kind: 'unknown'; code: string; elsewhere: string[]; family: BookCode[] }
  | { kind: 'malformed' };

/** Reads `J`, `J33`, `J3301`, and the same in small letters. */
export async function readServicePart(catalogDb: Db, book: OpenBook, part: string): Promise<ServicePart> {
  if (/^[a-ce-v](\d\d)?$/.test(part)) return { kind: 'moved', to: `/codes/hcpcs/${part.toUpperCase()}` };
  if (/^[A-CE-V]$/.test(part)) {
    const groups = await listGroups(catalogDb, book, { length: 3, within: part });
    return groups.length > 0 ? { kind: 'letter', letter: part, groups } : { kind: 'malformed' };
  }
  if (/^[A-CE-V]\d\d$/.test(part)) {
    const codes = await listCodesUnder(catalogDb, book, part);
    return codes.length > 0 ? { kind: 'family', prefix: part, codes } : { kind: 'malformed' };
  }
  const ref = codeAt('hcpcs', part);
  if (!ref) return { kind: 'malformed' };
  const address = codeAddress(ref);
  if (!address.endsWith(`/${part}`)) return { kind: 'moved', to: address };
  const family = await listCodesUnder(catalogDb, book, ref.code.slice(0, 3));
  const years = await listWitnesses(catalogDb, book, ref.code);
  const entry = family.find(({ code }) => code === ref.code);
  if (!entry) {
    const elsewhere = years.filter((one) => one.code).map(({ label }) => label);
    return { kind: 'unknown', code: ref.code, elsewhere, family };
  }
  return {
    kind: 'code',
    entry,
    beside: besides(family, entry),
    years: yearHistory(years.filter((one) => one.code || one.knowsAbsence)),
    neighbours: await findNeighbours(catalogDb, book, entry),
  };
}

const MOST_BESIDE = 12;

/** Codes whose texts begin with the same words: other strengths, other sources of the same drug. */
function besides(family: readonly BookCode[], entry: BookCode) {
  const begin = ({ title }: BookCode) =>
    title
      .toLowerCase()
      .split(/[\s,]+/)
      .slice(0, 2)
      .join(' ');
  const alike = family.filter((one) => begin(one) === begin(entry)).slice(0, MOST_BESIDE);
  if (alike.length < 2) return [];
  const runs = compareTitles(alike.map(({ title }) => title));
  return alike.map((one, at) => ({ ...one, runs: runs[at] ?? [] }));
}
