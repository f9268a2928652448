import type { SaveState } from './draft-keeper.ts';
import { SaveStatus } from './SaveStatus.tsx';
import type { View } from './use-workspace-view.ts';

interface WorkBarProps {
  view: View;
  saving: SaveState;
  isBookOpen: boolean;
  onView(view: 'chart' | 'sheet'): void;
  onBook(): void;
  onCloseBook(): void;
  onKeys(): void;
  onGrade(): void;
}

/** The workspace's own bar: which side shows on a narrow screen, the code book, what is saved, keys and grading. */
export function WorkBar({ view, saving, isBookOpen, onView, onBook, onCloseBook, onKeys, onGrade }: WorkBarProps) {
  return (
    <div className="work-bar">
      <div className="view-switch">
        <ViewButton name="Chart" isShown={view === 'chart'} onShow={() => onView('chart')} />
        <ViewButton name="Coding sheet" isShown={view === 'sheet'} onShow={() => onView('sheet')} />
        <ViewButton name="Code book" isShown={view === 'book'} onShow={onBook} />
      </div>
      <span className="fill" />
      <SaveStatus state={saving} />
      <button
        type="button"
        className="button book-toggle"
        aria-expanded={isBookOpen}
        aria-controls="code-book"
        onClick={isBookOpen ? onCloseBook : onBook}
      >
        Code book <kbd>B</kbd>
      </button>
      <button type="button" className="button" onClick={onKeys}>
        Keys <kbd>?</kbd>
      </button>
      <button type="button" className="button main" onClick={onGrade}>
        Grade chart
      </button>
    </div>
  );
}

function ViewButton({ name, isShown, onShow }: { name: string; isShown: boolean; onShow(): void }) {
  return (
    <button type="button" className="button" aria-pressed={isShown} onClick={onShow}>
      {name}
    </button>
  );
}
