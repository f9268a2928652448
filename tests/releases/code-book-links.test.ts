import { describe, expect, test } from 'vitest';
import { followSee } from '#domain/codeset/index-path';
import { noteRuns } from '#domain/codeset/note-runs';
import { FILES, readCodes, readOne } from './official-releases.ts';
import { CODESETS_DIR } from './open-catalog.ts';

/**
 * Codes that a printed line of FY2026 names although the year has none: ends of old ranges, and two headers that the
 * derived list took from an addendum before their codes changed.
 */
const NOT_CODES = ['G31.90', 'I64', 'K93', 'K93', 'K93', 'R10.4-', 'Y89'];

/** Cross-references that name a category, another book, or nothing of their own index. */
const TO_OTHER_PLACES =
  /^(?:table of|index to|(?:sub)?categor|also$|by |specif|substance|[A-Z]\d)|^(?:tumor|kaposi|lipoma|mesothelioma|melanoma|carcinoma|nevus)/i;

/** Terms that the table of drugs sends to and does not have under that name: the words are then looked for in all terms. */
const LOST = ['Benzodiazepines', 'Levo-', 'Radiation sickness, and exposure to radioactive isotopes', 'Sulf-'];

describe.skipIf(!CODESETS_DIR)('links of the code book over the official files', () => {
  test('every code a printed note names leads to a code of the year', async () => {
    const [tabular, { codes }] = [await readOne(FILES.tabular2026), await readCodes('FY2026')];
    const known = new Set(codes.map(({ code }) => code));
    const runs = tabular.notes.flatMap(({ text, targets }) => noteRuns(text, targets));
    const named = runs.filter(({ code }) => code !== undefined);
    expect(
      named
        .filter(({ code }) => !known.has(code ?? ''))
        .map(({ text }) => text)
        .sort(),
    ).toEqual(NOT_CODES);
    expect(named.length).toBeGreaterThan(13_000);
    // Both ends of every range that edits read from a line are links in it.
    const unlinked = tabular.notes.filter(({ text, targets }) => {
      const ends = new Set(noteRuns(text, targets).map(({ code }) => code));
      return targets.some(({ from, to }) => !ends.has(from) || !ends.has(to));
    });
    expect(unlinked).toEqual([]);
    // A code with its point is always one.
    const left = runs.filter(({ code, text }) => code === undefined && /\b[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z-]/.test(text));
    expect(left.map(({ text }) => text)).toEqual([]);
  }, 60_000);

  test.each([
    ['icd10cm/icd10cm-eindex-April-1-2026-XML.xml.gz', 800],
    ['icd10cm/icd10cm-neoplasm-April-1-2026-XML.xml.gz', 160],
    ['icd10cm/icd10cm-drug-April-1-2026-XML.xml.gz', 110],
  ])('every see of %s leads to a term, or names another place', async (path, least) => {
    const { indexTerms } = await readOne(path);
    const terms = indexTerms.map(({ parent, title }, place) => ({ place, parent: parent ?? null, title }));
    const references = indexTerms.flatMap(({ see, seeAlso }) => [see, seeAlso].filter((text) => text !== undefined));
    const followed = references.filter((text) => followSee(text, terms) !== undefined);
    expect(followed.length).toBeGreaterThanOrEqual(least);
    const lost = references.filter((text) => !followed.includes(text) && !TO_OTHER_PLACES.test(text));
    expect(lost.filter((text) => !LOST.includes(text))).toEqual([]);
  });
});
