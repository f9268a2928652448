/**
 * Codes that edits ask about besides those on the sheet, so that a slice of a release has their answers: the same
 * ICD-10-CM code with the placeholder X filled in, and its bilateral sibling. They need not exist.
 */
export function lookalikes(code: string): string[] {
  return [withPlaceholder(code), ...bilateralForms(code)].filter((other) => other !== undefined);
}

/** `W03A` as it would be written with the placeholder X (OG I.A.4, I.A.5): `W03XXXA`. Undefined where nothing is missing. */
export function withPlaceholder(code: string): string | undefined {
  const last = code.at(-1);
  return code.length >= 4 && code.length < 7 && last ? code.slice(0, -1).padEnd(6, 'X') + last : undefined;
}

/** Osteoarthritis of hip, knee and thumb: M17.11 and M17.12 are the two sides of M17.0, M17.31 and M17.32 of M17.2. */
const ARTHRITIS_OF_ONE_SIDE = /^(M1[678])([135])[12]$/;

/**
 * ICD-10-CM writes right, left and bilateral as 1, 2 and 3 in the fifth or sixth place, now and then the fourth; in M16
 * to M18 both sides are a subcategory of their own, before that of one side.
 */
export function bilateralForms(code: string): string[] {
  const [, category, ofOneSide] = ARTHRITIS_OF_ONE_SIDE.exec(code) ?? [];
  if (category) return [`${category}${Number(ofOneSide) - 1}`];
  return [5, 4, 3]
    .filter((place) => code[place] === '1' || code[place] === '2')
    .map((place) => `${code.slice(0, place)}3${code.slice(place + 1)}`);
}
