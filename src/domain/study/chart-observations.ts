import type { ExpectedService } from '#domain/chart/answer-key';
import { SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import type { Expected } from '#domain/grading/agreement';
import { codeAgrees, type Pair } from '#domain/grading/pair';
import type { Variance } from '#domain/grading/variance';
import type { Instant } from '#domain/time';
import { featuresOf } from './code-features.ts';
import { creditOf, type GradedChart, type Seen } from './graded-chart.ts';
import type { Observation } from './observation.ts';
import { orderObservations } from './order-observations.ts';
import { sheetObservations } from './sheet-observations.ts';
import type { SkillId } from './skills.ts';
import { inOrder, skillsOfCites, skillsOfCode } from './skills-of.ts';
import { skillOfVariance } from './variance-skill.ts';

/**
 * What the first try of a chart shows of skills: of every required entry of the key its code and each attribute, what
 * the code asks for by itself (side, 7th character, axes), the order, and what was rightly left out. Chances are the
 * same for right and wrong answers. Later tries show nothing: the key was seen.
 */
export function chartObservations(
  chart: GradedChart,
  { attemptId, at }: { attemptId: string; at: Instant },
): Observation[] {
  const seen = [
    ...SHEET_LISTS.flatMap((list) =>
      chart.key[list].flatMap((entry, index) => entryObservations(chart, list, entry, index)),
    ),
    ...orderObservations(chart),
    ...sheetObservations(chart),
  ];
  return seen.map((one) => ({ source: 'chart', ref: attemptId, ...one, skills: inOrder(one.skills), at }));
}

function entryObservations(chart: GradedChart, list: SheetList, entry: Expected, index: number): Seen[] {
  if (entry.status !== 'required') return [];
  const part = `${list}.${index}`;
  const pair = chart.grade.pairs.find((one) => one.list === list && one.expected === index);
  const isNearMiss = pair !== undefined && !codeAgrees(pair);
  const nearMiss = isNearMiss ? chart.grade.variances.find((one) => isAbout(one, pair)) : undefined;
  const features = featuresOf(chart, list, entry, pair, nearMiss).map((one) => ({
    ...one,
    part: `${part}.${one.part}`,
  }));
  const told = nearMiss ? [skillOfVariance(nearMiss, chart.context.encounter.setting)] : [];
  const apart = new Set(features.flatMap(({ skills }) => skills));
  const skills = [
    ...skillsOfCites(entry.cites),
    ...skillsOfCode(list, entry.code),
    ...told.filter((skill) => !apart.has(skill)),
  ];
  const code = { part, skills, credit: (pair?.credit ?? 0) / 1000 };
  return [code, ...features, ...(pair && !isNearMiss ? attributeObservations(chart, pair, entry, part) : [])];
}

const isAbout = ({ list, entry, expected }: Variance, pair: Pair): boolean =>
  list === pair.list && entry === pair.entry && expected === pair.expected;

const SKILL_OF_ATTRIBUTE = {
  poa: 'poa',
  date: 'documentation',
  modifiers: 'modifiers',
  units: 'units',
  pointers: 'pointers',
} as const satisfies Record<keyof Pair['attributes'], SkillId>;

/** In logits: a line without modifiers, or with one unit, is one that nearly everybody who is prepared gets right. */
const NOTHING_SPECIAL = -3;

/** Attributes are judged where the code agrees; one that a missing diagnosis makes wrong is that diagnosis's matter. */
function attributeObservations({ grade }: GradedChart, pair: Pair, entry: Expected, part: string): Seen[] {
  const names = Object.keys(SKILL_OF_ATTRIBUTE) as (keyof typeof SKILL_OF_ATTRIBUTE)[];
  const isTold = grade.variances.some((one) => one.kind === 'diagnosis-pointer' && isAbout(one, pair));
  return names.flatMap((name): Seen[] => {
    const agrees = pair.attributes[name];
    if (agrees === undefined || (name === 'pointers' && !agrees && !isTold)) return [];
    return [
      {
        part: `${part}.${name}`,
        skills: [SKILL_OF_ATTRIBUTE[name]],
        credit: creditOf(agrees),
        ...(isNothingSpecial(name, entry) && { difficulty: NOTHING_SPECIAL }),
      },
    ];
  });
}

function isNothingSpecial(name: keyof Pair['attributes'], entry: Expected): boolean {
  if (!('units' in entry)) return false;
  const { modifiers, units }: ExpectedService = entry;
  if (name === 'modifiers') return modifiers.requiredAnyOf.length === 0 && modifiers.forbidden.length === 0;
  return name === 'units' && units === 1;
}
