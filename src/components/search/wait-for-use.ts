/** Places that take `/` for themselves: a chart's find field, the code book's own search. */
const TAKES_SLASH = '.workspace, .book-search-form';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/**
 * Until the search box is used, this is all there is of it: it listens for `/` and for the field getting the focus, and
 * fetches the rest then. Without it the field is a form that leads to /search.
 */
export function waitForUse(): void {
  const box = document.querySelector<HTMLElement>('.site-search');
  const field = box?.querySelector('input');
  if (!box || !field) return;
  addEventListener('keydown', (event) => {
    const isModified = event.altKey || event.ctrlKey || event.metaKey;
    if (event.key !== '/' || isModified || event.defaultPrevented || isTyping(event.target)) return;
    if (document.querySelector(`dialog[open], ${TAKES_SLASH}`)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  const open = () => import('./open-box.ts').then(({ openBox }) => openBox(box, field));
  if (document.activeElement === field) open();
  else field.addEventListener('focus', open, { once: true });
}
