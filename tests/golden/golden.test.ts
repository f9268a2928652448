import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { sayIssue } from '#db/content-issue';
import { getCatalog } from '#db/queries/codes';
import { readCase } from '#db/read-case';
import { withStarterCatalog } from '#db/review-cases';
import { type AnswerKey, answerKeySchema } from '#domain/chart/answer-key';
import { dateOfService } from '#domain/chart/encounter';
import { explain } from '#domain/grading/explain';
import { formatPercent } from '#domain/grading/fraction';
import { grade } from '#domain/grading/grade';
import { LENSES, score } from '#domain/grading/lenses';
import { codesOfKey, codesOfSheet } from '#domain/grading/named-codes';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import type { GradingContext } from '#domain/grading/subject';
import { anInpatientStay, anOfficeVisit, aSheet } from '../build.ts';

/**
 * Grades that must not change unnoticed. `tests/golden/<case>/<verdict>-<cause>/sheet.json` is what was entered, in
 * the short form of `aSheet`; `grade.json` beside it what comes out. `<case>` is a chart of content/charts, or a
 * `fixture-…` with its own `key.json` (the fields of a key file and `setting`). `<verdict>` is right, part or wrong.
 * To add a case write its sheet.json; to accept changes run with UPDATE_GOLDEN=1 and read the difference.
 */
const sheets = globSync('tests/golden/*/*/sheet.json').sort();
const isUpdating = process.env.UPDATE_GOLDEN === '1';

type Setup = { key: AnswerKey; pins: GradingContext['catalog']['pins'] } & Omit<GradingContext, 'catalog'>;

function setupOf(name: string): Setup {
  const fixture = join('tests/golden', name, 'key.json');
  if (existsSync(fixture)) {
    const { setting, ...written } = JSON.parse(readFileSync(fixture, 'utf8')) as { setting: string };
    const encounter = setting === 'inpatient' ? anInpatientStay : anOfficeVisit;
    const pins = { icd10cm: 'FY2026', icd10pcs: 'FY2026', hcpcs: '2025Q1', px: '2026' };
    return { key: answerKeySchema.parse(written), encounter, pins, jobGuideline: { secondaryOrderCounts: false } };
  }
  const read = readCase('.', name);
  if (!read.ok) throw new Error(read.problem.map(sayIssue).join('\n'));
  const { chart, key } = read.value;
  return { key, encounter: chart.encounter, pins: chart.pins, jobGuideline: chart.jobGuideline };
}

/** The verdict in a form that reads well in a difference: numbers, then each variance on a line, then the bare grade. */
async function verdictOn(path: string, catalogDb: Db) {
  const { key, pins, encounter, jobGuideline } = setupOf(basename(dirname(dirname(path))));
  const sheet = aSheet(JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof aSheet>[0]);
  const catalog = await getCatalog(catalogDb, { pins, on: dateOfService(encounter) }, [...codesOfKey(key), ...codesOfSheet(sheet)]);
  const verdict = grade(key, sheet, { encounter, catalog, jobGuideline });
  const scoreOf = (lens: (typeof LENSES)[number]) => score(verdict, lens, DEFAULT_POLICY);
  const shown = (lens: (typeof LENSES)[number]) => {
    const { numerator, denominator } = scoreOf(lens);
    return `${numerator} of ${denominator}, ${formatPercent({ numerator, denominator })}`;
  };
  const isRight = scoreOf('record').numerator === 1;
  return {
    verdict: isRight ? 'right' : scoreOf('code-over-code').numerator === 0 ? 'wrong' : 'part',
    scores: Object.fromEntries(LENSES.map((lens) => [lens, shown(lens)])),
    told: verdict.variances.map((variance) => explain(variance, key, catalog).headline),
    // Evidence and citations are the key's own text; they are tested where they are made.
    grade: { ...verdict, variances: verdict.variances.map(({ evidence: _, cites: __, ...facts }) => facts) },
  };
}

describe('golden grades', () => {
  let catalogDb: Db;
  let release: () => void;
  let closed: Promise<void>;

  beforeAll(async () => {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    release = resolve;
    await new Promise<void>((ready, failed) => {
      closed = withStarterCatalog('.', (opened) => {
        catalogDb = opened;
        ready();
        return done;
      });
      closed.catch(failed);
    });
  });
  afterAll(async () => {
    release();
    await closed;
  });

  test('there are cases', () => expect(sheets.length).toBeGreaterThan(8));

  test.each(sheets)('%s', async (path) => {
    const found = await verdictOn(path, catalogDb);
    expect(basename(dirname(path)).split('-')[0], 'the verdict in the folder name').toBe(found.verdict);
    const golden = join(dirname(path), 'grade.json');
    if (isUpdating) writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    // What leaves through JSON has to come back the same, so the comparison is made on that side.
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
