import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { CODE_SYSTEMS, type CodeSystem } from '#domain/codeset/code';
import { announce } from '../announce.ts';
import { BookBar } from './BookBar.tsx';
import { BookFragment } from './BookFragment.tsx';
import { useArrival } from './use-arrival.ts';
import type { CodeBook } from './use-code-book.ts';
import { useFragment } from './use-fragment.ts';

/** A code somebody wants on the sheet, and the address of the page they found it on. */
export interface TakenCode {
  system: CodeSystem;
  code: string;
  from: string;
}

interface CodeBookPaneProps {
  book: CodeBook;
  searchRef: RefObject<HTMLInputElement | null>;
  /** Puts a code on the sheet, or not; answers the sentence that says so. */
  onTake(taken: TakenCode): string;
  onWords(words: string): void;
  onClose(): void;
}

/**
 * The code book beside something else: pages of `/codes` as fragments, with a history of their own. It knows nothing of
 * the sheet beside it, and shows only what any visitor of the code book may read.
 */
export function CodeBookPane({ book, searchRef, onTake, onWords, onClose }: CodeBookPaneProps) {
  const { page, isLoading, failure, retry } = useFragment(book.address, book.choice);
  const [told, setTold] = useState<{ address: string; sentence: string }>();
  const place = useRef<HTMLDivElement>(null);
  const { arrive } = useArrival(book, place);

  function take(system: string, code: string) {
    const known = CODE_SYSTEMS.find((one) => one === system);
    if (!known || !code) return;
    const sentence = onTake({ system: known, code, from: book.address });
    setTold({ address: book.address, sentence });
    announce(sentence);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  }
  return (
    // Escape closes from anywhere inside.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className="book-pane" onKeyDown={onKeyDown}>
      <BookBar book={book} searchRef={searchRef} onWords={onWords} onClose={onClose} />
      <p className="book-told small">{told?.address === book.address ? told.sentence : ''}</p>
      <div className="book-place" ref={place}>
        <BookNews isLoading={isLoading} failure={failure} hasPage={page !== undefined} onRetry={retry} />
        {page ? (
          <BookFragment
            {...page}
            isLoading={isLoading}
            onOpen={book.open}
            onTake={take}
            onShown={(at) => arrive(page, at)}
          />
        ) : null}
      </div>
    </div>
  );
}

interface BookNewsProps {
  isLoading: boolean;
  failure: string;
  hasPage: boolean;
  onRetry(): void;
}

function BookNews({ isLoading, failure, hasPage, onRetry }: BookNewsProps) {
  if (failure)
    return (
      <p className="notice wrong" role="alert">
        {failure}{' '}
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      </p>
    );
  // Over a page that can still be read a word would only flicker.
  return isLoading && !hasPage ? <p className="soft">Opening …</p> : null;
}
