import { describe, expect, test } from 'vitest';
import { readStarterSet } from '#db/starter-set';
import { getLessonCode, releaseOf, walkPcs } from '#domain/lessons/lesson-codes';

const codes = { starter: readStarterSet('.'), year: 'FY2026' };

describe('codes of a lesson', () => {
  test.each([
    ['icd10cm', 'E11.22', 'Type 2 diabetes mellitus with diabetic chronic kidney disease', true],
    ['icd10cm', 'N18.3', 'Chronic kidney disease, stage 3 (moderate)', false],
    ['icd10cm', 'W19.XXXA', 'Unspecified fall, initial encounter', true],
    ['icd10pcs', '0SR90JZ', 'Replacement of Right Hip Joint with Synthetic Substitute, Open Approach', true],
  ] as const)('%s %s has its title of the year', (system, code, title, billable) => {
    expect(getLessonCode(codes, system, code)).toMatchObject({ title, billable });
  });
  test('of other systems come from the newest release that is shipped', () => {
    expect(releaseOf(codes, 'hcpcs')).toBe('2025Q1');
    expect(getLessonCode(codes, 'px', 'PX231').title).not.toBe('');
  });
  test('that are unknown or misspelt are said in a sentence', () => {
    expect(() => getLessonCode(codes, 'icd10cm', 'E11.23')).toThrow(
      'icd10cm FY2026 in content/codes has no code E11.23',
    );
    expect(() => getLessonCode(codes, 'icd10cm', 'e1122')).toThrow('“e1122” is written E11.22 in lessons');
    expect(() => getLessonCode({ ...codes, year: 'FY1999' }, 'icd10cm', 'E11.22')).toThrow('icd10cm FY1999');
  });
});

describe('the walk through a PCS table', () => {
  test('names every axis and what was chosen on it', () => {
    expect(walkPcs(codes, '0SR90JZ').map(({ name, chosen }) => `${name}: ${chosen?.label}`)).toEqual([
      'Section: Medical and Surgical',
      'Body system: Lower Joints',
      'Operation: Replacement',
      'Body part: Hip Joint, Right',
      'Approach: Open',
      'Device: Synthetic Substitute',
      'Qualifier: No Qualifier',
    ]);
  });
  test('offers at the first open axis what legal codes have there, and nothing beyond', () => {
    const steps = walkPcs(codes, '0SR9');
    expect(steps.slice(0, 4).every(({ chosen }) => chosen)).toBe(true);
    expect(steps[4]?.choices).toEqual([{ value: '0', label: 'Open' }]);
    expect(steps.slice(5).map(({ choices }) => choices)).toEqual([[], []]);
  });
  test('says where a code leads nowhere', () => {
    expect(() => walkPcs(codes, '0SR93JZ')).toThrow('icd10pcs FY2026 in content/codes has no code 0SR93JZ');
  });
});
