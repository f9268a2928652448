import { type MouseEvent, type SubmitEvent, useEffect, useRef } from 'react';
import { anchorOf, bookAddress } from './book-address.ts';
import type { Fragment } from './fragment-source.ts';

/** Where a page came to stand, and the element its address points at. */
export interface Arrival {
  root: HTMLElement;
  target: HTMLElement | undefined;
}

interface BookFragmentProps {
  fragment: Fragment;
  /** Address of the page in the fragment. */
  address: string;
  isLoading: boolean;
  onOpen(address: string): void;
  onTake(system: string, code: string): void;
  /** The page stands in the document. */
  onShown(arrival: Arrival): void;
}

/** A page of the code book inside another page. Its links, forms and buttons stay inside. */
export function BookFragment({ fragment, address, isLoading, onOpen, onTake, onShown }: BookFragmentProps) {
  const root = useRef<HTMLDivElement>(null);
  const last = useRef<Fragment>(undefined);
  const tell = useRef(onShown);
  tell.current = onShown;
  // The content is the server's, not React's: this element is empty in every render.
  useEffect(() => {
    if (!root.current) return;
    // Another place of the same page leaves what was unfolded as it is.
    if (last.current !== fragment) root.current.replaceChildren(...copyOf(fragment, address));
    last.current = fragment;
    tell.current({ root: root.current, target: targetIn(root.current, address) });
  }, [fragment, address]);

  function onClick(event: MouseEvent<HTMLDivElement>) {
    if (!(event.target instanceof Element)) return;
    const taken = event.target.closest<HTMLElement>('.take-code');
    if (taken) return onTake(taken.dataset.system ?? '', taken.dataset.code ?? '');
    const link = event.target.closest<HTMLAnchorElement>('a[href]');
    const to =
      link && !isForNewTab(event, link) && bookAddress(link.getAttribute('href') ?? '', address, location.origin);
    if (!to) return;
    event.preventDefault();
    onOpen(to);
  }
  function onSubmit(event: SubmitEvent<HTMLDivElement>) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const to =
      form.method === 'get' && bookAddress(formAddress(form, event.nativeEvent.submitter), address, location.origin);
    if (to) onOpen(to);
  }
  return (
    // Links, forms and buttons inside have their own keys; a click on them arrives here.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div ref={root} className="code-book" aria-busy={isLoading} onClick={onClick} onSubmit={onSubmit} />
  );
}

function copyOf({ content }: Fragment, address: string): Node[] {
  const copy = document.importNode(content, true);
  for (const link of copy.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    // Whoever follows a link out of the book comes back to a sheet that is still there.
    if (!bookAddress(link.getAttribute('href') ?? '', address, location.origin)) link.target = '_blank';
  }
  return [...copy.childNodes];
}

const isForNewTab = (event: MouseEvent, link: HTMLAnchorElement): boolean =>
  event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || link.target === '_blank';

function targetIn(root: HTMLElement, address: string): HTMLElement | undefined {
  const anchor = anchorOf(address);
  return (anchor && root.querySelector<HTMLElement>(`#${CSS.escape(anchor)}`)) || undefined;
}

function formAddress(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const fields = [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  const [path = ''] = (form.getAttribute('action') ?? '').split(/[?#]/);
  return `${path}?${new URLSearchParams(fields)}`;
}
