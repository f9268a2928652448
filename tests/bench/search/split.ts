/** The same number for the same text on every machine (FNV-1a, 32 bits, well mixed). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Words alone, so that the same name in other dress is the same name. */
export const bareText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** What a name is for: half go into the indexes, a sixth is for tuning, a third only for the result. */
export function partOf(text: string): 'build' | 'tune' | 'test' {
  const share = hashOf(bareText(text)) % 6;
  return share < 3 ? 'build' : share < 4 ? 'tune' : 'test';
}

/** One slip of the keys inside the longest word: two letters swapped, one left out, doubled, or wrong. */
export function withTypo(text: string): string {
  const longest = text.split(/[^A-Za-z]+/).reduce((one, other) => (other.length > one.length ? other : one), '');
  if (longest.length < 5) return text;
  const hash = hashOf(`typo ${text}`);
  const at = 1 + (hash % (longest.length - 2));
  const [before, here, after] = [longest.slice(0, at), longest[at] ?? '', longest.slice(at + 1)];
  const slips = [
    `${before}${after[0] ?? ''}${here}${after.slice(1)}`,
    `${before}${after}`,
    `${before}${here}${here}${after}`,
    `${before}${'etaoinsr'[(hash >>> 8) % 8]}${after}`,
  ];
  return text.replace(longest, slips[(hash >>> 4) % 4] ?? longest);
}
