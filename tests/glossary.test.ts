import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { BrokenContentError, sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { getCatalog } from '#db/queries/codes';
import { getGlossary, readGlossary } from '#db/read-glossary';
import { withStarterCatalog } from '#db/review-cases';
import { lintGlossary, reviewGlossary } from '#db/review-glossary';
import { linkTerms } from '#domain/lessons/link-terms';

describe('the bundled glossary', () => {
  test('has nothing wrong with it', () =>
    withStarterCatalog('.', async (catalogDb) => {
      const sections = readGuidelineSections(process.env.CODESETS_DIR);
      expect((await lintGlossary('.', catalogDb, sections)).map(sayIssue)).toEqual([]);
    }));

  test('comes in the order of the alphabet, word parts among the words', () => {
    const terms = getGlossary('.').map(({ term }) => term);
    expect(terms.length).toBeGreaterThanOrEqual(320);
    expect(terms.indexOf('-itis')).toBeGreaterThan(terms.indexOf('ischemia'));
    expect(terms.indexOf('-itis')).toBeLessThan(terms.indexOf('jejunum'));
  });

  test('is linked in a sentence of a lesson', () => {
    const runs = linkTerms(
      'The principal diagnosis had end stage renal disease; the MS-DRG follows.',
      getGlossary('.'),
    );
    expect(runs.flatMap(({ term }) => term ?? [])).toEqual([
      'principal-diagnosis',
      'end-stage-renal-disease',
      'ms-drg',
    ]);
  });
});

describe('a glossary with mistakes', () => {
  const root = mkdtempSync(join(tmpdir(), 'glossary-'));
  mkdirSync(join(root, 'content/glossary'), { recursive: true });
  const write = (text: string) => writeFileSync(join(root, 'content/glossary/group.yaml'), text);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('is answered with the line of each', () =>
    withStarterCatalog('.', async (catalogDb) => {
      write(`title: A group
terms:
  - term: anuria
    definition: Passing hardly any water at all.
    codes:
      - { system: icd10cm, code: R34 }
      - { system: icd10cm, code: R34.99 }
      - { system: icd10cm, code: R3.4 }
    cites: [OG I.B.4, OG nowhere, 'PX rules: nothing']
`);
      const read = readGlossary(root);
      if (!read.ok) throw new BrokenContentError(read.problem);
      const named = ['R34', 'R3499'].map((code) => ({ system: 'icd10cm' as const, code }));
      const catalog = await getCatalog(catalogDb, { pins: { icd10cm: 'FY2026' }, on: '2026-03-31' }, named);
      const issues = reviewGlossary(read.value, { catalog, practiceRules: new Set() });
      expect(issues.map(({ line, message }) => `${line} ${message}`)).toEqual([
        '7 anuria: the shipped icd10cm has no R34.99',
        '8 anuria: R3.4 is written R34',
        '9 anuria: “OG nowhere” is not a well-formed citation',
        '9 anuria: the practice set has no rule “nothing”',
      ]);
    }));

  test('that does not fit the schema is not used at all', () => {
    write('title: A group\nterms:\n  - term: anuria\n    definition: short.\n');
    expect(() => getGlossary(root)).toThrow(BrokenContentError);
    expect(() => getGlossary(root)).toThrow(/group\.yaml:4 {2}terms\[0\]\.definition/);
  });
});
