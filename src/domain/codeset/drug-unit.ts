/**
 * What one unit of a drug or supply code stands for. `upTo`: a part of it counts as one unit already.
 * HCPCS Level II writes it into the long text ("Injection, …, 10 mg"); units on the claim are dose ÷ amount.
 */
export interface DrugUnit {
  amount: number;
  measure: Measure;
  upTo?: true;
}

const MEASURES = {
  mg: /^(?:mg|milligrams?)$/,
  mcg: /^(?:mcg|micrograms?)$/,
  g: /^(?:gm?|grams?)$/,
  ml: /^(?:ml|milliliters?)$/,
  cc: /^cc$/,
  unit: /^(?:usp )?units?$/,
  IU: /^(?:iu|i\.u\.|international units?)$/,
  mCi: /^(?:mci|millicuries?)$/,
  µCi: /^(?:uci|microcuries?)$/,
  mEq: /^(?:meq|milliequivalents?)$/,
  cm2: /^(?:square c[a-z]+|sq\.? ?cm)$/,
  dose: /^(?:therapeutic |unit |study |treatment )?doses?$/,
  vial: /^vials?$/,
  treatment: /^treatments?$/,
} as const satisfies Record<string, RegExp>;
export type Measure = keyof typeof MEASURES;

const WRITTEN: Record<Measure, string> = {
  ...(Object.fromEntries(Object.keys(MEASURES).map((measure) => [measure, measure])) as Record<Measure, string>),
  cm2: 'cm²',
};

/** Written out in text, so that there are two of them: `5 units`. */
const IS_A_WORD = new Set<Measure>(['unit', 'dose', 'vial', 'treatment']);

/** `10 mg`, `up to 1 ml`, `1 dose`, `5 units`. */
export const drugUnitText = ({ amount, measure, upTo }: DrugUnit): string =>
  `${upTo ? 'up to ' : ''}${amount.toLocaleString('en-US', { maximumFractionDigits: 6 })} ${WRITTEN[measure]}${amount !== 1 && IS_A_WORD.has(measure) ? 's' : ''}`;

/**
 * The unit that the long text of a HCPCS Level II code names, or undefined where it names none or more than one: two
 * drugs in one product, a range of doses. Texts in brackets qualify and are passed over.
 */
export function drugUnitOf(title: string): DrugUnit | undefined {
  const parts = withoutBrackets(title.toLowerCase())
    .split(/[;,](?!\d{3}\b)/)
    .map(unitIn)
    .filter((unit) => unit !== undefined);
  const [unit] = parts;
  const isClear = parts.every((other) => other.amount === unit?.amount && other.measure === unit.measure);
  return isClear ? unit : undefined;
}

/** `not therapeutically equivalent to j0612` names a code, not an amount; brackets may stand within brackets. */
function withoutBrackets(text: string): string {
  const inner = text.replace(/\([^()]*\)/g, ' ');
  return inner === text ? text : withoutBrackets(inner);
}

/** A part that is an amount: `per 10 mg`, `up to 5 million units`, `each dose`, `0.1 mg of iron`. */
const PART =
  /^(?:(per|each|up to|per up to) ?)?(\d[\d,]*(?:\.\d+)?|\.\d+)? ?(million )?([a-z. ]+?)\.?(?: (?:of|for) [a-z ]+)?$/;
/** A name in front of it, `burosumab-twza 1 mg`. Words that make the amount a share or a limit are no name. */
const NAME = /^(?!.*\b(?:and|or|than|over|in|with|to|minimum|equal)\b(?!.*\bper ))[a-z][a-z0-9 -]*?[a-z] (?=per \d|\d)/;

function unitIn(part: string): DrugUnit | undefined {
  const [, lead, digits, million, word = ''] = PART.exec(part.replace(/\s+/g, ' ').trim().replace(NAME, '')) ?? [];
  const measure = (Object.keys(MEASURES) as Measure[]).find((known) => MEASURES[known].test(word.trim()));
  if (!measure || (!digits && !lead)) return undefined;
  const amount = Number(digits?.replaceAll(',', '') ?? 1) * (million ? 1_000_000 : 1);
  if (!(amount > 0)) return undefined;
  return { amount, measure, ...(lead?.endsWith('up to') && { upTo: true as const }) };
}
