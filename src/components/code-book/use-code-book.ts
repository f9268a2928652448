import { useState } from 'react';
import { type BookChoice, FIRST_PAGE, wordsOf } from './book-address.ts';
import { type BookHistory, canStep, step, visit } from './book-history.ts';

/** One step to be noted: words looked for, or a page opened. */
export type BookStep = { kind: 'search' | 'open'; what: string };

export interface CodeBook {
  choice: BookChoice;
  /** Address of the page that is open. */
  address: string;
  /** Rises with every step a person takes: the page that comes then takes the focus. */
  steps: number;
  /** The last step was back or forward, to a page seen before. */
  isReturn: boolean;
  open(address: string): void;
  /** Undefined where there is no page to go to. */
  back: (() => void) | undefined;
  forward: (() => void) | undefined;
}

/** Where a person is in the code book and how they got there; every step is told to `onStep`. */
export function useCodeBook(choice: BookChoice, onStep: (step: BookStep) => void): CodeBook {
  const [history, setHistory] = useState<BookHistory>({ visited: [FIRST_PAGE], at: 0 });
  const [{ steps, isReturn }, setWay] = useState({ steps: 0, isReturn: false });
  const address = history.visited[history.at] ?? FIRST_PAGE;

  function go(next: BookHistory, isReturning = false) {
    setHistory(next);
    setWay((way) => ({ steps: way.steps + 1, isReturn: isReturning }));
    const to = next.visited[next.at] ?? FIRST_PAGE;
    const words = wordsOf(to);
    onStep(words === undefined ? { kind: 'open', what: to } : { kind: 'search', what: words });
  }
  const stepper = (by: 1 | -1) => (canStep(history, by) ? () => go(step(history, by), true) : undefined);
  return {
    choice,
    address,
    steps,
    isReturn,
    open: (to) => go(visit(history, to)),
    back: stepper(-1),
    forward: stepper(1),
  };
}
