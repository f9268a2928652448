import type { Code, CodeSystem } from '#domain/codeset/code';
import type { DrugUnit } from '#domain/codeset/drug-unit';
import { isBetween } from '#domain/codeset/official-order';

/** Which release of each system a case is coded under, chosen by date of service or discharge. */
export type ReleasePins = { icd10cm: string } & Partial<Record<Exclude<CodeSystem, 'icd10cm'>, string>>;

/**
 * What a case is coded under: the pinned labels and the day that counts (discharge or service). A label may have an
 * update in the middle of its year; the day picks among them.
 */
export interface ReleaseChoice {
  pins: ReleasePins;
  on: string;
}

/** The kinds of instructional note in the tabular list (OG I.A.11–17) that relate codes to each other. */
export const NOTE_KINDS = ['excludes1', 'excludes2', 'code-first', 'use-additional', 'code-also', 'includes'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** Everything the tabular list prints at a code: the notes above, other names of the condition, and plain notes. */
export const PRINTED_KINDS = [...NOTE_KINDS, 'inclusion-term', 'note', 'seventh-character'] as const;
export type PrintedKind = (typeof PRINTED_KINDS)[number];

/** Codes from `from` to `to`, both included, each standing for itself and everything below it: E08–E13, or I50 alone. */
export interface CodeRange {
  from: string;
  to: string;
  /**
   * Narrows the range to codes with one of these characters at a place, as "T36–T50 with fifth or sixth character 5"
   * does: `{ places: [5, 6], among: '5' }`. Of several places the last that is filled and no placeholder X decides.
   */
  characters?: { places: number[]; among: string };
  /**
   * Narrows the range to codes that go on so behind their category, as "E08–E13 with .51-.52" does: `['51', '52']`. `-`
   * stands for any one character ("I69 with final characters -23").
   */
  after?: string[];
}

/** One instructional note: where it stands, and which codes it names. */
export interface CodeNote {
  kind: NoteKind;
  /** The header, block or chapter under which the note stands (`E11`, `E08-E13`, `chapter 4`). */
  at: string;
  targets: CodeRange[];
  text: string;
  /** The note itself says "any", "if applicable" or "such as": silence on the sheet is then no reason to ask. */
  conditional?: true;
  /** `text` is what the tabular list prints and may be quoted; without it the wording is ours. */
  printed?: true;
  /**
   * The year the note is of, where the pinned year has no notes installed. Such a note is a hint: it makes no error and
   * no variance.
   */
  borrowedFrom?: string;
}

/** Medicare Code Editor age groups: newborn 0, pediatric 0–17, maternity 9–64, adult 15–124 years. */
export const AGE_GROUPS = {
  newborn: [0, 0],
  pediatric: [0, 17],
  maternity: [9, 64],
  adult: [15, 124],
} as const satisfies Record<string, readonly [number, number]>;
export type AgeGroup = keyof typeof AGE_GROUPS;

/** Facts of a procedure in the practice set (content/codes/px) that edits and grading need. */
export interface ProcedureFacts {
  family: string;
  /** E/M level within the family, ascending. */
  level?: number;
  /** Total time of an E/M level in minutes, inclusive. */
  minutes?: [number, number];
  /** Codes that must stand on the sheet before this one may. */
  addOnTo?: string[];
  /** Codes that are part of this one and are not reported beside it. */
  includes?: string[];
  /** Codes that cannot be reported with it at all. */
  exclusiveWith?: string[];
  /** Needs LT, RT or the both-sides modifier. */
  laterality?: boolean;
  /** Takes a modifier that names the digit or eyelid (`hand-digit`, `foot-digit`, `eyelid`). */
  sites?: string[];
  globalDays?: number;
  maxUnits?: number;
}

export interface CodeFacts {
  sex?: 'female' | 'male';
  ageGroup?: AgeGroup;
  poaExempt?: true;
  /** Manifestation code: never principal or first-listed (OG I.A.13). */
  manifestation?: true;
  unacceptablePrincipal?: true;
  /** As principal diagnosis it seldom justifies a stay in hospital (Medicare Code Editor). */
  questionableAdmission?: true;
  /** Complication or comorbidity level in MS-DRG. */
  severity?: 'CC' | 'MCC';
  /** ICD-10-CM: the 7th characters its billable codes carry, with their meaning. */
  seventhCharacters?: Record<string, string>;
  procedure?: ProcedureFacts;
  hcpcs?: HcpcsFacts;
}

/** What the agency's file says of a HCPCS Level II code beside its text. Days are YYYY-MM-DD. */
export interface HcpcsFacts {
  shortTitle?: string;
  addedOn?: string;
  /** When the last change to the code took effect. */
  effectiveOn?: string;
  /** The last day it may be used. */
  endedOn?: string;
  /** Medicare's coverage status of the code. */
  coverage?: 'carrier-judgment' | 'special-instructions' | 'not-payable' | 'non-covered' | 'excluded-by-statute';
  /** What one unit stands for, where the text names one amount. */
  unit?: DrugUnit;
}

/**
 * One code or header of one release, with the notes that keep it from another code or ask for one: its own and those
 * inherited from above.
 */
export interface CodeEntry {
  system: CodeSystem;
  code: Code;
  title: string;
  /** False for a header: a category or subcategory that has codes below it. */
  billable: boolean;
  parent?: Code;
  notes: CodeNote[];
  facts: CodeFacts;
}

/**
 * The slice of the pinned releases that one encounter needs: lookups only, no I/O. It is built by db/queries/codes from
 * the catalog database for the codes of a sheet and its key, and by `aCatalog()` in tests.
 */
export interface Catalog {
  pins: ReleasePins;
  /** The day of service or discharge, YYYY-MM-DD; undefined where no day counts. */
  on?: string;
  /** The entry of a canonical code in the pinned release; undefined when the release does not have it. */
  find(system: CodeSystem, code: string): CodeEntry | undefined;
  /** True when another release than the pinned one has the code (it is deleted, or not yet in force). */
  isKnownElsewhere(system: CodeSystem, code: string): boolean;
  /**
   * True when the pinned release as installed has every code of this code's family, so that a code it lacks does not
   * exist. False outside the starter families (and for CPT without a licensed file): absence then proves nothing.
   */
  covers(system: CodeSystem, code: string): boolean;
  /** Modifiers that may stand on a service line in the pinned releases: code to meaning. */
  modifiers: ReadonlyMap<string, Modifier>;
  /** True when a list of the codes exempt from POA reporting covers this ICD-10-CM code; else nobody may say it is one. */
  knowsPoa(code: string): boolean;
  /** The longest beginning of an ICD-10-PCS code that a code of the release has: `0SR9` of `0SR93J9`. */
  legalBeginning(code: string): string;
  /** What an axis value means in a PCS table, e.g. (`0SR`, 5, `0`) gives `Open`. */
  pcsValue(table: string, axis: number, value: string): string | undefined;
}

export interface Modifier {
  code: string;
  title: string;
  kind: 'anatomic' | 'drug' | 'distinct' | 'payer' | 'pricing' | 'practice';
}

/**
 * Makes a catalog from plain entries. `elsewhere` holds `system:code` of codes only other releases have. `covers`
 * defaults to yes, so that in a test a code that is not listed does not exist.
 */
export function makeCatalog(parts: {
  pins: ReleasePins;
  on?: string;
  entries: Iterable<CodeEntry>;
  modifiers?: Iterable<Modifier>;
  elsewhere?: Iterable<string>;
  pcsValues?: ReadonlyMap<string, string>;
  covers?: Catalog['covers'];
  knowsPoa?: Catalog['knowsPoa'];
  /** Beginnings of ICD-10-PCS codes that codes of the release have; those of `entries` when left out. */
  pcsBeginnings?: Iterable<string>;
}): Catalog {
  const entries = new Map([...parts.entries].map((entry) => [`${entry.system}:${entry.code}`, entry]));
  const elsewhere = new Set(parts.elsewhere ?? []);
  const pcs = [...entries.values()].filter(({ system }) => system === 'icd10pcs');
  const beginnings = new Set(parts.pcsBeginnings ?? pcs.flatMap(({ code }) => beginningsOf(code)));
  return {
    pins: parts.pins,
    ...(parts.on !== undefined && { on: parts.on }),
    find: (system, code) => entries.get(`${system}:${code}`),
    isKnownElsewhere: (system, code) => elsewhere.has(`${system}:${code}`),
    covers: parts.covers ?? (() => true),
    knowsPoa: parts.knowsPoa ?? (() => true),
    legalBeginning: (code) => beginningsOf(code).find((beginning) => beginnings.has(beginning)) ?? '',
    modifiers: new Map([...(parts.modifiers ?? [])].map((modifier) => [modifier.code, modifier])),
    pcsValue: (table, axis, value) => parts.pcsValues?.get(`${table}:${axis}:${value}`),
  };
}

/** The code and everything it begins with, longest first. */
export const beginningsOf = (code: string): string[] =>
  Array.from({ length: Math.min(code.length, 7) }, (_, at) => code.slice(0, Math.min(code.length, 7) - at));

/** True when `code` is one of the range's codes or stands below one of them. Canonical forms without points. */
export function isInRange(code: string, range: CodeRange): boolean {
  return (
    code.length >= 3 &&
    isBetween(code, range.from, range.to) &&
    (range.characters === undefined || hasCharacter(code, range.characters)) &&
    (range.after === undefined || range.after.some((ending) => goesOn(code, ending)))
  );
}

const goesOn = (code: string, ending: string): boolean =>
  [...ending].every((character, at) => (character === '-' ? code.length > at + 3 : code[at + 3] === character));

function hasCharacter(code: string, { places, among }: { places: number[]; among: string }): boolean {
  const filled = places.map((place) => code[place - 1]).filter((character) => character && character !== 'X');
  return among.includes(filled.at(-1) ?? '?');
}
