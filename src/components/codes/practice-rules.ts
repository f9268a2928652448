import type { ProcedureFacts } from '#domain/codeset/catalog';

const SITES: Record<string, string> = {
  'hand-digit': 'the finger (FA, F1–F9)',
  'foot-digit': 'the toe (TA, T1–T9)',
  eyelid: 'the eyelid (E1–E4)',
};

/** A piece of a rule; with `code` it is the name of a code. */
export type RuleRun = string | { code: string };

/** What the facts of a practice code ask for, as sentences; `rule` names the rule of the set that says it in full. */
export function ruleLines(facts: ProcedureFacts): { name: string; says: RuleRun[]; rule?: string }[] {
  const { level, minutes, addOnTo, includes, exclusiveWith, laterality, sites, globalDays, maxUnits } = facts;
  const lines = [
    level !== undefined && { name: 'Level', says: [`${level} of its family`], rule: 'em-level' },
    minutes && { name: 'Time', says: [timeWords(minutes)], rule: 'time' },
    addOnTo && { name: 'Add-on', says: ['only beside ', ...listed(addOnTo, ' or ')], rule: 'add-on' },
    includes && { name: 'Includes', says: [...listed(includes, ', ')], rule: 'bundling' },
    exclusiveWith && { name: 'Instead of', says: ['never beside ', ...listed(exclusiveWith, ', ')], rule: 'exclusive' },
    (laterality || sites) && { name: 'Side', says: [sideWords(laterality, sites)], rule: 'laterality' },
    globalDays !== undefined && { name: 'Recovery', says: [recoveryWords(globalDays)], rule: 'global-period' },
    maxUnits !== undefined && { name: 'Units', says: [`at most ${maxUnits} an encounter`], rule: 'units' },
  ];
  return lines.filter((line) => line !== false && line !== undefined);
}

const MINUTES_OF_DAY = 1440;
const timeWords = ([from, to]: [number, number]) =>
  to === MINUTES_OF_DAY ? `${from} minutes or more` : `${from} to ${to} minutes`;

const listed = (codes: readonly string[], between: string): RuleRun[] =>
  codes.flatMap((code, at) => (at === 0 ? [{ code }] : [between, { code }]));

function sideWords(laterality: boolean | undefined, sites: readonly string[] = []): string {
  const named = [
    ...(laterality ? ['LT, RT or 5B'] : []),
    ...sites.map((site) => `the modifier of ${SITES[site] ?? site}`),
  ];
  return `needs ${named.join(', or ')}`;
}

const recoveryWords = (days: number): string =>
  days === 0 ? 'the day itself' : `the day itself and ${days} days after it`;
