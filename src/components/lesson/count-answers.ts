import { announce } from '#components/announce.ts';
import { answerKeeper } from './keep-answers.ts';

/**
 * Adds to a knowledge check what styles cannot do: feedback is read aloud, and first tries are counted and kept. Without
 * this everything can still be answered and read.
 */
export function countAnswers(section: HTMLElement): void {
  const items = [...section.querySelectorAll<HTMLFieldSetElement>('.check-item')];
  const firstTries = new Map<HTMLFieldSetElement, boolean>();
  const keep = answerKeeper(section);
  section.addEventListener('change', ({ target }) => {
    const item = (target as HTMLElement).closest<HTMLFieldSetElement>('.check-item');
    if (!item || !isRevealed(item) || chosenIn(item).length === 0) return;
    if (!firstTries.has(item)) {
      firstTries.set(item, isRight(item));
      keep({ item: item.dataset.item ?? '', chosen: placesChosen(item) });
    }
    readAloud(item);
    sayCount(section, [...firstTries.values()], items.length);
  });
}

const chosenIn = (item: HTMLElement) => [...item.querySelectorAll<HTMLInputElement>('.check-options input:checked')];
const placesChosen = (item: HTMLElement) =>
  [...item.querySelectorAll<HTMLInputElement>('.check-options input')].flatMap((input, at) =>
    input.checked ? [at] : [],
  );
const isRevealed = (item: HTMLElement) => item.querySelector('.check-reveal input:checked') !== null;

function isRight(item: HTMLElement): boolean {
  const chosen = chosenIn(item);
  return chosen.length === Number(item.dataset.right) && chosen.every((input) => 'isRight' in input.dataset);
}

function readAloud(item: HTMLElement): void {
  const feedback = chosenIn(item).map((input) => input.closest('li')?.querySelector('.check-feedback')?.textContent);
  announce(feedback.join(' ').replace(/\s+/g, ' ').trim());
}

function sayCount(section: HTMLElement, tries: boolean[], of: number): void {
  const count = section.querySelector<HTMLElement>('.check-count');
  if (!count) return;
  const right = tries.filter(Boolean).length;
  count.hidden = false;
  count.textContent = `${right} of ${tries.length} right at the first try; ${of > tries.length ? `${of - tries.length} to go` : 'all are answered'}.`;
}
