import { POINTER_LETTERS, type PoaIndicator, type SheetList } from '#domain/chart/coding-sheet';
import { DRAFT_LIMITS } from '#domain/chart/draft-limits';
import type { DraftDiagnosis, DraftSheet, Highlight } from '#domain/chart/draft-sheet-schema';
import { canonicalText } from '#domain/codeset/code';

/** The text cells of each list; `poa` is a choice and has its own change. */
export type Cell = 'code' | 'date' | 'modifiers' | 'units' | 'pointers';

export type AnyRow = DraftSheet[SheetList][number];

/** Every change a person can make to a sheet. Ids are made by the caller: the reducer has no dice. */
export type SheetChange =
  | { do: 'add'; list: SheetList; rows: { id: string; code: string }[] }
  | { do: 'edit'; list: SheetList; id: string; cell: Cell; text: string }
  | { do: 'remove'; list: SheetList; id: string }
  | { do: 'restore'; list: SheetList; row: AnyRow; to: number }
  | { do: 'move'; list: SheetList; id: string; to: number }
  | { do: 'poa'; id: string; poa: PoaIndicator | undefined }
  | { do: 'highlight'; highlight: Highlight }
  | { do: 'unhighlight'; id: string }
  | { do: 'note'; text: string }
  | { do: 'replace'; draft: DraftSheet };

/** The sheet after a change; the same object when the change does nothing. Text is cut to what a sheet can hold. */
export function changeSheet(draft: DraftSheet, change: SheetChange): DraftSheet {
  switch (change.do) {
    case 'add':
      return addRows(draft, change.list, change.rows);
    case 'edit':
      return editCell(draft, change.list, change.id, change.cell, change.text.slice(0, DRAFT_LIMITS.cell));
    case 'remove':
      return withDiagnoses(draft, {
        ...draft,
        [change.list]: draft[change.list].filter((row) => row.id !== change.id),
      });
    case 'move':
      return withDiagnoses(draft, { ...draft, [change.list]: moved<{ id: string }>(draft[change.list], change) });
    case 'restore':
      return restoreRow(draft, change);
    case 'poa':
      return { ...draft, diagnoses: draft.diagnoses.map((row) => (row.id === change.id ? withPoa(row, change) : row)) };
    case 'highlight':
      return addHighlight(draft, change.highlight);
    case 'unhighlight':
      return { ...draft, highlights: draft.highlights.filter((highlight) => highlight.id !== change.id) };
    case 'note':
      return { ...draft, note: change.text.slice(0, DRAFT_LIMITS.note) };
    case 'replace':
      return change.draft;
  }
}

const BLANK = {
  diagnoses: (row: { id: string; code: string }) => row,
  procedures: (row: { id: string; code: string }) => ({ ...row, date: '' }),
  services: (row: { id: string; code: string }) => ({ ...row, modifiers: '', units: '1', pointers: '' }),
};

function addRows(draft: DraftSheet, list: SheetList, rows: { id: string; code: string }[]): DraftSheet {
  const room = DRAFT_LIMITS.rowsPerList - draft[list].length;
  const added = rows
    .slice(0, Math.max(0, room))
    .map((row) => BLANK[list]({ ...row, code: row.code.slice(0, DRAFT_LIMITS.cell) }));
  return { ...draft, [list]: [...draft[list], ...added] };
}

function editCell(draft: DraftSheet, list: SheetList, id: string, cell: Cell, text: string): DraftSheet {
  const rows = draft[list].map((row) => (row.id === id && cell in row ? { ...row, [cell]: text } : row));
  return { ...draft, [list]: rows };
}

function withPoa({ poa: _, ...row }: DraftDiagnosis, { poa }: { poa: PoaIndicator | undefined }): DraftDiagnosis {
  return poa ? { ...row, poa } : row;
}

function moved<Row extends { id: string }>(rows: readonly Row[], { id, to }: { id: string; to: number }): Row[] {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) return [...rows];
  const others = rows.filter((candidate) => candidate.id !== id);
  return [...others.slice(0, Math.max(0, to)), row, ...others.slice(Math.max(0, to))];
}

function restoreRow(draft: DraftSheet, { list, row, to }: { list: SheetList; row: AnyRow; to: number }): DraftSheet {
  const rows: AnyRow[] = draft[list].filter((other) => other.id !== row.id);
  return withDiagnoses(draft, { ...draft, [list]: [...rows.slice(0, to), row, ...rows.slice(to)] });
}

function addHighlight(draft: DraftSheet, added: Highlight): DraftSheet {
  const isThere = draft.highlights.some(
    ({ document, start, end }) => document === added.document && start === added.start && end === added.end,
  );
  if (isThere || added.end <= added.start || draft.highlights.length >= DRAFT_LIMITS.highlights) return draft;
  return { ...draft, highlights: [...draft.highlights, added] };
}

/** Letter of each diagnosis as the claim form counts them: rows without a code have none. */
export function pointerLetters(diagnoses: readonly DraftDiagnosis[]): Map<string, string> {
  const coded = diagnoses.filter((row) => canonicalText(row.code) !== '');
  return new Map(coded.slice(0, POINTER_LETTERS.length).map((row, index) => [row.id, POINTER_LETTERS.charAt(index)]));
}

/** Pointers are letters of places. When diagnoses change places the letters follow, so that a line still means the same. */
function withDiagnoses(before: DraftSheet, after: DraftSheet): DraftSheet {
  const [old, now] = [pointerLetters(before.diagnoses), pointerLetters(after.diagnoses)];
  const renamed = new Map([...old].map(([id, letter]) => [letter, now.get(id) ?? '']));
  const isSame = [...renamed].every(([from, to]) => from === to);
  if (isSame || after.services.length === 0) return after;
  return { ...after, services: after.services.map((line) => ({ ...line, pointers: follow(line.pointers, renamed) })) };
}

/** A cell that holds anything but letters A–L and separators is the person's own business and stays as it is. */
function follow(cell: string, renamed: ReadonlyMap<string, string>): string {
  if (!/^[A-La-l\s,;/]*$/.test(cell)) return cell;
  const letters = [...cell.toUpperCase()].filter((letter) => POINTER_LETTERS.includes(letter));
  return letters
    .map((letter) => renamed.get(letter) ?? letter)
    .filter(Boolean)
    .join(' ');
}
