import type { Db } from '#db/client';
import { findExamStatistics } from '#db/queries/exam-statistics';
import { type BankItem, listBankItems } from '#db/queries/item-bank';
import { plainText } from '#domain/exam/items/text-runs';
import type { ExamStatistics } from '#domain/exam/statistics/exam-statistics';
import { isToReview, urgencyOf } from '#domain/exam/statistics/flag-advice';
import type { Instant } from '#domain/time';

export type ItemFigures = ExamStatistics['items'][number];

/** A question of the bank with what its newest version was found to be. */
export interface BankRow extends BankItem {
  /** Undefined as long as nobody has sat it in a closed exam. */
  figures: ItemFigures | undefined;
}

/** Orders of the list; what has no figure comes last, whichever way it goes. */
export const BANK_ORDERS = {
  urgency: 'Flags first',
  name: 'Name',
  given: 'Most answers',
  hardest: 'Hardest first',
  easiest: 'Easiest first',
  weakest: 'Weakest discrimination',
  slowest: 'Slowest',
  exposure: 'Most often in an exam',
} as const;
export type BankOrder = keyof typeof BANK_ORDERS;
export const isBankOrder = (word: string): word is BankOrder => Object.hasOwn(BANK_ORDERS, word);

/** The number to sort by, the smallest first. */
const SORTED_BY: Record<Exclude<BankOrder, 'name'>, (row: BankRow) => number | undefined> = {
  urgency: ({ figures }) => figures && urgencyOf(figures.flags),
  given: ({ figures }) => figures && -figures.given,
  hardest: ({ figures }) => figures && figures.right / figures.given,
  easiest: ({ figures }) => figures && -figures.right / figures.given,
  weakest: ({ figures }) => figures?.discrimination?.value,
  slowest: ({ figures }) => figures?.time && -figures.time.median,
  exposure: ({ figures }) => figures?.exposure && -figures.exposure.given / figures.exposure.of,
};

export interface BankSearch {
  words: string;
  /** `cpc/anatomy`; empty for all. */
  domain: string;
  order: BankOrder;
}

export interface ReadBank {
  rows: BankRow[];
  /** Of all questions of the exam, whatever was searched. */
  toReview: BankRow[];
  total: number;
  statistics: ExamStatistics | undefined;
  reckonedAt: Instant | undefined;
}

/** The questions of an exam (`cpc`, `cpc-2026`) that fit, in the order asked for. Two queries. */
export async function readBank(
  db: Db,
  { exam, blueprint }: { exam: string; blueprint: string },
  search: BankSearch,
): Promise<ReadBank> {
  const stored = await findExamStatistics(db, blueprint);
  const figures = new Map(stored?.statistics.items.map((one) => [`${one.item} ${one.version}`, one]));
  const all = (await listBankItems(db, exam)).map((item) => ({
    ...item,
    stem: plainText(item.stem),
    figures: figures.get(`${item.name} ${item.version}`),
  }));
  return {
    rows: sorted(
      all.filter((row) => fits(row, search)),
      search.order,
    ),
    toReview: all.filter((row) => isToReview(row.figures?.flags ?? [])),
    total: all.length,
    statistics: stored?.statistics,
    reckonedAt: stored?.reckonedAt,
  };
}

function fits({ name, stem, domains }: BankRow, { words, domain }: BankSearch): boolean {
  if (domain !== '' && !domains.includes(domain)) return false;
  const text = `${name} ${stem}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function sorted(rows: BankRow[], order: BankOrder): BankRow[] {
  if (order === 'name') return rows;
  const of = SORTED_BY[order];
  const last = Number.POSITIVE_INFINITY;
  // The rows come by name, and sorting keeps what is equal in its order.
  return rows.toSorted((a, b) => {
    const [one, other] = [of(a) ?? last, of(b) ?? last];
    return one === other ? 0 : one - other;
  });
}
