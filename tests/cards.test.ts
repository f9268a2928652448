import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { BrokenContentError, sayIssue } from '#db/content-issue';
import { readGuidelineSections } from '#db/guideline-sections';
import { readCards } from '#db/read-cards';
import { lintCards } from '#db/review-cards';
import { withStarterCatalog } from '#db/review-cases';

/** How many cards each deck had when it was written; fewer were cut off by mistake. */
const LEAST_CARDS = { 'claims-and-appeals': 55, 'guideline-rules': 470, modifiers: 95, 'root-operations': 110 };

const decksOf = (root: string) => {
  const read = readCards(root);
  if (!read.ok) throw new BrokenContentError(read.problem);
  return read.value;
};

describe('the bundled cards', () => {
  const decks = decksOf('.');

  test('have nothing wrong with them', () =>
    withStarterCatalog('.', async (catalogDb) => {
      const sections = readGuidelineSections(process.env.CODESETS_DIR);
      expect((await lintCards('.', catalogDb, sections)).map(sayIssue)).toEqual([]);
    }));

  test.each(Object.entries(LEAST_CARDS))('%s is whole', (deck, least) =>
    expect(decks.find((one) => one.deck === deck)?.cards.length).toBeGreaterThanOrEqual(least),
  );
});

describe('cards with mistakes', () => {
  const root = mkdtempSync(join(tmpdir(), 'cards-'));
  for (const folder of ['content/cards', 'content/codes/px']) mkdirSync(join(root, folder), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  write('content/codes/px/2026.yaml', 'rules: {}\nfamilies: {}\nmodifiers: []\n');
  const deck = (cards: string) => `title: A deck\nabout: What one learns with it.\ncards:\n${cards}`;
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('are answered with the line of each, across decks', () =>
    withStarterCatalog('.', async (catalogDb) => {
      write(
        'content/cards/a.yaml',
        deck(`  - id: side
    front: Which modifier names the left side?
    back: LT. The code alone does not say it.
    cites: [HCPCS modifier LT, HCPCS modifier ZZ, OG I.B.99, OG nowhere]
    codes:
      - { system: icd10cm, code: R34.99 }
      - { system: icd10cm, code: R3.4 }
`),
      );
      write(
        'content/cards/b.yaml',
        deck(`  - id: side
    front: Which modifier names the left side?
    back: LT. The code alone does not say it.
`),
      );
      const issues = await lintCards(root, catalogDb, new Set(['I.B.1']));
      expect(issues.map(({ file, line, message }) => `${file.slice(-6)}:${line} ${message}`)).toEqual([
        'a.yaml:9 side: the shipped icd10cm has no R34.99',
        'a.yaml:10 side: R3.4 is written R34',
        'a.yaml:7 side: HCPCS Level II has no modifier ZZ',
        'a.yaml:7 side: the Official Guidelines have no section I.B.99',
        'a.yaml:7 side: “OG nowhere” is not a well-formed citation',
        'b.yaml:4 side: another card has this id',
        'b.yaml:5 side: it asks what side asks',
      ]);
    }));

  test('that do not fit the schema are not used at all', () => {
    write('content/cards/b.yaml', deck('  - id: side\n    front: no question\n    back: None.\n'));
    expect(() => decksOf(root)).toThrow(/b\.yaml:5 {2}cards\[0\]\.front/);
  });
});
