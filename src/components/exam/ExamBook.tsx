import { useEffect, useRef } from 'react';
import type { BookChoice } from '../code-book/book-address.ts';
import { CodeBookPane, type TakenCode } from '../code-book/CodeBookPane.tsx';
import { useCodeBook } from '../code-book/use-code-book.ts';

interface ExamBookProps {
  choice: BookChoice;
  isOpen: boolean;
  /** Puts a code into the answer, or not; the sentence that says so. */
  onTake(taken: TakenCode): string;
  onClose(): void;
}

/** The code book beside a question, where the exam allows it. A book that was closed is found open where it was. */
export default function ExamBook({ choice, isOpen, onTake, onClose }: ExamBookProps) {
  const book = useCodeBook(choice, () => {});
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    search.current?.focus();
    // Where the book is below the question, a phone would show its first line only.
    search.current?.scrollIntoView({ block: 'start' });
  }, [isOpen]);
  return <CodeBookPane book={book} searchRef={search} onTake={onTake} onWords={() => {}} onClose={onClose} />;
}
