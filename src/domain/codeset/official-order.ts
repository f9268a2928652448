/**
 * Categories that the classification prints elsewhere than the alphabet would put them, each with the category it comes
 * after: C4A (Merkel cell carcinoma) among the skin cancers C43–C44, C7A before C76, D3A before D37, M1A in M05–M14, Z3A
 * in Z30–Z39. J4A is printed before J45 as well, but its block counts J45 and J47 into J40–J4A.
 */
const COMES_AFTER: Record<string, string> = { C4A: 'C43', C7A: 'C75', C7B: 'C75', D3A: 'D36', M1A: 'M08', Z3A: 'Z38' };

/**
 * A code, header or beginning of one as a word that sorts where the classification prints its category. Compare such
 * words only with each other.
 */
export function officialOrder(code: string): string {
  const before = COMES_AFTER[code.slice(0, 3)];
  return before === undefined ? code : before + code;
}

const NINE = '9'.charCodeAt(0);
const isUsual = (code: string) => code.charCodeAt(2) <= NINE;

/**
 * True when a code stands between two others or below one of them, in official order: C4A between C43 and C44, C7A not
 * between C76 and C80. `from` and `to` may be headers and are included.
 */
export function isBetween(code: string, from: string, to: string): boolean {
  const [low, high] = [code.slice(0, from.length), code.slice(0, to.length)];
  // Asked very often; nearly every category ends in a digit.
  if (isUsual(code) && isUsual(from) && isUsual(to)) return low >= from && high <= to;
  return officialOrder(low) >= officialOrder(from) && officialOrder(high) <= officialOrder(to);
}
