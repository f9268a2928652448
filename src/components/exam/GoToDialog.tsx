import { useEffect, useRef } from 'react';
import { Dialog } from '../workspace/Dialog.tsx';
import type { ItemMark } from './navigator-state.ts';
import { QuestionGrid } from './QuestionGrid.tsx';

interface GoToProps {
  isOpen: boolean;
  marks: readonly ItemMark[];
  current: number;
  onGo(place: number): void;
  onClose(): void;
}

/** The overview to jump from. */
export function GoToDialog({ isOpen, onClose, ...grid }: GoToProps) {
  const currentRef = useRef<HTMLButtonElement>(null);
  // Of a hundred questions the open one is where looking and Tab go on from. Runs after the dialog has opened itself.
  useEffect(() => {
    if (isOpen) currentRef.current?.focus();
  }, [isOpen]);
  return (
    <Dialog isOpen={isOpen} labelledBy="go-to-heading" onClose={onClose}>
      <h2 id="go-to-heading">Go to a question</h2>
      <QuestionGrid {...grid} currentRef={currentRef} />
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
