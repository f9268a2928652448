/** A decimal number as `digits` × 10^-`scale`: sums of money come out as on paper, which binary fractions do not. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const OPERATORS = ['+', '-', '*', '/'] as const;
type Operator = (typeof OPERATORS)[number];

/** `n` changes the sign, `c` clears all, `b` takes the last digit back. */
export type CalculatorKey =
  | Operator
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | '.'
  | '='
  | '%'
  | 'n'
  | 'c'
  | 'b';

/** A calculator as on a desk: it works from left to right, without precedence. */
export interface Calculator {
  /** What its display reads: a number, or why there is none. */
  shown: string;
  /** What the next operation works on. */
  held?: { value: Decimal; operator: Operator };
  /** The next digit begins a new number. */
  isFresh: boolean;
}

/** Digits the display holds; results are rounded to as many, half away from zero. */
const MOST_DIGITS = 12;
const NO_NUMBER = /[a-z]/i;

export const CLEARED: Calculator = { shown: '0', isFresh: true };

/** The calculator after a key. After a sentence instead of a number only clearing or a new number goes on. */
export function press(calculator: Calculator, key: CalculatorKey): Calculator {
  if (key === 'c') return CLEARED;
  const state = NO_NUMBER.test(calculator.shown) ? CLEARED : calculator;
  if (/^[\d.]$/.test(key)) return type(state, key);
  if (key === 'b') return state.isFresh ? state : { ...state, shown: shorter(state.shown) };
  if (key === 'n') return { ...state, shown: negated(state.shown) };
  if (key === '%') return percent(state);
  return operate(state, key as Operator | '=');
}

function type(state: Calculator, key: string): Calculator {
  const before = state.isFresh ? '0' : state.shown;
  if (key === '.') return { ...state, shown: before.includes('.') ? before : `${before}.`, isFresh: false };
  if (before.replace(/\D/g, '').length >= MOST_DIGITS) return state;
  const shown = before === '0' ? key : before === '-0' ? `-${key}` : before + key;
  return { ...state, shown, isFresh: false };
}

const shorter = (shown: string): string => (/^-?\d$/.test(shown) ? '0' : shown.slice(0, -1));
const negated = (shown: string): string =>
  shown.startsWith('-') ? shown.slice(1) : shown === '0' ? shown : `-${shown}`;

/** After plus or minus a percentage of what is held, as on every desk; else a hundredth. */
function percent(state: Calculator): Calculator {
  const hundredth = times(read(state.shown), { digits: 1n, scale: 2 });
  const isOfHeld = state.held?.operator === '+' || state.held?.operator === '-';
  const value = state.held && isOfHeld ? times(state.held.value, hundredth) : hundredth;
  return { ...state, shown: write(value), isFresh: true };
}

function operate({ shown, held, isFresh }: Calculator, key: Operator | '='): Calculator {
  // A second operator in a row takes the place of the first.
  const value = held && !(isFresh && key !== '=') ? calculate(held.value, held.operator, read(shown)) : read(shown);
  if (value === undefined) return { shown: 'Cannot divide by 0', isFresh: true };
  const next = write(value);
  if (NO_NUMBER.test(next)) return { shown: next, isFresh: true };
  return { shown: next, isFresh: true, ...(key !== '=' && { held: { value: read(next), operator: key } }) };
}

function calculate(one: Decimal, operator: Operator, other: Decimal): Decimal | undefined {
  switch (operator) {
    case '+':
      return plus(one, other);
    case '-':
      return plus(one, { ...other, digits: -other.digits });
    case '*':
      return times(one, other);
    case '/':
      return other.digits === 0n ? undefined : dividedBy(one, other);
  }
}

function plus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  const raised = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own);
  return { digits: raised(one) + raised(other), scale };
}

const times = (one: Decimal, other: Decimal): Decimal => ({
  digits: one.digits * other.digits,
  scale: one.scale + other.scale,
});

/** With more decimals than any display holds; `write` rounds. */
function dividedBy(one: Decimal, other: Decimal): Decimal {
  const scale = 2 * MOST_DIGITS + 2;
  const raised = one.digits * 10n ** BigInt(scale + other.scale);
  return { digits: raised / (other.digits * 10n ** BigInt(one.scale)), scale };
}

function read(shown: string): Decimal {
  const [whole = '0', decimals = ''] = shown.split('.');
  return { digits: BigInt(whole + decimals), scale: decimals.length };
}

function write({ digits, scale }: Decimal): string {
  const size = digits < 0n ? -digits : digits;
  const wholeDigits = String(size / 10n ** BigInt(scale)).length;
  if (wholeDigits > MOST_DIGITS) return 'Too large for the display';
  const kept = Math.min(scale, MOST_DIGITS - wholeDigits);
  const rounded = round(size, scale - kept);
  const text = String(rounded).padStart(kept + 1, '0');
  const whole = text.slice(0, text.length - kept);
  if (whole.length > MOST_DIGITS) return 'Too large for the display';
  const decimals = text.slice(text.length - kept).replace(/0+$/, '');
  const sign = digits < 0n && rounded > 0n ? '-' : '';
  return sign + whole + (kept > 0 && decimals ? `.${decimals}` : '');
}

function round(size: bigint, dropped: number): bigint {
  const unit = 10n ** BigInt(dropped);
  return (size + unit / 2n) / unit;
}
