import type { AnswerKey, ExpectedDiagnosis, ExpectedProcedure, ExpectedService } from '#domain/chart/answer-key';
import type { CodingSheet } from '#domain/chart/coding-sheet';
import type { Encounter } from '#domain/chart/encounter';
import { type Catalog, type CodeEntry, type Modifier, makeCatalog } from '#domain/codeset/catalog';
import { type Code, type CodeSystem, canonicalText } from '#domain/codeset/code';
import type { Grade } from '#domain/grading/grade';
import type { GradingContext } from '#domain/grading/subject';
import type { IsoDate } from '#domain/time';

/** Small builders with sensible defaults, so that a test shows only what matters. Overrides come last. */

const everyEntry = {
  status: 'required' as const,
  anyOf: [],
  evidence: [{ document: 'note', quote: 'as written in the note' }],
  cites: ['OG IV.J'],
  rationale: 'The record says so in plain words.',
  whyNot: [],
};

type Written<Entry> = Partial<Omit<Entry, 'code'>>;
type Pointers = ExpectedService['pointers'];

/** A required secondary diagnosis. Codes may be written with their point. */
export const aDiagnosis = (code: string, overrides: Written<ExpectedDiagnosis> = {}): ExpectedDiagnosis => ({
  ...everyEntry,
  code: canonicalText(code),
  role: 'secondary',
  codeAfter: [],
  ...overrides,
});

export const aProcedure = (code: string, overrides: Written<ExpectedProcedure> = {}): ExpectedProcedure => ({
  ...everyEntry,
  code: canonicalText(code),
  date: '2026-02-04' as IsoDate,
  role: 'secondary',
  axisAlternates: {},
  ...overrides,
});

/** A required line with one unit, no modifier, pointing at `first`. */
export const aService = (
  code: string,
  first: string,
  { pointers, ...overrides }: Omit<Written<ExpectedService>, 'pointers'> & { pointers?: Partial<Pointers> } = {},
): ExpectedService => ({
  ...everyEntry,
  code: canonicalText(code),
  modifiers: { requiredAnyOf: [], optional: [], forbidden: [], orderCounts: false },
  units: 1,
  ...overrides,
  pointers: { first: canonicalText(first), rest: [], orFirst: [], optional: [], ...pointers },
});

export const modifiersOf = (
  overrides: Partial<ExpectedService['modifiers']> = {},
): { modifiers: ExpectedService['modifiers'] } => ({
  modifiers: { requiredAnyOf: [], optional: [], forbidden: [], orderCounts: false, ...overrides },
});

/** A key; the first diagnosis becomes the principal one unless some entry is already. */
export function aKey(overrides: Partial<AnswerKey> = {}): AnswerKey {
  const diagnoses = overrides.diagnoses ?? [aDiagnosis('J18.9')];
  const hasPrincipal = diagnoses.some(({ role }) => role === 'principal');
  return {
    version: 1,
    turnsOn: 'What the case turns on, in a line.',
    procedures: [],
    services: [],
    excludes1Exceptions: [],
    notCoded: [],
    ...overrides,
    diagnoses: diagnoses.map((entry, index) =>
      index === 0 && !hasPrincipal ? { ...entry, role: 'principal' } : entry,
    ),
  };
}

/** Reads rows as a coder would write them: `J18.9 Y`, `0SRR0J9 2026-02-04`, `PX231 RT x2 AB`. */
export function aSheet(rows: { diagnoses?: string[]; procedures?: string[]; services?: string[] } = {}): CodingSheet {
  return {
    diagnoses: (rows.diagnoses ?? []).map((row) => {
      const [code = '', poa] = row.split(' ');
      return { code: canonicalText(code), ...(poa ? { poa: poa as 'Y' } : {}) };
    }),
    procedures: (rows.procedures ?? []).map((row) => {
      const [code = '', date = '2026-02-04'] = row.split(' ');
      return { code: canonicalText(code), date: date as IsoDate };
    }),
    services: (rows.services ?? []).map((row) => {
      const [code = '', ...cells] = row.split(' ');
      const units = cells.find((cell) => /^x\d+$/.test(cell))?.slice(1) ?? '1';
      const pointers = cells.find((cell) => /^@/.test(cell))?.slice(1) ?? 'A';
      const modifiers = cells.filter((cell) => !/^(?:x\d+|@.*)$/.test(cell));
      return { code: canonicalText(code), modifiers, units: Number(units), pointers: [...pointers] };
    }),
  };
}

const systemOf = (code: string): CodeSystem => {
  if (/^PX\d/.test(code)) return 'px';
  return /^\d/.test(code) ? 'icd10pcs' : 'icd10cm';
};

/** A billable code. ICD-10-PCS where it begins with a digit, PX, else ICD-10-CM; name other systems. */
export function aCode(written: string, title: string, overrides: Partial<CodeEntry> = {}): CodeEntry {
  const code = canonicalText(written) as Code;
  return { system: systemOf(code), code, title, billable: true, notes: [], facts: {}, ...overrides };
}

export const aCatalog = (
  entries: CodeEntry[] = [],
  parts: {
    modifiers?: Modifier[];
    elsewhere?: string[];
    pcsValues?: [string, string][];
    covers?: Catalog['covers'];
  } = {},
): Catalog =>
  makeCatalog({
    pins: { icd10cm: 'FY2026' },
    // A code that a test does not list is unknown to the catalog without being wrong.
    covers: () => false,
    ...parts,
    entries,
    pcsValues: new Map(parts.pcsValues),
  });

export const anInpatientStay: Encounter = {
  setting: 'inpatient',
  admitted: '2026-02-03' as IsoDate,
  discharged: '2026-02-09' as IsoDate,
  age: 71,
  sex: 'female',
  disposition: 'home',
  payer: 'medicare',
};

export const anOfficeVisit: Encounter = {
  setting: 'professional',
  serviceDate: '2026-02-04' as IsoDate,
  age: 54,
  sex: 'male',
  disposition: 'not-applicable',
  payer: 'commercial',
};

export const aContext = (overrides: Partial<GradingContext> = {}): GradingContext => ({
  encounter: anOfficeVisit,
  catalog: aCatalog(),
  jobGuideline: { secondaryOrderCounts: false },
  ...overrides,
});

/** The variances of a grade as a reader of an audit sheet would note them: `kind entered>wanted`. */
export const noted = (grade: Grade): string[] =>
  grade.variances.map(({ kind, entered = '', wanted = '' }) => `${kind} ${entered}>${wanted}`);
