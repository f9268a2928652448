import type { SkillId } from './skills.ts';
import { skillsOfCites } from './skills-of.ts';

/** What a track is about as a whole. */
const TRACK_SKILLS: Record<string, SkillId> = {
  'medical-terminology': 'terminology',
  anatomy: 'anatomy',
  pathophysiology: 'pathophysiology',
  'icd-10-cm-guidelines': 'icd-10-cm',
  'icd-10-pcs': 'icd-10-pcs',
  'outpatient-procedures': 'services',
  instruments: 'instruments',
  documentation: 'documentation',
  'revenue-cycle': 'claims',
  compliance: 'compliance',
  profession: 'profession',
};

/** Lessons about a subject of their own that no rule book speaks of, so that no citation tells it; by `track/slug`. */
const LESSON_SKILLS: Record<string, SkillId> = {
  'anatomy/heart-and-vessels': 'circulatory',
  'anatomy/digestive-system': 'digestive',
  'pathophysiology/drugs-coders-meet': 'pharmacology',
  'documentation/queries': 'queries',
  'revenue-cycle/payment-denials-and-old-accounts': 'payment',
  'compliance/confidentiality': 'confidentiality',
};

/** A lesson as far as its skills go. */
export interface LessonFacts {
  /** `track/slug`. */
  name: string;
  track: string;
  /** Citations of each item of its knowledge check. */
  cites: readonly (readonly string[])[];
}

/**
 * The skills a lesson treats: its track's, its own subject's, and those its knowledge check asks about, with how much of
 * the lesson each is: the items of the check that cite it, and the whole check for what the lesson is about.
 */
export function skillsOfLesson({ name, track, cites }: LessonFacts): Map<SkillId, number> {
  const shares = new Map<SkillId, number>();
  for (const skill of cites.flatMap((item) => skillsOfCites(item))) shares.set(skill, (shares.get(skill) ?? 0) + 1);
  const own = LESSON_SKILLS[name];
  const whole = TRACK_SKILLS[track];
  // Where a lesson has a subject of its own, its track's is behind it.
  if (whole) shares.set(whole, Math.max(shares.get(whole) ?? 0, own ? cites.length / 2 : cites.length));
  if (own) shares.set(own, cites.length);
  return shares;
}
