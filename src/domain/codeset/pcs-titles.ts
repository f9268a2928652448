/**
 * What the titles of all remaining codes have in common, as the title grows with every choice: the words they begin with
 * and those they end with, and dots between. One title is given whole; titles without a common word give dots alone.
 */
export function growingTitle(titles: readonly string[]): string {
  const [first, ...others] = titles.map((title) => title.split(' '));
  if (!first) return '';
  if (others.length === 0) return first.join(' ');
  const begins = first.findIndex((word, at) => others.some((words) => words[at] !== word));
  const shortest = Math.min(...[first, ...others].map((words) => words.length));
  const head = Math.min(begins === -1 ? first.length : begins, shortest);
  let tail = 0;
  while (tail < shortest - head && others.every((words) => words.at(-1 - tail) === first.at(-1 - tail))) tail++;
  const [start, end] = [first.slice(0, head), tail === 0 ? [] : first.slice(-tail)];
  return [...start.map((word, at) => (at === head - 1 ? word.replace(/,$/, '') : word)), '…', ...end].join(' ');
}
