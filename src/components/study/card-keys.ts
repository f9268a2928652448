/**
 * Keys of the review page: space shows the answer and then stands on “Good”, 1 to 4 rate, u undoes, s suspends. They work
 * while the focus is in the review (WCAG 2.1.4); the card gets it when the page opens.
 */
export function listenToCardKeys(): void {
  const review = document.querySelector<HTMLElement>('[data-review]');
  const card = review?.querySelector<HTMLElement>('[data-card]');
  const answer = card?.querySelector('details');
  if (!review || !card || !answer) return;
  for (const hint of review.querySelectorAll<HTMLElement>('.needs-script')) hint.hidden = false;
  answer.addEventListener('toggle', () => {
    if (answer.open) card.querySelector<HTMLElement>('[data-key="3"]')?.focus();
  });
  review.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === ' ' && event.target === card) {
      event.preventDefault();
      answer.open = true;
      return;
    }
    const isRating = /^[1-4]$/.test(event.key);
    if (!/^[1-4us]$/.test(event.key) || (isRating && !answer.open)) return;
    review.querySelector<HTMLElement>(`[data-key="${event.key}"]`)?.click();
  });
  card.focus({ preventScroll: true });
}
