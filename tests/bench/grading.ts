import { cpus } from 'node:os';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import type { CodeEntry } from '#domain/codeset/catalog';
import { grade } from '#domain/grading/grade';
import { LENSES, score } from '#domain/grading/lenses';
import { DEFAULT_POLICY } from '#domain/grading/policy';
import { aCatalog, aCode, aContext, aDiagnosis, aKey, anInpatientStay } from '../build.ts';

/**
 * How many charts one core grades in a second, every lens scored, and how that grows with the codes of a chart.
 * Two kinds of sheets: a good coder's (one code in ten near, one missed, one too many) and the worst case for the
 * matching, where every code is a near miss of every key entry. Run by `npm run bench`; it asserts nothing.
 */
const SIZES = [5, 10, 20, 50, 100, 200];
const MEASURE_MS = 1500;

const codeAt = (index: number, last: number): string =>
  `${String.fromCharCode(65 + (index % 20))}${10 + Math.floor(index / 20)}.${last}`;

function chart(size: number): { key: ReturnType<typeof aKey>; sheet: CodingSheet; entries: CodeEntry[] } {
  const codes = Array.from({ length: size }, (_, index) => codeAt(index, 1));
  const key = aKey({ diagnoses: codes.map((code) => aDiagnosis(code, { poa: 'Y' })) });
  const entered = codes.map((code, index) =>
    index % 10 === 3 ? code.replace('.1', '.2') : index % 10 === 7 ? 'R05.9' : code,
  );
  const diagnoses = entered.map((code, index) => ({
    code: code.replace('.', ''),
    poa: index % 10 === 5 ? ('N' as const) : ('Y' as const),
  }));
  const entries = [...new Set([...codes, ...entered])].map((code) => aCode(code, `Condition ${code}`));
  return { key, sheet: { diagnoses, procedures: [], services: [] }, entries };
}

function tangle(size: number): ReturnType<typeof chart> {
  const codes = Array.from({ length: size }, (_, index) => `E11.${index + 100}`);
  const entered = codes.map((code) => `${code}9`);
  const key = aKey({ diagnoses: codes.map((code) => aDiagnosis(code, { poa: 'Y' })) });
  const diagnoses = entered.map((code) => ({ code: code.replace('.', ''), poa: 'Y' as const }));
  return {
    key,
    sheet: { diagnoses, procedures: [], services: [] },
    entries: codes.map((code) => aCode(code, 'Condition')),
  };
}

function chartsPerSecond({ key, sheet, entries }: ReturnType<typeof chart>): number {
  const context = aContext({ encounter: anInpatientStay, catalog: aCatalog(entries) });
  const once = () => {
    const verdict = grade(key, sheet, context);
    return LENSES.reduce((sum, lens) => sum + score(verdict, lens, DEFAULT_POLICY).numerator, 0);
  };
  for (let warm = 0; warm < 200; warm += 1) once();
  const start = performance.now();
  let graded = 0;
  while (performance.now() - start < MEASURE_MS) {
    once();
    graded += 1;
  }
  return graded / ((performance.now() - start) / 1000);
}

const table = SIZES.map((size) => {
  const usual = chartsPerSecond(chart(size));
  const worst = chartsPerSecond(tangle(size));
  return {
    codes: size,
    'charts/s': Math.round(usual),
    'µs a chart': Math.round(1e6 / usual),
    'µs a code': Math.round(1e6 / usual / size),
    'worst case charts/s': Math.round(worst),
  };
});
console.log(
  `Grading, one core of ${cpus()[0]?.model ?? 'an unnamed machine'} (${cpus().length} cores), Node ${process.version}`,
);
console.table(table);
