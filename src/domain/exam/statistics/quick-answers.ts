/** Answers of one item that came sooner than anybody reads it, and what came of them. */
export interface QuickAnswers {
  /** Below so many milliseconds on screen an answer is quick. */
  belowMs: number;
  answers: number;
  right: number;
  /** How likely so many or more of them are right without having known it before; undefined where there are none. */
  chance?: number;
}

/** A tenth of the mean time, at most ten seconds (NT10: Wise and Ma 2012): below it nobody reads and thinks. */
const SHARE = 0.1;
const MOST_MS = 10_000;

/** Nobody types a code by lot; still somebody may. */
const LEAST_SHARE = 0.01;

/**
 * Quick answers of one item. Who guesses quickly is right as often as guessing is, and a quick reader as often as
 * everybody else; who knew the item before is right more often than either. `guessing` is the share guessing gets right.
 */
export function quickAnswers(
  timed: readonly { spentMs: number; isRight: boolean }[],
  guessing: number,
): QuickAnswers | undefined {
  if (timed.length === 0) return undefined;
  const mean = timed.reduce((sum, { spentMs }) => sum + spentMs, 0) / timed.length;
  const belowMs = Math.min(MOST_MS, Math.round(SHARE * mean));
  const [quick, others] = [
    timed.filter(({ spentMs }) => spentMs < belowMs),
    timed.filter(({ spentMs }) => spentMs >= belowMs),
  ];
  const right = rightOf(quick);
  const usual = others.length === 0 ? 0 : rightOf(others) / others.length;
  return {
    belowMs,
    answers: quick.length,
    right,
    ...(quick.length > 0 && { chance: upperTail(right, quick.length, Math.max(LEAST_SHARE, guessing, usual)) }),
  };
}

const rightOf = (timed: readonly { isRight: boolean }[]): number => timed.filter(({ isRight }) => isRight).length;

/** The chance of `hits` or more of `tries` where each hits with `share`: the upper tail of the binomial distribution. */
export function upperTail(hits: number, tries: number, share: number): number {
  if (hits <= 0) return 1;
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let log = tries * Math.log1p(-share);
  let below = 0;
  for (let at = 0; at < hits; at += 1) {
    below += Math.exp(log);
    log += Math.log((tries - at) / (at + 1)) + Math.log(share) - Math.log1p(-share);
  }
  return Math.max(0, 1 - below);
}

const LEAST = 10;
const UNLIKELY = 0.001;

/** True when so many quick answers are right that somebody must have known the item before. */
export const looksKnown = (quick: QuickAnswers | undefined): boolean =>
  quick?.chance !== undefined && quick.answers >= LEAST && quick.chance < UNLIKELY;
