import { findAttempt } from '#db/queries/attempts';
import { getCaseVersion } from '#db/queries/cases';
import { getCatalog } from '#db/queries/codes';
import { findGrade } from '#db/queries/grades';
import { findOwnCard, type OwnCard } from '#db/queries/own-cards';
import { listVarianceEntries, type VarianceEntry } from '#db/queries/variance-entries';
import { releaseChoice } from '#domain/chart/chart';
import { parseCodingSheet } from '#domain/chart/draft-sheet';
import { codesOfKey, codesOfSheet } from '#domain/grading/named-codes';
import { idBehind, ownCardId, ownDeckId, type StudyCard } from '#domain/study/card';
import type { SkillId } from '#domain/study/skills';
import { findSkill } from '#domain/study/skills-of';
import { varianceCard } from '#domain/study/variance-card';
import { platformDecks } from '#operations/study/platform-decks';

type Locals = Pick<App.Locals, 'db' | 'catalogDb' | 'actor'>;

/** Both sides of a card this person may see; undefined when there is none of that id. At most six queries. */
export async function findCard(locals: Locals, cardId: string): Promise<StudyCard | undefined> {
  const ownId = idBehind('own', cardId);
  if (ownId !== undefined) {
    const own = await findOwnCard(locals.db, locals.actor.personId, ownId);
    return own && toCard(own);
  }
  const entryId = idBehind('variance', cardId);
  if (entryId === undefined) return platformDecks().byId.get(cardId);
  const found = await listVarianceEntries(locals.db, locals.actor.personId, entryId);
  return (await tellVariances(locals, found))[0];
}

/** An own card says nothing of a skill: nobody knows what it asks. */
export const toCard = ({ id, deck, front, back }: OwnCard): StudyCard => ({
  id: ownCardId(id),
  deck: ownDeckId(deck),
  front,
  back,
  cites: [],
  skills: [],
});

/**
 * Cards of differences, told from the stored grade and the very key it was made with. One that is not graded, or whose
 * grade does not have it, is left out. The queries are per attempt, however many differences it has.
 */
export async function tellVariances(locals: Locals, entries: readonly VarianceEntry[]): Promise<StudyCard[]> {
  const told: StudyCard[] = [];
  for (const [attemptId, of] of Map.groupBy(entries, (entry) => entry.attemptId))
    told.push(...(await tellAttempt(locals, attemptId, of)));
  return told;
}

async function tellAttempt(
  { db, catalogDb, actor }: Locals,
  attemptId: string,
  entries: readonly VarianceEntry[],
): Promise<StudyCard[]> {
  const attempt = await findAttempt(db, { attemptId, personId: actor.personId });
  const graded = attempt?.submittedAt === undefined ? undefined : await findGrade(db, attempt.id);
  if (!attempt || !graded) return [];
  const chart = await getCaseVersion(db, attempt.caseVersionId);
  const { key } = graded.answerKey;
  const codes = [...codesOfSheet(parseCodingSheet(attempt.draft)), ...codesOfKey(key)];
  const catalog = await getCatalog(catalogDb, releaseChoice(chart), codes);
  const place = { title: chart.title, setting: chart.encounter.setting };
  const resultAddress = `/sandbox/${attempt.caseSlug}/result/${attempt.id}`;
  return entries.flatMap((entry) => {
    const variance = graded.grade.variances[entry.place];
    const told = { entryId: entry.id, chart: place, key, catalog, skills: skillsOfEntry(entry), resultAddress };
    return variance ? [varianceCard({ ...told, variance })] : [];
  });
}

const skillsOfEntry = ({ skill }: VarianceEntry): SkillId[] => {
  const found = findSkill(skill);
  return found ? [found.id] : [];
};
