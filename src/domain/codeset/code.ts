import { fail, ok, type Result } from '#domain/result';

/**
 * The code systems a coding sheet can hold. `px` is the practice procedure set of this project; `cpt` is only ever an
 * organisation's own licensed file (its codes are accepted, never shipped).
 */
export const CODE_SYSTEMS = ['icd10cm', 'icd10pcs', 'hcpcs', 'px', 'cpt'] as const;
export type CodeSystem = (typeof CODE_SYSTEMS)[number];

export const CODE_SYSTEM_NAMES: Record<CodeSystem, string> = {
  icd10cm: 'ICD-10-CM',
  icd10pcs: 'ICD-10-PCS',
  hcpcs: 'HCPCS Level II',
  px: 'Practice procedure set',
  cpt: 'CPT',
};

/** A code in canonical form: upper case, no point, no spaces (`E1165`). Its shape is right; it may still not exist. */
export type Code = string & { readonly __brand: 'Code' };

export interface CodeRef {
  system: CodeSystem;
  code: Code;
}

export interface MalformedCode {
  code: 'malformed-code';
  system: CodeSystem;
  typed: string;
}

/** Shape of each system's codes in canonical form; headers (three characters in ICD-10-CM) included. */
const SHAPES: Record<CodeSystem, RegExp> = {
  // Chapter 17 has run out of numbers: QA0 came with FY2026, QA1 with FY2027.
  icd10cm: /^(?:[A-Z][0-9]|Q[A-Z])[0-9A-Z](?:[0-9A-Z]{1,4})?$/,
  icd10pcs: /^[0-9A-HJ-NP-Z]{7}$/,
  hcpcs: /^[A-CE-V][0-9]{4}$/,
  px: /^PX[0-9]{3}$/,
  cpt: /^[0-9]{4}[0-9A-Z]$/,
};

/** Upper case, decimal points, spaces and invisible characters dropped; bounded to 32 characters. Never fails. */
export function canonicalText(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\p{C}]/gu, '')
    .slice(0, 32);
}

/** Reads what a person typed as a code of `system`. `i11.0`, ` I110 ` and `I11.0` give the same code. */
export function parseCode(system: CodeSystem, typed: string): Result<CodeRef, MalformedCode> {
  const text = canonicalText(typed);
  return SHAPES[system].test(text)
    ? ok({ system, code: text as Code })
    : fail({ code: 'malformed-code', system, typed: typed.slice(0, 64) });
}

/** The way a code is written for people: ICD-10-CM with its point after the third character, all others as they are. */
export function formatCode({ system, code }: { system: CodeSystem; code: string }): string {
  return system === 'icd10cm' && code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** The systems a service line may hold; their codes have shapes of their own, so a line needs no system beside it. */
const SERVICE_SYSTEMS = ['px', 'hcpcs', 'cpt'] as const satisfies CodeSystem[];

/** Which system a service line's canonical code is of, by its shape; undefined when it has the shape of none. */
export function serviceSystemOf(code: string): (typeof SERVICE_SYSTEMS)[number] | undefined {
  return SERVICE_SYSTEMS.find((system) => SHAPES[system].test(code));
}
