/**
 * Lights evidence up in the chart beside the text, without moving the page on wide screens. Without this script the
 * links are plain anchors to the same marks.
 */
export function lightEvidence(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-lights]') : null;
    const mark = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!link || !mark) return;
    for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit');
    const words = mark.tagName === 'MARK' ? mark : (mark.nextElementSibling ?? mark);
    words.classList.add('lit');
    const pane = mark.closest<HTMLElement>('.result-chart');
    if (!pane || getComputedStyle(pane).position !== 'sticky') return;
    event.preventDefault();
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const above = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollBy({ top: above - pane.clientHeight / 3, behavior: calm ? 'auto' : 'smooth' });
    const region = document.getElementById('announcer');
    if (region) region.textContent = `Shown in the chart: ${words.textContent ?? ''}`;
  });
}
