import { getCatalog } from '#db/queries/codes';
import { type GradedVariances, listGradedVariances } from '#db/queries/graded-charts';
import { findOwnCard, type OwnCard } from '#db/queries/own-cards';
import { listVarianceEntries, type VarianceEntry } from '#db/queries/variance-entries';
import { releaseChoice } from '#domain/chart/chart';
import { codesOfVariance } from '#domain/grading/named-codes';
import { idBehind, ownCardId, ownDeckId, type StudyCard } from '#domain/study/card';
import type { SkillId } from '#domain/study/skills';
import { findSkill } from '#domain/study/skills-of';
import { varianceCard } from '#domain/study/variance-card';
import { platformDecks } from '#operations/study/platform-decks';
import { tellExamCards } from '#operations/study/tell-wrong-answers';

type Locals = Pick<App.Locals, 'db' | 'catalogDb' | 'actor'>;

/** Both sides of a card this person may see; undefined when there is none of that id. A bounded number of queries. */
export async function findCard(locals: Locals, cardId: string): Promise<StudyCard | undefined> {
  const ownId = idBehind('own', cardId);
  if (ownId !== undefined) {
    const own = await findOwnCard(locals.db, locals.actor.personId, ownId);
    return own && toCard(own);
  }
  const entryId = idBehind('variance', cardId);
  if (entryId === undefined) return platformDecks().byId.get(cardId);
  const found = await listVarianceEntries(locals.db, locals.actor.personId, entryId);
  const [variance] = await tellVariances(locals, found);
  return variance ?? (await tellExamCards(locals, entryId))[0];
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
 * Cards of differences, told from the very grade whose variances the entries count, and the key it was made with. One that
 * is not graded, or whose grade does not have it, is left out. One query for all grades; codes are looked up once a chart.
 */
export async function tellVariances(
  { db, catalogDb, actor }: Locals,
  entries: readonly VarianceEntry[],
): Promise<StudyCard[]> {
  const entriesOf = Map.groupBy(entries, ({ attemptId }) => attemptId);
  const graded = await listGradedVariances(db, actor.personId, [...entriesOf.keys()]);
  const byAttempt = new Map(graded.map((one) => [one.attemptId, one]));
  const told = [...entriesOf].map(async ([attemptId, of]) => {
    const chart = byAttempt.get(attemptId);
    return chart ? tellChart(catalogDb, chart, of) : [];
  });
  return (await Promise.all(told)).flat();
}

async function tellChart(
  catalogDb: Locals['catalogDb'],
  { variances, key, pins, encounter }: GradedVariances,
  entries: readonly VarianceEntry[],
): Promise<StudyCard[]> {
  const asked = entries.flatMap((entry) => {
    const variance = variances[entry.place];
    return variance ? [{ entry, variance }] : [];
  });
  const codes = asked.flatMap(({ variance }) => codesOfVariance(variance));
  const catalog = await getCatalog(catalogDb, releaseChoice({ pins, encounter }), codes);
  return asked.map(({ entry, variance }) => {
    const chart = { title: entry.chartTitle, setting: entry.setting };
    const resultAddress = `/sandbox/${entry.chartSlug}/result/${entry.attemptId}`;
    return varianceCard({
      entryId: entry.id,
      chart,
      key,
      catalog,
      variance,
      skills: skillsOfEntry(entry),
      resultAddress,
    });
  });
}

const skillsOfEntry = ({ skill }: VarianceEntry): SkillId[] => {
  const found = findSkill(skill);
  return found ? [found.id] : [];
};
