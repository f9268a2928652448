import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Which tools are open beside the question. A tool that closes gives the focus back to where it came from. */
export function useTools() {
  const [isBookOpen, setBookOpen] = useState(false);
  const [isCalculatorOpen, setCalculatorOpen] = useState(false);
  const [notes, setNotes] = useState<Record<number, boolean>>({});
  const [dialog, setDialog] = useState<'keys' | 'go-to'>();
  const cameFrom = useRef<Element>(null);

  function toggle(isOpen: boolean, set: (isOpen: boolean) => void) {
    if (!isOpen) cameFrom.current = document.activeElement;
    flushSync(() => set(!isOpen));
    if (isOpen && cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
  }
  return {
    isBookOpen,
    isCalculatorOpen,
    dialog,
    setDialog,
    toggleBook: () => toggle(isBookOpen, setBookOpen),
    toggleCalculator: () => toggle(isCalculatorOpen, setCalculatorOpen),
    /** A note that was written is shown until it is closed. */
    isNoteOpen: (place: number, hasNote: boolean) => notes[place] ?? hasNote,
    setNoteOpen: (place: number, isOpen: boolean) => setNotes((before) => ({ ...before, [place]: isOpen })),
  };
}

export type Tools = ReturnType<typeof useTools>;
