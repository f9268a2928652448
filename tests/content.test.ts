import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCptNumbers } from '#db/check-content';
import type { Db } from '#db/client';
import { sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { type AuthoredCase, listSlugs, readCase } from '#db/read-case';
import { lintCase, underReview, withStarterCatalog } from '#db/review-cases';
import { entriesOf, type KeyUnderReview } from '#domain/authoring/key-rule';
import { type AnswerKey, modelAnswer } from '#domain/chart/answer-key';
import { emptySheet, type SheetList } from '#domain/chart/coding-sheet';
import { grade } from '#domain/grading/grade';
import { LENSES, score } from '#domain/grading/lenses';
import { DEFAULT_POLICY } from '#domain/grading/policy';

/** Every case of the repository: it passes the content check, a blank sheet scores nothing, its own key everything. */
const slugs = listSlugs('.');
let catalogDb: Db;
let release: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  release = resolve;
  await new Promise<void>((ready) => {
    closed = withStarterCatalog('.', (opened) => {
      catalogDb = opened;
      ready();
      return done;
    });
  });
});
afterAll(async () => {
  release();
  await closed;
});

async function review(slug: string): Promise<{ authored: AuthoredCase; subject: KeyUnderReview }> {
  const read = readCase('.', slug);
  if (!read.ok) throw new Error(read.problem.map(sayIssue).join('\n'));
  const sections = readGuidelineSections(process.env.CODESETS_DIR);
  return { authored: read.value, subject: await underReview('.', catalogDb, read.value, sections) };
}

/** The wrong codes of a key, without those that it wants elsewhere. */
const foreseen = (key: AnswerKey) =>
  entriesOf(key).flatMap(({ list, index, entry }) => {
    const wanted = (code: string) => key[list].some((other) => other.code === code);
    return entry.whyNot
      .filter(({ code }) => !wanted(code))
      .map(({ code, variance }) => ({ list, index, entry, code, variance }));
  });

test('there are twelve cases: four inpatient, four emergency or surgery, four professional', () => {
  const settings = slugs.map((slug) => {
    const read = readCase('.', slug);
    return read.ok ? read.value.chart.encounter.setting : 'unreadable';
  });
  const count = (...wanted: string[]) => settings.filter((setting) => wanted.includes(setting)).length;
  expect([count('inpatient'), count('emergency', 'outpatient-surgery'), count('professional')]).toEqual([4, 4, 4]);
});

test('nothing that is written looks like a CPT number', () => {
  expect(findCptNumbers('.').map(sayIssue)).toEqual([]);
});

describe.each(slugs)('%s', (slug) => {
  test('passes the content check', async () => {
    const { authored, subject } = await review(slug);
    expect(lintCase(authored, subject).map(sayIssue)).toEqual([]);
  });

  test('a blank sheet scores nothing, the model answer everything, under every lens and without a variance', async () => {
    const { subject } = await review(slug);
    const { chart, key, catalog } = subject;
    const context = { encounter: chart.encounter, catalog, jobGuideline: chart.jobGuideline };
    const blank = grade(key, emptySheet(), context);
    const model = grade(key, modelAnswer(key), context);
    expect(model.variances).toEqual([]);
    for (const lens of LENSES) {
      expect([lens, score(blank, lens, DEFAULT_POLICY).numerator]).toEqual([lens, 0]);
      const { numerator, denominator } = score(model, lens, DEFAULT_POLICY);
      expect([lens, numerator]).toEqual([lens, denominator]);
      expect(denominator).toBeGreaterThan(0);
    }
  });

  test('a wrong code the author foresaw is one difference: in place of the right one, and beside it', async () => {
    const { subject } = await review(slug);
    const { chart, key, catalog } = subject;
    const context = { encounter: chart.encounter, catalog, jobGuideline: chart.jobGuideline };
    const told = (list: SheetList, code: string, at?: number) => {
      const sheet = modelAnswer(key);
      const row = { poa: 'Y' as const, date: key.procedures[0]?.date, modifiers: [], units: 1, pointers: ['A'] };
      if (at === undefined) (sheet[list] as { code: string }[]).push({ ...row, code });
      else Object.assign(sheet[list][at] ?? {}, { code });
      const { tally, variances } = grade(key, sheet, context);
      return {
        kinds: variances.map(({ kind }) => kind),
        lost: tally.required - tally.correct,
        more: tally.unsupported,
      };
    };
    for (const { list, index, entry, code, variance } of foreseen(key)) {
      if (entry.status === 'required')
        expect({ code, ...told(list, code, index) }).toEqual({ code, kinds: [variance], lost: 1, more: 0 });
      const beside = told(list, code);
      expect({ code, ...beside }).toEqual({ code, kinds: [expect.any(String)], lost: 0, more: 1 });
    }
  });
});
