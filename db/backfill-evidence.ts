import type { Db } from '#db/client';
import { getCatalog } from '#db/queries/codes';
import { listWithoutEvidence, recordEvidence } from '#db/queries/evidence-backfill';
import { releaseChoice } from '#domain/chart/chart';
import { parseCodingSheet } from '#domain/chart/draft-sheet';
import type { Catalog } from '#domain/codeset/catalog';
import { codesOfKey } from '#domain/grading/named-codes';
import { chartEvidence } from '#domain/study/chart-evidence';
import type { Instant } from '#domain/time';

type Found = Awaited<ReturnType<typeof listWithoutEvidence>>[number];

/** Sheets and grades are large: so many are read and written at once. */
const BATCH = 100;

/**
 * Gives charts that were graded before there was evidence theirs, once: observations of first tries, entries of the
 * error notebook. Answers how many charts. Doing it again finds nothing. The codes of each key are looked up once.
 */
export async function backfillEvidence(db: Db, catalogDb: Db, newId: () => string): Promise<number> {
  const catalogs = new Map<string, Promise<Catalog>>();
  const catalogOf = ({ answerKeyId, chart, key }: Found): Promise<Catalog> => {
    const known = catalogs.get(answerKeyId) ?? getCatalog(catalogDb, releaseChoice(chart), codesOfKey(key));
    catalogs.set(answerKeyId, known);
    return known;
  };
  let done = 0;
  for (let after = 0; ; ) {
    const found = await listWithoutEvidence(db, after, BATCH);
    const told = await Promise.all(found.map(async (one) => evidenceOf(one, await catalogOf(one), newId)));
    if (told.length > 0) await recordEvidence(db, told);
    done += told.length;
    const last = found.at(-1);
    if (!last || found.length < BATCH) return done;
    after = last.place;
  }
}

function evidenceOf(found: Found, catalog: Catalog, newId: () => string) {
  const { attemptId, personId, tryNumber, draft, grade, gradedAt, key, chart } = found;
  const context = { encounter: chart.encounter, catalog, jobGuideline: chart.jobGuideline };
  const attempt = { attemptId, tryNumber, at: gradedAt as Instant, newId };
  return { personId, ...chartEvidence({ key, sheet: parseCodingSheet(draft), grade, context }, attempt) };
}
