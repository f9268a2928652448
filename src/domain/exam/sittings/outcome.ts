import { type Accuracy, wilsonInterval } from '#domain/grading/accuracy';
import { type Blueprint, domainName } from '../blueprint.ts';

/** One item of a sitting after it was judged. An item scores 1 only when it is wholly right, as in the exams. */
export interface ScoredItem {
  /** `cpc/anatomy`. */
  domain: string;
  isRight: boolean;
  /** On trial: it is told, and counts nowhere. */
  isPretest: boolean;
}

export interface DomainOutcome extends Accuracy {
  name: string;
  right: number;
  of: number;
}

/** What a sitting came to. Shares are exact as `right` of `of`; per cent exist only on screen. */
export interface Outcome {
  right: number;
  of: number;
  /** Only for exams that report on a scale; estimated, as the way there is not published. */
  scaled?: number;
  hasPassed: boolean;
  /** The share right that passes, 0 to 1. */
  passShare: number;
  overall: Accuracy;
  /** In the order of the blueprint; domains without items are left out. */
  domains: DomainOutcome[];
}

/**
 * The outcome of a sitting under its blueprint's rule. There is no penalty for guessing; an item left out is wrong.
 * A scale is taken to run straight from its least at nothing right to the pass mark at the assumed share, and from there
 * to its most. Undefined when nothing was scored: there is nothing to pass.
 */
export function outcomeOf(blueprint: Blueprint, items: readonly ScoredItem[]): Outcome | undefined {
  const scored = items.filter(({ isPretest }) => !isPretest);
  if (scored.length === 0) return undefined;
  const right = scored.filter(({ isRight }) => isRight).length;
  const percent = blueprint.scoring.kind === 'scaled' ? blueprint.scoring.assumed.percent : blueprint.scoring.pass;
  // Whole numbers: 70 of 100 passes 70 %, whatever 0.7 is in binary.
  const hasPassed = right * 100 >= percent * scored.length;
  return {
    right,
    of: scored.length,
    ...(blueprint.scoring.kind === 'scaled' && {
      scaled: scaledScore(blueprint.scoring, right / scored.length, hasPassed),
    }),
    hasPassed,
    passShare: percent / 100,
    overall: wilsonInterval(right, scored.length),
    domains: blueprint.domains.flatMap((domain) => domainOutcome(domainName(blueprint, domain), scored)),
  };
}

function domainOutcome(name: string, scored: readonly ScoredItem[]): DomainOutcome[] {
  const own = scored.filter(({ domain }) => domain === name);
  if (own.length === 0) return [];
  const right = own.filter(({ isRight }) => isRight).length;
  return [{ name, right, of: own.length, ...wilsonInterval(right, own.length) }];
}

type Scale = Extract<Blueprint['scoring'], { kind: 'scaled' }>;

/** Rounded to whole points, never across the pass mark: who has not passed is never told the mark. */
function scaledScore({ from, to, pass, assumed }: Scale, share: number, hasPassed: boolean): number {
  const mark = assumed.percent / 100;
  const exact =
    share < mark ? from + (share / mark) * (pass - from) : pass + ((share - mark) / (1 - mark)) * (to - pass);
  const points = Math.round(exact);
  return hasPassed ? Math.max(pass, points) : Math.min(pass - 1, points);
}
