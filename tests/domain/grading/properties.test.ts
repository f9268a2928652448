import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerKey, modelAnswer } from '#domain/chart/answer-key';
import { type CodingSheet, POINTER_LETTERS, SHEET_LISTS, type SheetList } from '#domain/chart/coding-sheet';
import type { Catalog } from '#domain/codeset/catalog';
import { agreementFinder } from '#domain/grading/agreement';
import { compareFractions } from '#domain/grading/fraction';
import { type Grade, grade } from '#domain/grading/grade';
import { CODE_LEVEL_LENSES, LENSES, type Lens, score } from '#domain/grading/lenses';
import { DEFAULT_POLICY, type ScoringPolicy } from '#domain/grading/policy';
import { aContext, aDiagnosis, aKey, aSheet } from '../../build.ts';
import {
  catalog as crowdedCatalog,
  hostileKey,
  hostileSheet,
  someContext,
  soundKey,
  UNSUPPORTED,
} from './arbitraries.ts';

/** The properties of DOMAIN.md, for every key, sheet and policy that fast-check can think of. */
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 1500) };

const somePolicy: fc.Arbitrary<ScoringPolicy> = fc
  .record({
    half: fc.integer({ min: 0, max: 4 }),
    weights: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 }),
    unsupportedPenalty: fc.integer({ min: 0, max: 5 }),
  })
  .map(
    ({
      half,
      weights: [principal = 1, complication = 1, secondary = 1, procedure = 1, service = 1, poa = 1],
      unsupportedPenalty,
    }) => ({
      ...DEFAULT_POLICY,
      partial: { numerator: half, denominator: 4 },
      weights: { principal, complication, secondary, procedure, service, poa },
      unsupportedPenalty,
    }),
  );
const policies = fc.oneof(fc.constant(DEFAULT_POLICY), somePolicy);

const rises = (before: Grade, after: Grade, lens: Lens, policy: ScoringPolicy) =>
  compareFractions(score(after, lens, policy), score(before, lens, policy));

const agreedCodes = (key: AnswerKey, verdict: Grade) =>
  new Set(
    verdict.pairs
      .filter(({ match }) => match !== 'near-miss')
      .map(({ list, expected }) => `${list}:${key[list][expected]?.code}`),
  );

/** Rows in another order; pointers follow the diagnoses they name. */
function reordered(sheet: CodingSheet, list: SheetList, order: readonly number[]): CodingSheet {
  const rows = order.map((index) => sheet[list][index]);
  if (list !== 'diagnoses') return { ...sheet, [list]: rows };
  const letterAfter = (letter: string) => {
    const before = letter.length === 1 ? POINTER_LETTERS.indexOf(letter) : -1;
    return before >= 0 && before < sheet.diagnoses.length ? (POINTER_LETTERS[order.indexOf(before)] ?? []) : letter;
  };
  return {
    ...sheet,
    diagnoses: rows as CodingSheet['diagnoses'],
    services: sheet.services.map((line) => ({ ...line, pointers: line.pointers.flatMap(letterAfter) })),
  };
}

const told = (verdict: Grade) => verdict.variances.map(({ entry: _, ...facts }) => JSON.stringify(facts)).sort();

describe('grading', () => {
  test('key against itself is everything in every lens', () => {
    fc.assert(
      fc.property(soundKey, someContext, policies, (key, context, policy) => {
        const verdict = grade(key, modelAnswer(key), context);
        expect(verdict.variances.filter(({ severity }) => severity !== 'observation')).toEqual([]);
        for (const lens of LENSES) {
          const { numerator, denominator } = score(verdict, lens, policy);
          // A policy may give no weight to anything the key has; nothing of nothing is 0.
          if (lens !== 'weighted' || numerator > 0) expect(numerator, lens).toBe(denominator);
        }
        expect(score(verdict, 'weighted', DEFAULT_POLICY).numerator).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  test('an empty sheet is nothing in every lens', () => {
    fc.assert(
      fc.property(hostileKey, someContext, policies, (key, context, policy) => {
        const verdict = grade(key, { diagnoses: [], procedures: [], services: [] }, context);
        for (const lens of LENSES) expect(score(verdict, lens, policy).numerator, lens).toBe(0);
      }),
      RUNS,
    );
  });

  test('notes of another year than the pinned one change no grade, whatever they say', () => {
    const notes = (['excludes1', 'code-first', 'use-additional', 'code-also'] as const).map((kind) => ({
      kind,
      at: 'A00-Z99',
      targets: [{ from: 'A00', to: 'Z99' }],
      text: 'Everything.',
      borrowedFrom: 'FY2025',
    }));
    const withNotes = ({ find, ...rest }: Catalog): Catalog => ({
      ...rest,
      find: (system, code) => {
        const entry = find(system, code);
        return entry && { ...entry, notes };
      },
    });
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, (key, sheet, context) => {
        const borrowed = grade(key, sheet, { ...context, catalog: withNotes(context.catalog) });
        expect(borrowed).toStrictEqual(grade(key, sheet, context));
      }),
      RUNS,
    );
  });

  test('never throws, every score lies in [0, 1], the grade is plain JSON and regrading gives the same bytes', () => {
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, policies, (key, sheet, context, policy) => {
        const before = JSON.stringify([key, sheet]);
        const verdict = grade(key, sheet, context);
        for (const lens of LENSES) {
          const { numerator, denominator } = score(verdict, lens, policy);
          expect(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator), lens).toBe(true);
          expect(numerator, lens).toBeGreaterThanOrEqual(0);
          expect(numerator, lens).toBeLessThanOrEqual(denominator);
        }
        expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
        expect(JSON.stringify(grade(key, sheet, context))).toBe(JSON.stringify(verdict));
        expect(JSON.stringify([key, sheet])).toBe(before);
      }),
      RUNS,
    );
  });

  test('every row and every required entry is accounted for once', () => {
    fc.assert(
      fc.property(hostileKey, hostileSheet, someContext, (key, sheet, context) => {
        const { pairs, variances, tally } = grade(key, sheet, context);
        for (const list of SHEET_LISTS) {
          const mine = pairs.filter((pair) => pair.list === list);
          expect(new Set(mine.map(({ entry }) => entry)).size).toBe(mine.length);
          expect(new Set(mine.map(({ expected }) => expected)).size).toBe(mine.length);
          const paired = new Set(mine.map(({ entry }) => entry));
          sheet[list].forEach((_, entry) => {
            const own = variances.filter((variance) => variance.list === list && variance.entry === entry);
            if (!paired.has(entry)) expect(own, `${list} ${entry}`).toHaveLength(1);
          });
          key[list].forEach((expected, index) => {
            if (expected.status !== 'required' || mine.some((pair) => pair.expected === index)) return;
            const missed = variances.filter((variance) => variance.list === list && variance.wanted === expected.code);
            expect(missed.length, `${list} ${index}`).toBeGreaterThan(0);
          });
          const { correct, required, entered, unsupported } = tally.lists[list];
          expect(correct).toBeLessThanOrEqual(Math.min(required, entered));
          expect(correct + unsupported).toBeLessThanOrEqual(entered);
        }
      }),
      RUNS,
    );
  });

  test('permuting unordered entries changes nothing', () => {
    const withoutOrder = soundKey.map((key) => ({
      ...key,
      diagnoses: key.diagnoses.map((entry) => ({ ...entry, codeAfter: [] })),
    }));
    const orders = fc.record({
      list: fc.constantFrom(...SHEET_LISTS),
      seeds: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    });
    fc.assert(
      fc.property(
        withoutOrder,
        hostileSheet,
        someContext,
        orders,
        policies,
        (key, sheet, some, { list, seeds }, policy) => {
          const context = { ...some, jobGuideline: { secondaryOrderCounts: false } };
          const free = sheet[list].map((_, index) => index).filter((index) => list === 'services' || index > 0);
          const fixed = list === 'services' || sheet[list].length === 0 ? [] : [0];
          const order = [...fixed, ...free.toSorted((a, b) => (seeds[a] ?? 0) - (seeds[b] ?? 0))];
          const [before, after] = [sheet, reordered(sheet, list, order)].map((each) => grade(key, each, context)) as [
            Grade,
            Grade,
          ];
          expect(told(after)).toEqual(told(before));
          for (const lens of LENSES) expect(score(after, lens, policy), lens).toEqual(score(before, lens, policy));
        },
      ),
      RUNS,
    );
  });

  test('leaving out an optional entry changes no score', () => {
    fc.assert(
      fc.property(soundKey, hostileSheet, someContext, policies, (key, sheet, context, policy) => {
        const before = grade(key, sheet, context);
        const optional = before.pairs.find(
          ({ list, entry, status, match }) =>
            status !== 'required' && match !== 'near-miss' && (entry > 0 || list === 'services'),
        );
        if (optional === undefined) return;
        const { list, entry, expected } = optional;
        // A second row for the same optional entry would take the place of the first.
        const agreementsOf = agreementFinder(key[list]);
        fc.pre(
          sheet[list].every(
            ({ code }, index) => index === entry || !agreementsOf(code).some((found) => found.expected === expected),
          ),
        );
        const rest = sheet[list].map((_, index) => index).filter((index) => index !== entry);
        const after = grade(key, reordered(sheet, list, rest), context);
        for (const lens of LENSES) expect(rises(before, after, lens, policy), lens).toBe(0);
      }),
      RUNS,
    );
  });

  test('adding an unsupported code never raises any code-level score', () => {
    const added = fc.constantFrom(...SHEET_LISTS).chain((list) =>
      fc.record({
        list: fc.constant(list),
        code: fc.constantFrom(...UNSUPPORTED[list]),
        place: fc.nat(),
        poa: fc.constantFrom('Y' as const, undefined),
      }),
    );
    fc.assert(
      fc.property(
        hostileKey,
        hostileSheet,
        someContext,
        added,
        policies,
        (key, sheet, context, { list, code, place, poa }, policy) => {
          // Letters name places: a diagnosis goes to the end unless no line points anywhere, and no line may wait for it.
          const rows: { code: string }[] = sheet[list];
          const end = list === 'diagnoses' && sheet.services.length > 0;
          const letter = POINTER_LETTERS[rows.length] ?? '?';
          fc.pre(!end || !sheet.services.some(({ pointers }) => pointers.includes(letter)));
          const row = list === 'services' ? { code, modifiers: [], units: 1, pointers: ['A'] } : { code, poa };
          const more = { ...sheet, [list]: rows.toSpliced(end ? rows.length : place % (rows.length + 1), 0, row) };
          const [before, after] = [grade(key, sheet, context), grade(key, more, context)];
          for (const lens of CODE_LEVEL_LENSES) expect(rises(before, after, lens, policy), lens).toBeLessThanOrEqual(0);
        },
      ),
      RUNS,
    );
  });

  test('replacing a wrong code by the right one never lowers any score', () => {
    fc.assert(
      fc.property(
        soundKey,
        hostileSheet,
        someContext,
        fc.nat(),
        fc.nat(),
        policies,
        (key, sheet, context, which, whom, policy) => {
          const before = grade(key, sheet, context);
          const chosen = replacement(key, sheet, before, which, whom);
          if (chosen === undefined) return;
          const { list, rows, right } = chosen;
          const corrected = sheet[list].map((row, index) => (rows.includes(index) ? { ...row, code: right } : row));
          const after = grade(key, { ...sheet, [list]: corrected }, context);
          expect(agreedCodes(key, after)).toContain(`${list}:${right}`);
          for (const lens of LENSES) expect(rises(before, after, lens, policy), lens).toBeGreaterThanOrEqual(0);
        },
      ),
      RUNS,
    );
  });
});

describe('as many rows as a form can hold', () => {
  const rows = (codeAt: (index: number) => string) => Array.from({ length: 200 }, (_, index) => codeAt(index));
  const crowded = aKey({ diagnoses: rows((index) => `E11.${index + 100}`).map((code) => aDiagnosis(code)) });
  const lines = { procedures: rows(() => '0SR90J9'), services: rows((index) => `PX104 RT x${index + 1} @ABCL`) };

  test.each([
    ['the same row again and again', rows(() => 'E11.100')],
    ['every row near every key entry', rows((index) => `E11.${index + 100}9`)],
    ['every row right, in the opposite order', rows((index) => `E11.${299 - index}`)],
    ['noise', rows((index) => String.fromCodePoint(0x1f600 + index).repeat(16))],
  ])('%s', (_, diagnoses) => {
    const verdict = grade(crowded, aSheet({ diagnoses, ...lines }), aContext({ catalog: crowdedCatalog }));
    const { entered, correct, unsupported } = verdict.tally;
    expect(correct + unsupported).toBeLessThanOrEqual(entered);
    for (const lens of LENSES) {
      const { numerator, denominator } = score(verdict, lens, DEFAULT_POLICY);
      expect(numerator, lens).toBeLessThanOrEqual(denominator);
    }
  });
});

/** A wrong row (with every row that says the same) and its right code: that of its near miss, or one that is missed. */
function replacement(key: AnswerKey, sheet: CodingSheet, verdict: Grade, which: number, whom: number) {
  const near = verdict.pairs.filter(({ match, status }) => match === 'near-miss' && status === 'required');
  const paired = (list: SheetList, entry: number) =>
    verdict.pairs.some((pair) => pair.list === list && pair.entry === entry);
  const isMissed = (list: SheetList, index: number) =>
    key[list][index]?.status === 'required' &&
    !verdict.pairs.some((pair) => pair.list === list && pair.expected === index);
  const options = SHEET_LISTS.flatMap((list) => [
    ...near.filter((pair) => pair.list === list).map(({ entry, expected }) => ({ list, entry, expected })),
    ...sheet[list].flatMap((_, entry) => {
      const isDuplicate = verdict.variances.some(
        (variance) => variance.list === list && variance.entry === entry && variance.kind === 'duplicate',
      );
      const missed = key[list].flatMap((_entry, index) => (isMissed(list, index) ? [index] : []));
      const expected = missed[whom % Math.max(1, missed.length)];
      return paired(list, entry) || isDuplicate || expected === undefined ? [] : [{ list, entry, expected }];
    }),
  ]);
  const option = options[which % Math.max(1, options.length)];
  if (option === undefined) return undefined;
  const { list, entry, expected } = option;
  const identity = (index: number) => {
    const row = sheet[list][index] ?? { code: '' };
    const modifiers = 'modifiers' in row ? [...row.modifiers].sort() : [];
    return JSON.stringify([row.code, modifiers, 'date' in row ? row.date : '']);
  };
  const rows = sheet[list].flatMap((_, index) => (identity(index) === identity(entry) ? [index] : []));
  return { list, rows, right: key[list][expected]?.code ?? '' };
}
