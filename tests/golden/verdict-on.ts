import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Db } from '#db/client';
import { sayIssue } from '#db/content-issue';
import { getCatalog } from '#db/queries/codes';
import { readCase } from '#db/read-case';
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
export async function verdictOn(path: string, catalogDb: Db) {
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
