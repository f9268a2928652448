import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldTerms } from '#domain/codeset/fold-terms';
import { followSee } from '#domain/codeset/index-path';
import { noteRuns } from '#domain/codeset/note-runs';
import { printedForms } from '#domain/codeset/printed-forms';
import { placeholdersOf, seventhChoices } from '#domain/codeset/seventh-choices';
import { compareTitles } from '#domain/codeset/siblings';
import { goesOn, type ReleaseWitness, yearHistory } from '#domain/codeset/year-history';

const codesIn = (text: string, targets: { from: string; to: string }[] = []) =>
  noteRuns(text, targets).flatMap(({ code, text: written }) => (code === undefined ? [] : [[written, code]]));

describe('codes named in a note', () => {
  test.each([
    [
      'transitory disorders (P70-P74)',
      [
        ['P70', 'P70'],
        ['P74', 'P74'],
      ],
    ],
    ['underlying condition (E08.-)', [['E08.-', 'E08']]],
    [
      'gestational diabetes (O24.4-), not (O24.0-)',
      [
        ['O24.4-', 'O244'],
        ['O24.0-', 'O240'],
      ],
    ],
    ['infection (T81.4XX)', [['T81.4XX', 'T814']]],
    ['deficiency of vitamin B12', []],
  ])('%s', (text, found) => expect(codesIn(text)).toEqual(found));

  test.each([
    ['to be used for conditions in categories A00-B89', ['A00', 'B89']],
    ['not classifiable to C16.1-C16.4', ['C161', 'C164']],
    ['any condition in category Y35, with B12', ['Y35']],
    ['Shiga toxin-producing E. coli O157 and CD30-positive cells', []],
  ])('in running text: %s', (text, found) => expect(codesIn(text).map(([, code]) => code)).toEqual(found));

  test('outside brackets only what the note is known to name', () => {
    const text = 'Code first E85.4 and not B12 alone';
    expect(codesIn(text, [{ from: 'E854', to: 'E854' }])).toEqual([['E85.4', 'E854']]);
  });

  test('no text is lost or added, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(
          noteRuns(text, [])
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('what differs among siblings', () => {
  const marked = (titles: string[]) =>
    compareTitles(titles).map((runs) => runs.filter(({ differs }) => differs).map(({ text }) => text));

  test('the words that tell them apart are marked, the shared ones are not', () => {
    expect(
      marked([
        'Type 2 diabetes mellitus with diabetic nephropathy',
        'Type 2 diabetes mellitus with diabetic chronic kidney disease',
        'Type 2 diabetes mellitus with other diabetic kidney complication',
      ]),
    ).toEqual([['nephropathy'], ['chronic kidney disease'], ['other', 'kidney complication']]);
  });

  test('titles with nothing in common have nothing marked, nor has one alone', () => {
    expect(marked(['Cataract', 'Nausea'])).toEqual([[], []]);
    expect(marked(['Cataract'])).toEqual([[]]);
  });

  test('the runs of a title are the title', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 6 }), (titles) => {
        const whole = compareTitles(titles).map((runs) => runs.map(({ text }) => text).join(' '));
        expect(whole).toEqual(titles);
      }),
    );
  });
});

describe('a code through the years', () => {
  const year = (fiscal: number, code?: { title: string; billable: boolean }, knowsAbsence = true): ReleaseWitness => ({
    label: `FY${fiscal}`,
    effectiveFrom: `${fiscal - 1}-10-01`,
    knowsAbsence,
    ...(code && { code }),
  });
  const code = { title: 'Other obesity', billable: true };

  test('new, revised, made a header, deleted: each against the year before', () => {
    const history = yearHistory([
      year(2027),
      year(2026, { title: 'Other obesities', billable: false }),
      year(2024, code),
      year(2025, { ...code, title: 'Other obesities' }),
      year(2023),
    ]);
    expect(history.map(({ label, state, change }) => [label, state, change?.kind])).toEqual([
      ['FY2027', 'not-there', 'deleted'],
      ['FY2026', 'there', 'header-now'],
      ['FY2025', 'there', 'revised'],
      ['FY2024', 'there', 'new'],
      ['FY2023', 'not-there', undefined],
    ]);
  });

  test('a code goes on while the newest release has it and it is no header, whatever its title', () => {
    expect(goesOn(yearHistory([year(2026, { ...code, title: 'Other obesities' }), year(2025, code)]))).toBe(true);
    expect(goesOn(yearHistory([year(2027, code), year(2026, code), year(2025)]))).toBe(true);
    expect(goesOn(yearHistory([year(2026, { ...code, billable: false }), year(2025, code)]))).toBe(false);
    expect(goesOn(yearHistory([year(2026), year(2025, code)]))).toBe(false);
  });

  test('a release that knows only parts bears no witness to absence', () => {
    const history = yearHistory([year(2026, code), year(2025, undefined, false)]);
    expect(history).toEqual([
      { label: 'FY2026', state: 'there' },
      { label: 'FY2025', state: 'unknown' },
    ]);
  });

  test('a change across years that are not installed says since when', () => {
    const [newest] = yearHistory([year(2026, code), year(2023)]);
    expect(newest).toMatchObject({ change: { kind: 'new' }, changedSince: 'FY2023' });
  });
});

describe('7th characters', () => {
  test('are those of the codes, with what their titles add', () => {
    const header = { code: 'W03', title: 'Other fall on same level due to collision with another person' };
    const codes = [
      { code: 'W03XXXA', title: `${header.title}, initial encounter` },
      { code: 'W03XXXS', title: `${header.title}, sequela` },
    ];
    expect(seventhChoices(header, codes)).toEqual([
      { character: 'A', meaning: 'initial encounter', code: 'W03XXXA' },
      { character: 'S', meaning: 'sequela', code: 'W03XXXS' },
    ]);
    expect([placeholdersOf('W03'), placeholdersOf('S72001')]).toEqual([3, 0]);
  });
});

describe('finding one’s way in an index', () => {
  const terms = [
    { place: 0, parent: null, title: 'Fall, falling' },
    { place: 1, parent: 0, title: 'due to, caused by' },
    { place: 2, parent: 1, title: 'ladder' },
    { place: 3, parent: 0, title: 'from, off' },
    { place: 4, parent: 3, title: 'ladder' },
    { place: 5, parent: null, title: 'Copper NEC' },
  ];
  test.each([
    ['Fall', 0],
    ['Fall, from, ladder', 4],
    ['Fall, caused by, ladder', 2],
    ['Fall, from, by type of vehicle', 3],
    ['Copper', 5],
    ['Fall, from, a horse', 3],
  ])('%s', (see, place) => expect(followSee(see, terms)?.place).toBe(place));

  test('words that begin with no main term lead nowhere', () => {
    expect(followSee('Collision', terms)).toBeUndefined();
  });

  test('a code is looked for in every way the index prints it', () => {
    expect(printedForms('E1122')).toEqual(['E11.22', 'E11.2-', 'E11.-']);
    expect(printedForms('W11XXXA')).toEqual(expect.arrayContaining(['W11', 'W11.-']));
    expect(printedForms('T391X1A')).toContain('T39.1X1');
  });
});

describe('a main term with very many subterms', () => {
  const many = [
    { place: 0, parent: null, title: 'Accident' },
    ...Array.from({ length: 20 }, (_, at) => [
      { place: 1 + at * 6, parent: 0, title: `kind ${at}` },
      ...Array.from({ length: 5 }, (__, below) => ({
        place: 2 + at * 6 + below,
        parent: 1 + at * 6,
        title: `${below}`,
      })),
    ]).flat(),
  ];
  test('is shown down to the level that fits, and says how much is folded', () => {
    const { terms, folded } = foldTerms(many, { limit: 50 });
    expect(terms).toHaveLength(21);
    expect([...folded.values()]).toEqual(Array(20).fill(5));
  });
  test('what is sought is always shown', () => {
    for (const { place } of many)
      expect(foldTerms(many, { limit: 50, sought: place }).terms.map((term) => term.place)).toContain(place);
  });
  test('the part below one term can be asked for', () => {
    const { terms, under } = foldTerms(many, { limit: 50, under: 7 });
    expect(terms).toHaveLength(6);
    expect(under.map(({ title }) => title)).toEqual(['Accident', 'kind 1']);
  });
});
