import type { CodeSystem } from '#domain/codeset/code';

/** A code as it stands in a text. It need not exist. */
export interface WrittenCode {
  system: Exclude<CodeSystem, 'cpt'>;
  written: string;
}

/** Codes by their shapes; not `E11.3-`, and not in `backticks`, where codes stand that are wrong on purpose. */
const SHAPES: [system: WrittenCode['system'], shape: RegExp][] = [
  ['icd10cm', /(?<![\w`.-])[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w`-]|\.\w)/g],
  ['icd10pcs', /(?<![\w`.-])(?=[0-9A-Z]*[A-Z])(?=[0-9A-Z]*\d)[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}(?![\w`-])/g],
  ['hcpcs', /(?<![\w`.-])[A-CE-V]\d{4}(?![\w`])/g],
  ['px', /(?<![\w`.-])PX\d{3}(?![\w`])/g],
];
/** A category without subdivision looks like any word of three characters, unless it is all there is: `I10`. */
const WHOLE_CATEGORY = /^[A-Z]\d[0-9A-Z]$/;

/** Every code that a text names, as written, in no order. */
export function codesInText(text: string): WrittenCode[] {
  const whole = text.trim();
  const found = SHAPES.flatMap(([system, shape]) =>
    [...text.matchAll(shape)].map(([written]) => ({ system, written })),
  );
  return WHOLE_CATEGORY.test(whole) ? [...found, { system: 'icd10cm', written: whole }] : found;
}
