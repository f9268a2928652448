import { nearestPrefix, seventhMeaning } from '#db/releases/order-file';
import type { CodeRow } from '#db/releases/release-content';

/**
 * Puts the headers above a list of billable codes. Which headers there are follows from the codes alone: every beginning
 * of three to six characters that is no code itself, unless it ends in a placeholder X that is only there to fill up. For
 * FY2024 to FY2026 these are exactly the headers of the order files (tests/releases/icd10cm-codes-file.test.ts). Their
 * titles do not follow: they get the words their codes begin with, and "…" where more words would have to come. See
 * `completeHeaders` for the titles of an earlier year.
 */
export function withDerivedHeaders(codes: readonly CodeRow[]): CodeRow[] {
  const billable = new Set(codes.map((row) => row.code));
  const pairs = codes.flatMap((row) => headersAbove(row.code, billable).map((header) => ({ header, row })));
  const below = Map.groupBy(pairs, ({ header }) => header);
  const known = new Set<string>();
  return codes.flatMap((row) => {
    const fresh = headersAbove(row.code, billable).filter((header) => !known.has(header));
    for (const header of fresh) known.add(header);
    const made = fresh.map((code) =>
      withParent(
        {
          code,
          title: titleFor(
            code,
            (below.get(code) ?? []).map(({ row: one }) => one),
          ),
          billable: false,
        },
        known,
      ),
    );
    return [...made, withParent(row, known)];
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

function titleFor(code: string, below: readonly CodeRow[]): string {
  const [first, ...more] = below;
  const last = more.at(-1) ?? first;
  if (first === undefined || last === undefined) return code;
  const shared = more.reduce((words, row) => sharedBeginning(words, row.title), first.title);
  const stem = shared.slice(0, shared.lastIndexOf(', '));
  if (below.every((row) => seventhMeaning({ code, title: stem, billable: false }, row) !== undefined)) return stem;
  const isWholeWord = below.every(({ title }) => !/\w/.test(title[shared.length] ?? ''));
  const words = (isWholeWord ? shared : shared.slice(0, shared.lastIndexOf(' ') + 1)).replace(/[\s,;]+$/, '');
  return words === '' ? `Codes ${first.code} to ${last.code}` : `${words} …`;
}

function sharedBeginning(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
