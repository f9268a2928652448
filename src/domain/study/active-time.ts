/** A pause longer than this is no study: somebody went away. */
export const LONGEST_GAP_MS = 3 * 60 * 1000;

/** What a gap between two signs of life adds to the time studied, in milliseconds; nothing when it is too long or none. */
export const activeMs = (gapMs: number): number => (gapMs > 0 && gapMs <= LONGEST_GAP_MS ? Math.round(gapMs) : 0);
