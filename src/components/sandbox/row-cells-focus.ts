/**
 * Focuses the same cell of the row below or above, as Enter does in a spreadsheet; below the last row the field that
 * adds one. False when `from` is in no such cell.
 */
export function goDownTheColumn(from: EventTarget, step: 1 | -1): boolean {
  const cell = from instanceof Element ? from.closest('.cells > *') : null;
  const row = cell?.closest('.row');
  if (!cell?.parentElement || !row) return false;
  const column = [...cell.parentElement.children].indexOf(cell);
  const next = step === 1 ? row.nextElementSibling : row.previousElementSibling;
  const field = next
    ? fieldOf(next.querySelectorAll('.cells > *')[column])
    : step === 1 && row.closest('.list')?.querySelector<HTMLElement>('.entry input');
  if (field) field.focus();
  return true;
}

/** Focuses the first cell of a list that still has to be filled in: POA indicator, date, units or pointers. */
export function goToFirstOpenCell(list: Element | null | undefined): boolean {
  const open = [...(list?.querySelectorAll('.cells > *') ?? [])].find(isOpen);
  const field = fieldOf(open);
  field?.focus();
  return field !== undefined;
}

const fieldOf = (cell: Element | undefined): HTMLElement | undefined =>
  cell?.querySelector<HTMLElement>('input:checked') ?? cell?.querySelector<HTMLElement>('input') ?? undefined;

function isOpen(cell: Element): boolean {
  if (cell.matches('.poa')) return !cell.querySelector('input:checked');
  return !cell.matches('.modifiers') && cell.querySelector('input')?.value.trim() === '';
}
