import type { Db } from '#db/client';
import { listTries } from '#db/queries/attempts';
import { type CaseSummary, listCases } from '#db/queries/cases';
import { listObservations } from '#db/queries/observations';
import { listCardsDue } from '#db/queries/progress';
import { listSittings, type Sitting } from '#db/queries/sittings';
import type { Try } from '#domain/chart/attempt';
import { SETTINGS } from '#domain/chart/encounter';
import { skillsOfSetting } from '#domain/study/lesson-skills';
import { type Mastery, masteryOf } from '#domain/study/mastery';
import { type NextStep, nextSteps, type Offer, type Place } from '#domain/study/next-steps';
import type { Observation } from '#domain/study/observation';
import { SKILLS, type SkillId } from '#domain/study/skills';
import { daysBefore, type Instant } from '#domain/time';
import { type LessonOfSkill, lessonsBySkill } from '#operations/study/lessons-by-skill';
import { platformDecks } from '#operations/study/platform-decks';

/** What is older weighs less than half a percent. */
const OLDEST_DAYS = 730;
/** More would be a list to choose from, which the sandbox has. */
const CHARTS_OFFERED = 3;

/** What the pages of skills are told from. */
export interface MasteryMap {
  mastery: Map<SkillId, Mastery>;
  steps: NextStep[];
  offers: Map<SkillId, Offer>;
  observations: Observation[];
  tries: Try[];
  cases: CaseSummary[];
  lessons: Map<SkillId, LessonOfSkill[]>;
  sittings: Sitting[];
}

/** Five queries, whatever a person has done. */
export async function readMasteryMap(db: Db, personId: string, now: Instant): Promise<MasteryMap> {
  const observations = await listObservations(db, personId, daysBefore(now, OLDEST_DAYS));
  const cases = await listCases(db);
  const tries = await listTries(db, personId);
  const cardsDue = await listCardsDue(db, personId, now);
  const lessons = await lessonsBySkill();
  const sittings = await listSittings(db, personId);
  const offers = offersOf({ cases, tries, cardsDue, lessons });
  const all = masteryOf(observations, now);
  const mastery = new Map(all.map((one) => [one.skill, one]));
  return { mastery, steps: nextSteps(all, offers), offers, observations, tries, cases, lessons, sittings };
}

interface Available {
  cases: CaseSummary[];
  tries: Try[];
  /** Ids. */
  cardsDue: readonly string[];
  lessons: Map<SkillId, LessonOfSkill[]>;
}

function offersOf({ cases, tries, cardsDue, lessons }: Available): Map<SkillId, Offer> {
  const begun = new Set(tries.map(({ caseSlug }) => caseSlug));
  const open = cases.filter(({ slug }) => !begun.has(slug));
  const bySetting = new Map(SETTINGS.map((setting) => [setting, new Set(skillsOfSetting(setting))]));
  const due = cardsBySkill(cardsDue);
  return new Map(
    SKILLS.map(({ id }) => {
      const own = lessons.get(id) ?? [];
      const charts = chartsFor(own, open, ({ setting }) => bySetting.get(setting)?.has(id) ?? false);
      return [id, { lessons: own, charts, cardsDue: due.get(id) ?? 0 }];
    }),
  );
}

/** How many of these cards are about each skill. */
function cardsBySkill(cardIds: readonly string[]): Map<SkillId, number> {
  const { byId } = platformDecks();
  const counts = new Map<SkillId, number>();
  for (const skill of cardIds.flatMap((id) => byId.get(id)?.skills ?? []))
    counts.set(skill, (counts.get(skill) ?? 0) + 1);
  return counts;
}

/**
 * Charts that lessons name as practice for a skill, then those of a setting that always needs it. Never those whose key
 * is about it: that would tell what a chart is about before it is coded.
 */
function chartsFor(
  lessons: readonly LessonOfSkill[],
  open: readonly CaseSummary[],
  isOfSetting: (one: CaseSummary) => boolean,
): Place[] {
  const named = new Set(lessons.flatMap(({ practise }) => practise));
  const isNamed = ({ slug }: CaseSummary) => named.has(slug);
  const ranked = [...open.filter(isNamed), ...open.filter((one) => !isNamed(one) && isOfSetting(one))];
  return ranked.slice(0, CHARTS_OFFERED).map(({ slug, title }) => ({ title, address: `/sandbox/${slug}` }));
}
