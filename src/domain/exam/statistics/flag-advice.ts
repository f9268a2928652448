import type { Flag } from './flags.ts';

/** What a flag means and what its author does about it, in the order of how much a flag matters. */
export const FLAG_ADVICE: Record<Flag, { means: string; toDo: string }> = {
  'negative-discrimination': {
    means: 'Those who do well on the rest of the exam get this question wrong more often than those who do badly.',
    toDo: 'Look at the key first: a wrong key does this. Else the stem or two options can be read in two ways.',
  },
  leak: {
    means: 'It is right in a time in which nobody can read it, or has become right much more often and much faster.',
    toDo: 'Withdraw it, or write it anew with other facts: people know it from elsewhere.',
  },
  'strong-distractor': {
    means: 'A wrong option is taken by the better candidates more often than by the weaker.',
    toDo: 'Ask whether that option is right, too. If it is not, say in the stem what rules it out.',
  },
  drift: {
    means:
      'It has become easier or harder than it was, beside the rest of the exam; by chance once in a thousand questions.',
    toDo: 'See whether a rule, a code or a lesson has changed. A new version begins with new figures.',
  },
  'too-hard': {
    means: 'Fewer are right than would be by guessing.',
    toDo: 'Check the key, then what the stem leaves open.',
  },
  'weak-discrimination': {
    means: 'Strong and weak candidates answer it nearly alike.',
    toDo: 'Ask what it tests: often a detail that skill does not help with, or an answer that the wording gives away.',
  },
  'too-easy': {
    means: 'Nearly everybody is right, so it tells little about anybody.',
    toDo: 'Keep it where it must be known by all; else make the wrong options more tempting.',
  },
  'unused-option': {
    means: 'An option is taken by fewer than 2 in 100.',
    toDo: 'Replace it by a mistake that people really make.',
  },
};

const ORDER = Object.keys(FLAG_ADVICE) as Flag[];

/** How urgent flags are: lower comes first; without a flag last. */
export const urgencyOf = (flags: readonly Flag[]): number =>
  Math.min(ORDER.length, ...flags.map((flag) => ORDER.indexOf(flag)));

/** True of a question that somebody has to look at before it does more harm. */
export const isToReview = (flags: readonly Flag[]): boolean => flags.includes('negative-discrimination');
