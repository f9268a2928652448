import { getCatalog } from '#db/queries/codes';
import { type GradedVariances, listGradedVariances } from '#db/queries/graded-charts';
import type { ListedEntry } from '#db/queries/notebook';
import { releaseChoice } from '#domain/chart/chart';
import { type Explanation, explain } from '#domain/grading/explain';
import { codesOfVariance } from '#domain/grading/named-codes';
import { findQuestion } from './find-question.ts';
import { tellWrongAnswers } from './tell-wrong-answers.ts';
import type { ToldEntry } from './told-entry.ts';

const GONE: ToldEntry = { headline: 'What this was about is not there any more.', sentences: [], cites: [] };

/**
 * Tells entries of one person: variances from the stored grade and key by `explain`, questions from their lesson or from
 * the closed sitting they were asked in. By id of the entry. One query for all grades and one for all exams; the codes of
 * each chart are looked up once, and only those in question.
 */
export async function tellEntries(
  { db, catalogDb, actor }: App.Locals,
  listed: readonly ListedEntry[],
): Promise<Map<string, ToldEntry>> {
  const entries = listed.map(({ entry }) => entry);
  const ofCharts = entries.filter(({ source }) => source === 'chart');
  const attemptIds = [...new Set(ofCharts.map(({ ref }) => ref))];
  const graded = await listGradedVariances(db, actor.personId, attemptIds);
  const placesOf = Map.groupBy(ofCharts, ({ ref }) => ref);
  const charts = graded.map(async (one) => {
    const places = (placesOf.get(one.attemptId) ?? []).map(({ id, place }) => ({ id, place }));
    return tellChart(catalogDb, one, places);
  });
  const checks = entries
    .filter(({ source }) => source === 'check')
    .map(async ({ id, ref }) => [id, await tellQuestion(ref)] as const);
  const exams = await tellWrongAnswers(
    { db, actor },
    entries.filter(({ source }) => source === 'exam').map(({ id }) => id),
  );
  const told = new Map([...(await Promise.all(charts)).flat(), ...(await Promise.all(checks)), ...exams]);
  return new Map(entries.map(({ id }) => [id, told.get(id) ?? GONE]));
}

async function tellChart(
  catalogDb: App.Locals['catalogDb'],
  { variances, key, pins, encounter }: GradedVariances,
  places: readonly { id: string; place: number }[],
): Promise<(readonly [string, ToldEntry])[]> {
  const asked = places.flatMap(({ id, place }) => (variances[place] ? [{ id, variance: variances[place] }] : []));
  const wanted = asked.flatMap(({ variance }) => codesOfVariance(variance));
  const catalog = await getCatalog(catalogDb, releaseChoice({ pins, encounter }), wanted);
  return asked.map(({ id, variance }) => [id, toldOf(explain(variance, key, catalog))] as const);
}

const toldOf = ({ headline, sentences, whatDiffers, cites }: Explanation): ToldEntry => ({
  headline,
  sentences: [...sentences, ...whatDiffers],
  cites,
});

/** A question with what is right and why. */
async function tellQuestion(ref: string): Promise<ToldEntry> {
  const question = await findQuestion(ref);
  if (!question) return GONE;
  const { options, cites, question: headline } = question.item;
  const { lesson } = question;
  const right = options.filter(({ isRight }) => isRight);
  return {
    headline,
    sentences: right.map(({ text, feedback }) => `Right: ${text.replace(/\.$/, '')}. ${feedback}`),
    cites,
    lesson,
  };
}
