/**
 * Categories that the classification prints elsewhere than the alphabet would put them, each with the category it comes
 * after: C4A (Merkel cell carcinoma) among the skin cancers C43–C44, C7A before C76, D3A before D37, M1A in M05–M14, Z3A
 * in Z30–Z39. J4A is printed before J45 as well, but blocks and notes count J45 and J47 into J40–J4A.
 */
const COMES_AFTER: Record<string, string> = {
  C4A: 'C43',
  C7A: 'C75',
  C7B: 'C75',
  D3A: 'D36',
  M1A: 'M08',
  Z3A: 'Z38',
};

/**
 * A code, header or beginning of one as a word that sorts where the classification prints its category, so that "from
 * C43 to C44" has C4A in it and "from C76 to C80" has not C7A. Compare such words only with each other.
 */
export function officialOrder(code: string): string {
  const before = COMES_AFTER[code.slice(0, 3)];
  return before === undefined ? code : before + code;
}
