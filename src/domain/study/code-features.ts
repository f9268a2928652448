import type { SheetList } from '#domain/chart/coding-sheet';
import type { Expected } from '#domain/grading/agreement';
import { seventhMeaning } from '#domain/grading/code-wording';
import { codeAgrees, type Pair } from '#domain/grading/pair';
import { findCode } from '#domain/grading/subject';
import type { Variance } from '#domain/grading/variance';
import { creditOf, type GradedChart, type Seen } from './graded-chart.ts';
import { AXIS_SKILLS } from './variance-skill.ts';

const SIDE = /\b(?:right|left|bilateral|unilateral)\b/i;
/** Chambers and circulations are called right and left without being sides. */
const NO_SIDE = /\b(?:heart|ventric|atri|bundle)/i;

/**
 * What a code asks for by itself: its side, its 7th character, the axes of ICD-10-PCS, the level of a visit. There is a
 * chance to show it wherever the key's code has it and a code of the same family was entered; who was near, but not for
 * want of this, showed nothing about it. `part` is relative to the entry.
 */
export function featuresOf(
  chart: GradedChart,
  list: SheetList,
  entry: Expected,
  pair: Pair | undefined,
  nearMiss: Variance | undefined,
): Seen[] {
  if (pair === undefined) return [];
  if (list === 'procedures') return axesOf(entry, pair, nearMiss);
  const { catalog } = chart.context;
  const has = {
    laterality: list === 'diagnoses' && hasSide(findCode(catalog, list, entry.code)?.title ?? ''),
    'seventh-character': list === 'diagnoses' && seventhMeaning(catalog, entry.code) !== undefined,
    'visit-level': list === 'services' && findCode(catalog, list, entry.code)?.facts.procedure?.level !== undefined,
  };
  const missed = { laterality: 'laterality', 'seventh-character': 'seventh-character', 'visit-level': 'em' } as const;
  return (Object.keys(has) as (keyof typeof has)[]).flatMap((skill): Seen[] => {
    const isMissed = nearMiss?.kind.startsWith(missed[skill]) ?? false;
    if (!has[skill] || !(codeAgrees(pair) || isMissed)) return [];
    return [{ part: skill, skills: [skill], credit: creditOf(!isMissed) }];
  });
}

const hasSide = (title: string): boolean => SIDE.test(title) && !NO_SIDE.test(title);

/** A device shows something where there is one, in the key or on the sheet. */
function axesOf(entry: Expected, pair: Pair, nearMiss: Variance | undefined): Seen[] {
  const axes = nearMiss?.axes ?? [];
  if (!codeAgrees(pair) && axes.length === 0) return [];
  return AXIS_SKILLS.filter(([axis]) => axis !== 6 || entry.code[5] !== 'Z' || axes.includes(6)).map(
    ([axis, skill]) => ({ part: skill, skills: [skill], credit: creditOf(!axes.includes(axis)) }),
  );
}
