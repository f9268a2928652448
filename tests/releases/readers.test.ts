import { describe, expect, test } from 'vitest';
import { readFamily } from '#db/releases/family-file';
import { readRange, writeRange } from '#db/releases/note-line';
import { noteTargets } from '#db/releases/note-targets';
import { readOrderFile, seventhCharactersOf } from '#db/releases/order-file';
import { readPracticeSet } from '#db/releases/practice-set';
import { writeFamily } from '#db/releases/write-family';

const orderLine = (code: string, billable: 0 | 1, title: string) =>
  `00001 ${code.padEnd(7)} ${billable} ${title.slice(0, 60).padEnd(60)} ${title}`;
const W03 = 'Fall on same level due to collision';
const order = [
  orderLine('W03', 0, W03),
  orderLine('W03XXXA', 1, `${W03}, initial encounter`),
  orderLine('W03XXXS', 1, `${W03}, sequela`),
  orderLine('I50', 0, 'Heart failure'),
  orderLine('I509', 1, 'Heart failure, unspecified'),
].join('\n');

describe('order file', () => {
  const rows = readOrderFile(order);
  test('code, title, billable and the header above', () => {
    expect(rows[1]).toEqual({ code: 'W03XXXA', title: `${W03}, initial encounter`, billable: true, parent: 'W03' });
    expect(rows.map(({ billable }) => billable)).toEqual([false, true, true, false, true]);
  });
  test('7th characters with the words they add', () => {
    expect(seventhCharactersOf(rows)).toEqual(new Map([['W03', { A: 'initial encounter', S: 'sequela' }]]));
  });
});

describe('codes that a note names', () => {
  const exists = (prefix: string) => prefix !== 'B12';
  test.each([
    ['type 1 diabetes mellitus (E10.-)', 'excludes1', ['E10']],
    ['diseases of the ear (H60-H95)', 'excludes2', ['H60-H95']],
    ['postprocedural failure (J95.82-), arrest (R09.2)', 'excludes1', ['J95.82', 'R09.2']],
    [
      'code for adverse effect, if applicable (T36-T50 with fifth or sixth character 5)',
      'use-additional',
      ['T36-T50/5,6=5'],
    ],
    ['poisoning (T36-T65 with fifth or sixth character 1-4 or 6)', 'excludes1', ['T36-T65/5,6=1,2,3,4,6']],
    ['pedestrian injured (V01-V09 with 5th character 9)', 'excludes1', ['V01-V09/5=9']],
    ['open fracture (S52.- with open fracture 7th character)', 'excludes1', ['S52/7=B,C,E,F,H,J,M,N,Q,R']],
    ['diabetes (E08-E13 with .51-.52)', 'excludes1', ['E08-E13/.51,.52']],
    ['psychosis (F11-F19 with .15. .25, .95)', 'excludes2', ['F11-F19/.15,.25,.95']],
    ['aphasia following stroke (I69. with final characters -20)', 'excludes1', ['I69/.-20']],
    ['hallucinations (F11-F19 with fifth to sixth characters 51)', 'excludes1', ['F11-F19/.-51']],
    ['concussion with injuries classified to S06.1- to S06.6-, and S06.81-', 'excludes1', ['S06.1-S06.6', 'S06.81']],
    ['acidosis - see E08-E10, E11 with ketoacidosis', 'excludes1', []],
    ['acidosis - see E08-E10, E11 with ketoacidosis', 'code-also', ['E08-E10', 'E11']],
    ['vitamin B12 deficiency (B12)', 'code-first', []],
    ['underlying disease, such as:', 'code-first', []],
  ] as const)('%s (%s)', (text, kind, expected) => {
    expect(noteTargets(text, kind, exists).map(writeRange)).toEqual(expected);
  });
  test('a range reads back as it was written', () => {
    for (const range of ['E10', 'E08-E13', 'N18.1-N18.4', 'T36-T50/5,6=5', 'E08-E13/.51,.52', 'I69/.-20'])
      expect(writeRange(readRange(range))).toBe(range);
  });
});

describe('family file', () => {
  const family = { codes: readOrderFile(order), notes: [], pcsValues: [] };
  test('folds 7th characters and reads back the same rows', () => {
    const text = writeFamily('test', 'icd10cm', family);
    expect(text).toContain('W03\t7.1=A,S\tFall on same level due to collision\n');
    const plain = readFamily(text, 'test.tsv').codes.map(({ code, title, billable, parent }) => ({
      code,
      title,
      billable,
      parent,
    }));
    expect(plain).toEqual(family.codes.map(({ code, title, billable, parent }) => ({ code, title, billable, parent })));
  });
  test.each([
    ['E11.9\tbilable\tDiabetes', 'a code needs header or billable'],
    ['E11.9\tbillable heavy\tDiabetes', 'unknown fact'],
    ['W03\t7.3=A\tFall', 'stands nowhere above'],
    ['note\tE11\texcludes3\tE10', 'a note needs a place, a kind'],
    ['value\t9\tA\tHip', 'an axis value needs'],
  ])('%j is refused with file and line', (line, problem) => {
    expect(() => readFamily(`# head\n${line}\n`, 'E11.tsv')).toThrow(`E11.tsv:2: `);
    expect(() => readFamily(`# head\n${line}\n`, 'E11.tsv')).toThrow(problem);
  });
});

describe('practice set', () => {
  const set = (codes: string) => `release: "2026"
effectiveFrom: "2025-10-01"
families:
  f: { title: Family, kind: em, rule: One rule. }
codes:
${codes}`;
  test('facts of a code', () => {
    const text = set('  - { code: PX104, title: Office visit, family: f, level: 4, minutes: [60, null] }');
    expect(readPracticeSet(text, 'px.yaml', 'hash').codes[0]?.facts?.procedure).toEqual({
      family: 'f',
      level: 4,
      minutes: [60, 1440],
    });
  });
  test.each([
    ['  - { code: P104, title: Office visit, family: f }', 'px.yaml:6: codes.0.code: PX and three digits'],
    ['  - { code: PX104, title: Visit, family: g }', 'px.yaml:6: PX104 is of the family g, which is not in families'],
    ['  - { code: PX104, title: Visit, family: f, addOnTo: [PX105] }', 'PX104 refers to PX105'],
    [
      '  - { code: PX104, title: Visit, family: f }\n  - { code: PX104, title: Visit, family: f }',
      'px.yaml:7: PX104 stands twice',
    ],
    ['  - { code: PX104, title: Visit, family: f', 'px.yaml:6'],
  ])('%s', (codes, problem) => {
    expect(() => readPracticeSet(set(codes), 'px.yaml', 'hash')).toThrow(problem);
  });
});
