import type { IsoDate } from '../time.ts';

export type CohortState = 'upcoming' | 'running' | 'ended';

/** Where a cohort stands on a day. Its first and last day belong to it. */
export function cohortState({ startsOn, endsOn }: { startsOn: string; endsOn: string }, today: IsoDate): CohortState {
  if (today < startsOn) return 'upcoming';
  return today > endsOn ? 'ended' : 'running';
}

/** Cohorts of one organisation are told apart by their names, whatever their case and spaces. */
export const cohortKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
