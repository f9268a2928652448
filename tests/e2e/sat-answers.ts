import { DatabaseSync } from 'node:sqlite';
import type { ItemState } from '#domain/exam/sittings/sitting';
import type { Candidate } from './candidate.ts';

interface Row {
  place: number;
  at: number;
  order: number;
  state: ItemState;
}

/** A row of the table as SQLite gives it. */
interface StoredRow {
  place: number;
  answer: string | null;
  is_flagged: number;
  struck: string;
  note: string;
  highlights: string;
  spent_ms: number;
  changed_at: number;
  change_order: number;
}

/** What the file holds of a sitting, read by this process with SQLite itself and none of the product. */
export function readAnswers(path: string, sittingId: string): Map<number, Row> {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db
    .prepare('select * from sitting_answers where sitting_id = ?')
    .all(sittingId) as unknown as StoredRow[];
  db.close();
  return new Map(rows.map((row) => [row.place, toRow(row)]));
}

function toRow(row: StoredRow): Row {
  const state = {
    answer: JSON.parse(row.answer ?? 'null'),
    isFlagged: row.is_flagged === 1,
    struck: JSON.parse(row.struck),
    note: row.note,
    highlights: JSON.parse(row.highlights),
    spentMs: row.spent_ms,
  };
  return { place: row.place, at: row.changed_at, order: row.change_order, state };
}

export interface Check {
  acknowledged: number;
  /** Acknowledged changes of which nothing as late is stored. */
  lost: number;
  /** Stored states that are not the very one of their change. */
  reordered: number;
  /** Items whose last change is not stored; none once everything was sent. */
  behind: number;
}

/** Holds what is stored of these candidates against what they did and what they were told. */
export function checkAnswers(path: string, candidates: readonly Candidate[]): Check {
  const check: Check = { acknowledged: 0, lost: 0, reordered: 0, behind: 0 };
  for (const { seat, made, acknowledged } of candidates) {
    const stored = readAnswers(path, seat.sittingId);
    check.acknowledged += acknowledged.size;
    for (const [place, { order }] of acknowledged) if ((stored.get(place)?.order ?? -1) < order) check.lost += 1;
    for (const [place, last] of made) {
      const row = stored.get(place);
      if (row?.order !== last.order) check.behind += 1;
      // Of the change that is stored whole states can only be compared with the last one.
      else if (JSON.stringify(row) !== JSON.stringify(last)) check.reordered += 1;
    }
  }
  return check;
}
