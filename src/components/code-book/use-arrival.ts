import { type RefObject, useEffect, useRef } from 'react';
import { announce } from '../announce.ts';
import type { Arrival } from './BookFragment.tsx';
import type { CodeBook } from './use-code-book.ts';
import type { ShownPage } from './use-fragment.ts';

/**
 * What happens when a page has come: it is shown from its top, from the place its address names, or, on the way back,
 * where it was left; and its heading takes the focus. The page the book opens at takes nothing.
 */
export function useArrival({ steps, isReturn }: CodeBook, place: RefObject<HTMLElement | null>) {
  const arrived = useRef(0);
  const left = useRef(new Map<string, number>());
  const here = useRef('');

  useEffect(() => {
    function onScroll() {
      const element = place.current;
      // While another side is shown the window scrolls for that one.
      if (!element || element.offsetParent === null) return;
      left.current.set(here.current, hasOwnScroll(element) ? element.scrollTop : window.scrollY);
    }
    // Scrolling does not bubble: it is caught on its way down.
    addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => removeEventListener('scroll', onScroll, { capture: true });
  }, [place]);

  function arrive({ address, fragment }: ShownPage, { root, target }: Arrival) {
    here.current = address;
    const isStep = arrived.current !== steps;
    const before = isReturn ? left.current.get(address) : undefined;
    if (target) target.scrollIntoView({ block: 'start' });
    else if (place.current && isStep) scrollTo(place.current, before);
    if (!isStep) return;
    arrived.current = steps;
    const heading = target ?? root.querySelector<HTMLElement>('h1, h2') ?? root;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    announce(fragment.title);
  }
  return { arrive };
}

/** Where there is room for one side only, the book is as long as its page and the window scrolls. */
const hasOwnScroll = (place: HTMLElement): boolean => getComputedStyle(place).overflowY !== 'visible';

function scrollTo(place: HTMLElement, top: number | undefined): void {
  if (hasOwnScroll(place)) place.scrollTo({ top: top ?? 0 });
  else if (top !== undefined) window.scrollTo({ top });
  else if (place.getBoundingClientRect().top < 0) place.closest('.book-pane')?.scrollIntoView({ block: 'start' });
}
