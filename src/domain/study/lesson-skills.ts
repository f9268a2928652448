import { needsPcs, type Setting } from '#domain/chart/encounter';
import type { SkillId } from './skills.ts';
import { findSkill, inOrder, skillsAround, skillsOfCites } from './skills-of.ts';

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

/** Lessons about a subject of their own that no citation of their checks tells; by `track/slug`. */
const LESSON_SKILLS: Record<string, SkillId> = {
  'icd-10-cm-guidelines/conventions': 'conventions',
  'anatomy/heart-and-vessels': 'circulatory',
  'anatomy/digestive-system': 'digestive',
  'icd-10-cm-guidelines/injuries-and-external-causes': 'injury',
  'pathophysiology/drugs-coders-meet': 'pharmacology',
  'documentation/queries': 'queries',
  'revenue-cycle/payment-denials-and-old-accounts': 'payment',
  'compliance/confidentiality': 'confidentiality',
};

/** What lessons treat at length though few items of their checks cite it; by `track/slug`. */
const ALSO_TREATED: Record<string, readonly SkillId[]> = {
  'icd-10-cm-guidelines/injuries-and-external-causes': ['external-causes'],
  'pathophysiology/diabetes-hypertension-kidney-heart': ['diabetes', 'hypertension'],
};

/** Lessons with a subject of their own that are the way into their track, too. */
const WAYS_IN: ReadonlySet<string> = new Set(['icd-10-cm-guidelines/conventions']);

/** A lesson as far as its skills go. */
export interface LessonFacts {
  /** `track/slug`. */
  name: string;
  track: string;
  /** Citations of each item of its knowledge check. */
  cites: readonly (readonly string[])[];
}

/**
 * The skills a lesson treats with the part of it that each is, from 0 to 1: the items of its knowledge check that cite
 * its rules, of all items. What the lesson as a whole is about is all of it, or half where it has a subject of its own
 * and its track stands behind.
 */
export function skillsOfLesson({ name, track, cites }: LessonFacts): Map<SkillId, number> {
  const items = new Map<SkillId, number>();
  for (const skill of cites.flatMap((item) => skillsOfCites(item))) items.set(skill, (items.get(skill) ?? 0) + 1);
  const shares = new Map([...items].map(([id, count]): [SkillId, number] => [id, count / cites.length]));
  const [own, whole] = [LESSON_SKILLS[name], TRACK_SKILLS[track]];
  if (whole) shares.set(whole, Math.max(shares.get(whole) ?? 0, own && !WAYS_IN.has(name) ? 0.5 : 1));
  if (own) shares.set(own, 1);
  return shares;
}

/** The part from which on a lesson treats a skill, and does not only touch it: two items of a check of eight. */
export const TREATS_FROM = 0.25;

/**
 * Whether a lesson is about a skill, so that who missed it is sent there: it is its subject or its track's; or a part of
 * its check is about it, where the subject is a code set, and more than half where it is another one; or the lesson is
 * about what the skill's rules stand in, and asks for them.
 */
export function isAbout(lesson: LessonFacts, skill: SkillId): boolean {
  const { name, track } = lesson;
  const [own, whole] = [LESSON_SKILLS[name], TRACK_SKILLS[track]];
  if (skill === own || skill === whole || ALSO_TREATED[name]?.includes(skill)) return true;
  const shares = skillsOfLesson(lesson);
  const part = shares.get(skill) ?? 0;
  const subject = findSkill(own ?? whole ?? '');
  if (part > 0.5 || (subject?.kind === 'code-type' && part >= TREATS_FROM)) return true;
  return part > 0 && skillsAround(skill).some((around) => (shares.get(around) ?? 0) > 0.5);
}

/** The lessons to name for a skill, those that treat it most first: all that are about it, and one at least that touches it. */
export function lessonsToName<Lesson extends { part: number; place: number; isAbout: boolean }>(
  lessons: readonly Lesson[],
): Lesson[] {
  const ranked = [...lessons].sort((one, other) => other.part - one.part || one.place - other.place);
  return ranked.filter((one, index) => index === 0 || one.part >= TREATS_FROM || one.isAbout);
}

/** Skills a chart of a setting needs whatever it is about. They tell nothing of its key. */
export function skillsOfSetting(setting: Setting): SkillId[] {
  const everywhere: SkillId[] = ['icd-10-cm', 'conventions', 'general-rules', 'documentation'];
  const inpatient: SkillId[] = ['principal', 'reportable', 'poa', 'icd-10-pcs', 'root-operations'];
  const elsewhere: SkillId[] = ['outpatient', 'services', 'modifiers'];
  return inOrder([...everywhere, ...(needsPcs(setting) ? inpatient : elsewhere)]);
}
