import { announce } from '#components/announce.ts';
import { type Answer, findPlaces } from '#domain/lessons/search';
import { fetchSearch } from './fetch-search.ts';
import { resultLink, wayOn } from './result-links.ts';
import { lookUpAddress, sayCount, searchAddress } from './search-words.ts';

const MOST_LISTED = 7;
/** What fits the panel at a glance is there at once, the rest a frame later. */
const LISTED_AT_ONCE = 3;
/** How long nobody types before the count is said: a screen reader would talk into every letter else. */
const PAUSE_MS = 600;
const CANNOT_SEARCH = 'The search could not be fetched. Press Enter to search on a page of its own.';

/** Makes the search box answer while one types. Arrow keys lead through the results, Escape closes them. */
export function openBox(box: HTMLElement, field: HTMLInputElement): void {
  const panel = box.querySelector<HTMLElement>('.site-search-results');
  if (!panel) return;
  const close = () => {
    panel.hidden = true;
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  const answer = async () => {
    const typed = field.value.trim();
    clearTimeout(pause);
    if (typed === '') return close();
    const sentence = await fetchSearch().then(
      (search) =>
        field.value.trim() === typed ? list(panel, typed, findPlaces(search, typed, MOST_LISTED)) : undefined,
      () => say(panel, CANNOT_SEARCH),
    );
    if (sentence === undefined) return;
    panel.hidden = !box.contains(document.activeElement);
    pause = setTimeout(() => announce(sentence), PAUSE_MS);
  };
  fetchSearch().catch(() => undefined);
  field.addEventListener('input', answer);
  // Coming back from a result is no new question: after Escape the list would be there again.
  field.addEventListener('focus', ({ relatedTarget }) => {
    if (!box.contains(relatedTarget as Node | null)) answer();
  });
  box.addEventListener('keydown', (event) => onKey(event, field, panel, close));
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (!box.contains(relatedTarget as Node | null)) close();
  });
  // Safari gives links no focus when they are clicked: without this the list would close under the pointer.
  panel.addEventListener('pointerdown', (event) => event.preventDefault());
  answer();
}

/** Shows an answer and says it in a sentence for screen readers. */
function list(panel: HTMLElement, typed: string, { places, count }: Answer): string {
  const links = document.createElement('ul');
  links.append(...places.slice(0, LISTED_AT_ONCE).map(resultLink));
  const lookUp = wayOn(lookUpAddress(typed), `Look “${typed}” up in the code book`);
  links.append(lookUp);
  if (count > places.length) lookUp.before(wayOn(searchAddress(typed), `All ${count} places`));
  const heading = document.createElement('p');
  heading.textContent = sayCount(count);
  panel.replaceChildren(heading, links);
  // In the next frame: now it would make the browser lay the new list out at once.
  requestAnimationFrame(() => {
    links.children[LISTED_AT_ONCE - 1]?.after(...places.slice(LISTED_AT_ONCE).map(resultLink));
    panel.scrollTop = 0;
  });
  return count > 0 ? `${sayCount(count)} Arrow down leads to them.` : `${sayCount(count)} The code book may have it.`;
}

function say(panel: HTMLElement, sentence: string): string {
  const text = document.createElement('p');
  text.textContent = sentence;
  panel.replaceChildren(text);
  return sentence;
}

function onKey(event: KeyboardEvent, field: HTMLInputElement, panel: HTMLElement, close: () => void): void {
  if (event.key === 'Escape' && !panel.hidden) {
    event.preventDefault();
    field.focus();
    close();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || panel.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops: HTMLElement[] = [field, ...panel.querySelectorAll<HTMLElement>('a')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  stops[(at + step + stops.length) % stops.length]?.focus();
}
