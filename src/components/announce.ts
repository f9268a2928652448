/**
 * Says a sentence to screen readers without moving the focus, through the live region that Page.astro puts on every
 * page before anything speaks. The same sentence twice in a row is said twice.
 */
export function announce(sentence: string): void {
  const region = document.getElementById('announcer');
  if (!region) return;
  region.textContent = '';
  setTimeout(() => {
    region.textContent = sentence;
  }, 50);
}
