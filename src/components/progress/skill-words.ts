import { percentRange, wholePercent } from '#components/charts/figures.ts';
import type { CountOfEvidence, Mastery, SkillState } from '#domain/study/mastery';
import type { NextStep } from '#domain/study/next-steps';
import { OBSERVATION_SOURCES, type ObservationSource } from '#domain/study/observation';
import type { SkillId } from '#domain/study/skills';
import { findSkill } from '#domain/study/skills-of';
import { countText } from './words.ts';

/** Word, sign and colour of a state; never the colour alone. */
export const STATE_WORDS: Record<SkillState, { word: string; icon: string; verdict: string }> = {
  unknown: { word: 'Unknown', icon: '○', verdict: 'unknown' },
  weak: { word: 'Weak', icon: '◔', verdict: 'missed' },
  growing: { word: 'Growing', icon: '◑', verdict: 'partial' },
  solid: { word: 'Solid', icon: '●', verdict: 'agrees' },
};

export const SOURCE_NAMES: Record<ObservationSource, string> = {
  check: 'Knowledge check',
  card: 'Card',
  chart: 'Chart',
  exam: 'Exam',
};
const GROUP_NAMES: Record<ObservationSource, string> = {
  check: 'lesson',
  card: 'card answer',
  chart: 'chart',
  exam: 'sitting',
};

export const titleOf = (id: SkillId): string => findSkill(id)?.title ?? id;
export const skillAddress = (id: SkillId): string => `/progress/skills/${id}`;

/** A sum of credits: whole, or to one decimal. */
const creditText = (right: number): string => String(Math.round(10 * right) / 10);

/** `3 of 7 right`. */
export const countedText = ({ right, of }: CountOfEvidence): string => `${creditText(right)} of ${of} right`;

/** `3 of 7 right in 2 charts`, for each source that there is; what weighs most first. */
export function evidenceText({ bySource }: Mastery): string {
  const order = [...OBSERVATION_SOURCES].reverse();
  const parts = order.flatMap((source) => {
    const own = bySource[source];
    return own ? [`${countedText(own)} in ${countText(own.groups, GROUP_NAMES[source])}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'no evidence yet';
}

/** `43 %, 21–67 %`: the estimate and its interval; nothing is said of what is unknown. */
export const estimateText = (mastery: Mastery): string =>
  mastery.state === 'unknown' ? '–' : `${wholePercent(mastery.estimate)}, ${percentRange(mastery)}`;

const list = new Intl.ListFormat('en', { type: 'conjunction' });
const titles = (ids: readonly SkillId[]): string => list.format(ids.map(titleOf));

/** Why a skill is next, as a sentence without its full stop. */
export function reasonText({ mastery, cause, first, carries }: NextStep): string {
  const needs = first.length > 0 ? `; needs ${titles(first)} first` : '';
  const builds = carries > 0 ? `; ${countText(carries, 'skill builds', 'skills build')} on it` : '';
  const evidence = evidenceText(mastery);
  switch (cause) {
    case 'weak':
      return `Got ${evidence}${needs}`;
    case 'growing':
      return `Not sure yet, ${percentRange(mastery)}: ${evidence}${needs}`;
    case 'aging':
      return `Solid, and not shown for a while: ${evidence}${needs}`;
    default:
      return `${mastery.counted.of > 0 ? `Too little is known: ${evidence}` : 'Nothing is known yet'}${builds}`;
  }
}
