import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { sayIssue } from '#db/content-issue';
import { getCatalog } from '#db/queries/codes';
import { listSlugs, readCase } from '#db/read-case';
import type { ReleaseContent } from '#db/releases/release-content';
import { loadStarterRelease, readStarterReleases } from '#db/releases/starter';
import { lintCase, underReview } from '#db/review-cases';
import { modelAnswer } from '#domain/chart/answer-key';
import { releaseChoice } from '#domain/chart/chart';
import { editFindings } from '#domain/codeset/edits';
import { grade } from '#domain/grading/grade';
import { LENSES, score } from '#domain/grading/lenses';
import { codesOfSheet } from '#domain/grading/named-codes';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import type { Instant } from '#domain/time';
import { verdictOn } from '../golden/verdict-on.ts';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';
import { installWholeCatalog } from './whole-catalog.ts';

/**
 * A learner on a machine with the starter set alone and one with the complete releases beside it get the same verdict on
 * every bundled chart. The starter set is made from the same files, so a difference is either listed here or a mistake.
 */
const slugs = listSlugs('.');

/** Golden sheets with a code outside the starter families: what can be said of it once the whole release is there. */
const EXPLAINED: Record<string, Record<string, string>> = {
  'fixture-heart-failure/wrong-noise': {
    'Not supported by the record: S52.5': 'A header, not a code to report: Fracture of lower end of radius (S52.5)',
  },
};
const NOW = 0 as Instant;

type Verdict = Awaited<ReturnType<typeof verdictOn>>;

function authored(slug: string) {
  const read = readCase('.', slug);
  if (!read.ok) throw new Error(read.problem.map(sayIssue).join('\n'));
  return read.value;
}

const isCurrent = ({ system, label }: ReleaseContent) => system === 'icd10cm' && label === 'FY2026';
const choice = { pins: { icd10cm: 'FY2026' }, on: '2026-02-01' };

async function findingsOn(db: Db, diagnoses: { code: string; poa: string }[]): Promise<string[]> {
  const wanted = diagnoses.map(({ code }) => ({ system: 'icd10cm' as const, code }));
  const sheet = { diagnoses, procedures: [], services: [] };
  const catalog = await getCatalog(db, choice, wanted);
  return editFindings(sheet, { setting: 'inpatient', age: 40, sex: 'female' }, catalog).map(
    ({ severity, code, entry, related }) =>
      `${severity} ${code} ${diagnoses[entry]?.code} ${entry} ${[...related].sort().join(' ')}`,
  );
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function findingsOf(db: Db, slug: string): Promise<string[]> {
  const { chart, key } = authored(slug);
  const sheet = modelAnswer(key);
  const catalog = await getCatalog(db, releaseChoice(chart), codesOfSheet(sheet));
  return editFindings(sheet, chart.encounter, catalog).map(
    ({ severity, code, list, entry, related }) =>
      `${severity} ${code} ${sheet[list][entry]?.code} ${[...related].sort().join(' ')}`,
  );
}

describe.skipIf(!CODESETS_DIR)(
  'the same verdict with the starter set and beside complete releases (needs CODESETS_DIR)',
  () => {
    let starter: Awaited<ReturnType<typeof openEmptyCatalog>>;
    let whole: Awaited<ReturnType<typeof openEmptyCatalog>>;
    beforeAll(async () => {
      starter = await openEmptyCatalog();
      whole = await openEmptyCatalog();
      await loadStarterRelease(starter.db, 'content/codes', NOW);
      await loadStarterRelease(whole.db, 'content/codes', NOW);
      await installWholeCatalog(whole.db, CODESETS_DIR);
    }, 120_000);
    afterAll(() => {
      starter.close();
      whole.close();
    });

    test.each(slugs)('%s: the model answer scores everything and its key is without an issue', async (slug) => {
      const subject = await underReview('.', whole.db, authored(slug));
      const { chart, key, catalog } = subject;
      expect(lintCase(authored(slug), subject).map(sayIssue)).toEqual([]);
      const verdict = grade(key, modelAnswer(key), {
        encounter: chart.encounter,
        catalog,
        jobGuideline: chart.jobGuideline,
      });
      expect(verdict.variances).toEqual([]);
      for (const lens of LENSES) {
        const { numerator, denominator } = score(verdict, lens, DEFAULT_POLICY);
        expect([lens, numerator]).toEqual([lens, denominator]);
      }
    });

    test.each(slugs)('%s: the model answer has the same edit findings', async (slug) => {
      expect(await findingsOf(whole.db, slug)).toEqual(await findingsOf(starter.db, slug));
    });

    test('sheets of random starter codes have the same edit findings, but for notes that name no code', async () => {
      const { codes } = readStarterReleases('content/codes').find(isCurrent) ?? { codes: [] };
      const billable = codes.filter((row) => row.billable).map(({ code }) => code);
      const random = randomFrom(26);
      const differing: string[] = [];
      let compared = 0;
      for (let sheet = 0; sheet < 150; sheet++) {
        const diagnoses = Array.from({ length: 20 }, () => ({
          code: billable[Math.floor(random() * billable.length)] ?? '',
          poa: random() < 0.5 ? 'Y' : 'exempt',
        }));
        const [few, all] = [await findingsOn(starter.db, diagnoses), await findingsOn(whole.db, diagnoses)];
        compared += few.length;
        differing.push(...few.filter((finding) => !all.includes(finding)).map((finding) => `starter only: ${finding}`));
        differing.push(...all.filter((finding) => !few.includes(finding)));
      }
      // "Code first underlying disease": the starter set holds relations between codes and no prose.
      expect(differing.filter((finding) => !/^warning code-first \S+ 0 $/.test(finding))).toEqual([]);
      expect(compared).toBeGreaterThan(2_000);
      console.log(`${compared} findings compared, ${differing.length} from prose alone`);
    });

    test.each(globSync('tests/golden/*/*/sheet.json').sort())('%s', async (path) => {
      const golden = JSON.parse(readFileSync(join(dirname(path), 'grade.json'), 'utf8')) as Verdict;
      const found = JSON.parse(JSON.stringify(await verdictOn(path, whole.db))) as Verdict;
      const explained = EXPLAINED[path.split(sep).slice(2, 4).join('/')];
      if (!explained) expect(found).toEqual(golden);
      expect(found.told).toEqual(golden.told.map((headline) => explained?.[headline] ?? headline));
      expect(found.scores).toEqual(golden.scores);
    });
  },
);
