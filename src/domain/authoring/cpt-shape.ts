/**
 * What a CPT code looks like in running text: five digits, or four digits and F, T, U or M, standing alone. Not part of
 * a longer word or number, of a decimal or of a sum of money; lists (`,` `/` `-`) are looked into. Thousands are to be
 * written with a comma (`12,000`), which never looks like a code.
 */
const CPT_SHAPE = /(?<![\w$]|\d\.)(?:\d{5}|\d{4}[FTUM])(?!\w|\.\d)/g;

export interface CptShapedText {
  /** Line from 1. */
  line: number;
  found: string;
}

/** Everything in a text that looks like a CPT code. No CPT number may be in the repository (licence). */
export function findCptShapes(text: string): CptShapedText[] {
  return text
    .split('\n')
    .flatMap((content, index) => (content.match(CPT_SHAPE) ?? []).map((found) => ({ line: index + 1, found })));
}
