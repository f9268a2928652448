import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGuidelineSections } from '#db/guideline-sections';
import { readPracticeRules } from '#db/practice-rules';
import { CITATION } from '#domain/chart/answer-key';
import { SHEET_LISTS } from '#domain/chart/coding-sheet';
import { SETTINGS } from '#domain/chart/encounter';
import { controllingRule } from '#domain/grading/controlling-rule';
import { STUDY_TOPICS } from '#domain/grading/study-topics';
import { VARIANCE_KINDS } from '#domain/grading/variance';

/** Citations that code gives by itself, where no author cites anything: each leads somewhere. */
const given = [
  ...VARIANCE_KINDS.flatMap((kind) =>
    SETTINGS.flatMap((setting) => SHEET_LISTS.map((list) => controllingRule(kind, setting, list))),
  ),
  ...STUDY_TOPICS.flatMap(({ cites }) => cites),
];
/** Whatever stands as a citation in a source file, so that a new edit or verdict is looked at too. */
const written = globSync('src/domain/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/'((?:OG|PCS-OG|PX rules:|MCE:|NUCC|4[25] CFR) [^'\n]+)'/g)].map(
    ([, cite = '']) => cite,
  ),
);
const ours = [...new Set([...given, ...written])].filter((cite) => !/[…]/.test(cite)).sort();

describe('citations in code', () => {
  test('are found', () => expect(written.length).toBeGreaterThan(30));
  test('are well-formed', () => expect(ours.filter((cite) => !CITATION.test(cite))).toEqual([]));

  test('name a rule of the practice set', () => {
    const known = readPracticeRules('.', '2026');
    const named = ours.flatMap((cite) => /^PX rules: (.+)$/.exec(cite)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  const sections = readGuidelineSections(process.env.CODESETS_DIR);
  test.skipIf(sections === undefined)('name a section of the Official Guidelines', () => {
    const named = ours.flatMap((cite) => /^OG ((?:I|II|III|IV)(?:\.\w+)*)$/.exec(cite)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((section) => !sections?.has(section))).toEqual([]);
  });
});

describe('citations of federal rules', () => {
  test.each([
    '45 CFR 162.1002',
    '45 CFR 164.502(b)',
    '42 CFR 424.44',
    '42 CFR 1001.952(d)(1)(iii)',
    '42 CFR 482.24(c)(4)',
  ])('%s is one', (cite) => expect(cite).toMatch(CITATION));
  test.each([
    '42 CFR',
    '42 CFR 424',
    '42 CFR part 2',
    '42 USC 1320a',
    '43 CFR 424.44',
    '42 CFR 424.44 (a)',
    '42 CFR 424.44()',
  ])('%s is none', (cite) => expect(cite).not.toMatch(CITATION));
});
