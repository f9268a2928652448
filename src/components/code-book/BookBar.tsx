import type { RefObject, SubmitEvent } from 'react';
import { BookContents } from './BookContents.tsx';
import { fragmentUrl, resultsAddress } from './book-address.ts';
import { CodeSearchBox } from './CodeSearchBox.tsx';
import { addressOf, type FoundEntry, isSameCode } from './find-codes.ts';
import type { CodeBook } from './use-code-book.ts';

interface BookBarProps {
  book: CodeBook;
  searchRef: RefObject<HTMLInputElement | null>;
  /** Words somebody looked for on the way to a page. */
  onWords(words: string): void;
  onClose(): void;
}

/** What stands above the page: back and forward, the search field, the contents, and the way out. */
export function BookBar({ book, searchRef, onWords, onClose }: BookBarProps) {
  function search(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('q') ?? '').trim();
    if (words) book.open(resultsAddress(words));
  }
  function pick(found: FoundEntry, words: string) {
    // A code typed in full was known already: the page is the step.
    if (!isSameCode(found, words)) onWords(words);
    book.open(addressOf(found));
  }
  return (
    <div className="book-bar">
      <StepButton name="Back" sign="←" go={book.back} />
      <StepButton name="Forward" sign="→" go={book.forward} />
      <search>
        <form action="/codes" onSubmit={search}>
          <CodeSearchBox choice={book.choice} inputRef={searchRef} onPick={pick} />
        </form>
      </search>
      <BookContents releases={book.choice.releases} onOpen={book.open} />
      <a
        className="icon-button"
        href={pageUrl(book)}
        target="_blank"
        rel="noopener"
        aria-label="Open this page in a new tab"
        title="Open this page in a new tab"
      >
        ↗
      </a>
      <button type="button" className="icon-button close" aria-label="Close the code book" onClick={onClose}>
        ✕
      </button>
    </div>
  );
}

function StepButton({ name, sign, go }: { name: string; sign: string; go: (() => void) | undefined }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${name} in the code book`}
      aria-disabled={!go}
      onClick={() => go?.()}
    >
      {sign}
    </button>
  );
}

/** The page as it stands by itself, at the same release. */
function pageUrl({ address, choice }: CodeBook): string {
  return fragmentUrl(address, choice).replace(/[?&]pane=1/, '');
}
