import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { quietly } from '../workspace/quietly.ts';

export type Screen = 'question' | 'review';

/** Which question is open, which were seen in this visit, and how to go elsewhere. A reload finds the same question. */
export function usePlace(sittingId: string, many: number) {
  const keptAs = `sitting-place:${sittingId}`;
  const [place, setPlace] = useState(0);
  const [screen, setScreen] = useState<Screen>('question');
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set([0]));
  const heading = useRef<HTMLHeadingElement>(null);

  const show = useCallback((to: number) => {
    setPlace(to);
    setScreen('question');
    setSeen((before) => new Set(before).add(to));
  }, []);
  useEffect(() => {
    const kept = Number(quietly(() => localStorage.getItem(keptAs)) ?? 0);
    if (Number.isInteger(kept) && kept > 0 && kept < many) show(kept);
  }, [keptAs, many, show]);

  /** The heading of what comes takes the focus: it is what a screen reader says, and where Tab goes on from. */
  function arrive(change: () => void) {
    flushSync(change);
    heading.current?.focus();
    scrollTo({ top: 0 });
  }
  function go(to: number) {
    if (to < 0 || to >= many) return;
    quietly(() => localStorage.setItem(keptAs, String(to)));
    arrive(() => show(to));
  }
  const review = () => arrive(() => setScreen('review'));
  return { place, screen, seen, heading, go, review };
}
