import { correlation } from './correlation.ts';

/** One candidate's answer to a choice item, with how they did on the rest of the form (0 to 1). */
export interface Choice {
  /** The options chosen; none when the item was left out. */
  chosen: readonly string[];
  rest: number;
}

/** How an option was used. */
export interface OptionUse {
  option: string;
  chosen: number;
  /** Share of all who were given the item. */
  share: number;
  /** Mean share right on the rest of the form of those who chose it; undefined where nobody did. */
  restOfChoosers?: number;
  /** Point-biserial of choosing it with the rest of the form: below 0 for a wrong option that does its work. */
  discrimination?: number;
  /** Share choosing it among the best and the weakest 27 % by the rest of the form (Kelley 1939). */
  upper: number;
  lower: number;
}

const KELLEY = 0.27;

/** How every option was used, in the order of `options`. Ties at the border of a group go in the order given. */
export function optionUse(options: readonly string[], choices: readonly Choice[]): OptionUse[] {
  const ordered = [...choices].sort((a, b) => b.rest - a.rest);
  const size = Math.max(1, Math.round(choices.length * KELLEY));
  const groups = { upper: ordered.slice(0, size), lower: ordered.slice(-size) };
  const shareIn = (group: readonly Choice[], option: string) =>
    group.length === 0 ? 0 : group.filter((one) => one.chosen.includes(option)).length / group.length;
  return options.map((option) => {
    const own = choices.filter((one) => one.chosen.includes(option));
    const discrimination = correlation(
      choices.map((one) => ({ x: one.chosen.includes(option) ? 1 : 0, y: one.rest, weight: 1 })),
    );
    return {
      option,
      chosen: own.length,
      share: choices.length === 0 ? 0 : own.length / choices.length,
      ...(own.length > 0 && { restOfChoosers: own.reduce((sum, { rest }) => sum + rest, 0) / own.length }),
      ...(discrimination !== undefined && { discrimination }),
      upper: shareIn(groups.upper, option),
      lower: shareIn(groups.lower, option),
    };
  });
}
