import { useEffect, useState } from 'react';
import { CodeBookPane } from '../code-book/CodeBookPane.tsx';
import { PaneSplit } from '../workspace/PaneSplit.tsx';
import type { useCodeBookSide } from './use-code-book-side.ts';

interface BookSideProps {
  side: ReturnType<typeof useCodeBookSide>;
  onWords(words: string): void;
}

/**
 * The code book between chart and sheet, all three in sight on a laptop; a view of its own on a phone. It loads when it is
 * first opened, and a book that was closed is found open where it was.
 */
export function BookSide({ side, onWords }: BookSideProps) {
  const [isLoaded, setLoaded] = useState(side.isOpen);
  useEffect(() => {
    if (side.isOpen) setLoaded(true);
  }, [side.isOpen]);
  return (
    <>
      {side.isOpen ? <PaneSplit between="chart-and-book" /> : null}
      <section className="pane book-side" id="code-book" aria-label="Code book" hidden={!side.isOpen}>
        {isLoaded || side.isOpen ? (
          <CodeBookPane
            book={side.book}
            searchRef={side.searchRef}
            onTake={side.take}
            onWords={onWords}
            onClose={side.close}
          />
        ) : null}
      </section>
    </>
  );
}
