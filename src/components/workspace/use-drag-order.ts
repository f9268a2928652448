import { type PointerEvent, useRef, useState } from 'react';

/** Where the dragged row would land: before the row that now stands at `to`. */
export interface DragState {
  id: string;
  to: number;
}

/**
 * Reordering by pointer. The list is not touched until the row is dropped; Escape, or a lost pointer, leaves it alone.
 * The keyboard has its own way (Alt + arrow keys, move buttons), so nothing here needs to be operable without a pointer.
 */
export function useDragOrder(onDrop: (id: string, to: number) => void) {
  const [drag, setDrag] = useState<DragState>();
  const latest = useRef<DragState>(undefined);

  function start(event: PointerEvent<HTMLElement>, id: string) {
    const list = event.currentTarget.closest('ol');
    if (!list || event.button !== 0) return;
    event.preventDefault();
    const update = (state: DragState | undefined) => {
      latest.current = state;
      setDrag(state);
    };
    const over = (move: globalThis.PointerEvent) => update({ id, to: placeAt(list, move.clientY) });
    const end = () => {
      removeEventListener('pointermove', over);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', giveUp);
      update(undefined);
    };
    const drop = () => {
      const landed = latest.current;
      end();
      if (landed) onDrop(id, landed.to);
    };
    const giveUp = (key: KeyboardEvent) => key.key === 'Escape' && end();
    addEventListener('pointermove', over);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', end);
    addEventListener('keydown', giveUp);
  }
  return { drag, start };
}

/** How many rows of the list have their middle above `y`. */
function placeAt(list: HTMLElement, y: number): number {
  return [...list.children].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.top + box.height / 2 < y;
  }).length;
}
