import { nearestPrefix, seventhMeaning } from '#db/releases/order-file';
import type { CodeRow } from '#db/releases/release-content';
import { formatCode } from '#domain/codeset/code';

/**
 * Puts the headers above a list of billable codes. Which headers there are follows from the codes alone: every beginning
 * of three to six characters that is no code itself, unless it ends in a placeholder X that is only there to fill up. For
 * FY2024 to FY2026 these are exactly the headers of the order files (tests/releases/icd10cm-codes-file.test.ts). Their
 * titles do not follow: they get the words their codes begin with, and "…" where more words would have to come. See
 * `withEarlierTitles` for those that an earlier year printed.
 */
export function withDerivedHeaders(codes: readonly CodeRow[]): CodeRow[] {
  const billable = new Set(codes.map((row) => row.code));
  const below = new Map<string, CodeRow[]>();
  for (const row of codes)
    for (const header of headersAbove(row.code, billable)) {
      const rows = below.get(header);
      if (rows) rows.push(row);
      else below.set(header, [row]);
    }
  const known = new Set<string>();
  return codes.flatMap((row) => {
    const fresh = headersAbove(row.code, billable).filter((header) => !known.has(header));
    for (const header of fresh) known.add(header);
    const made = fresh.map((code) => headerRow(code, below.get(code) ?? []));
    return [...made, row].map((one) => withParent(one, known));
  });
}

function withParent(row: CodeRow, known: ReadonlySet<string>): CodeRow {
  const parent = nearestPrefix(row.code, known);
  return parent === undefined ? row : { ...row, parent };
}

function headersAbove(code: string, billable: ReadonlySet<string>): string[] {
  const beginnings = Array.from({ length: code.length - 3 }, (_, at) => code.slice(0, at + 3));
  return beginnings.filter((beginning) => !billable.has(beginning) && !isFiller(beginning, code));
}

/** W03X and W03XX before W03XXXA fill up to the 7th character; S06.0X before S06.0X0A is a header. */
const isFiller = (beginning: string, code: string) =>
  beginning.endsWith('X') && (beginning.length === 6 || code[beginning.length] === 'X');

const written = ({ code }: CodeRow) => formatCode({ system: 'icd10cm', code });

const headerRow = (code: string, below: readonly CodeRow[]): CodeRow => ({
  code,
  title: titleFor(code, below),
  billable: false,
});

function titleFor(code: string, below: readonly CodeRow[]): string {
  const [first, ...more] = below;
  const last = more.at(-1) ?? first;
  if (first === undefined || last === undefined) return code;
  const shared = more.reduce((words, row) => sharedBeginning(words, row.title), first.title);
  const stem = shared.slice(0, shared.lastIndexOf(', '));
  if (below.every((row) => seventhMeaning({ code, title: stem, billable: false }, row) !== undefined)) return stem;
  const isWholeWord = below.every(({ title }) => !/\w/.test(title[shared.length] ?? ''));
  const words = (isWholeWord ? shared : shared.slice(0, shared.lastIndexOf(' ') + 1)).replace(/[\s,;]+$/, '');
  return words === '' ? `${written(first)} to ${written(last)}` : `${words} …`;
}

function sharedBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
