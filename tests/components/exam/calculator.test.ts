import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calculator, type CalculatorKey, CLEARED, press } from '#components/exam/calculator.ts';

const pressAll = (keys: string, from: Calculator = CLEARED): string =>
  [...keys].reduce((state, key) => press(state, key as CalculatorKey), from).shown;

describe('a calculator as on a desk', () => {
  test.each([
    ['12', '12'],
    ['007', '7'],
    ['1.5', '1.5'],
    ['1..5', '1.5'],
    ['.5', '0.5'],
    ['0.1+0.2=', '0.3'],
    ['1.1*1.1=', '1.21'],
    ['2+3*4=', '20'],
    ['7-10=', '-3'],
    ['10/4=', '2.5'],
    ['1/3=', '0.33333333333'],
    ['2/3=', '0.66666666667'],
    ['5/0=', 'Cannot divide by 0'],
    ['5/0=8', '8'],
    ['5/0=+1=', '1'],
    ['9n', '-9'],
    ['9nn', '9'],
    ['0n', '0'],
    ['5nb', '0'],
    ['123b', '12'],
    ['7b', '0'],
    ['50%', '0.5'],
    ['200+10%=', '220'],
    ['200*10%=', '20'],
    ['3+-4=', '-1'],
    ['5+=', '10'],
    ['5=', '5'],
    ['2+3=4', '4'],
    ['2+3=+1=', '6'],
    ['1234567890123', '123456789012'],
    ['999999999999*10=', 'Too large for the display'],
    ['999999999999+1=', 'Too large for the display'],
    ['999999999999+.5=', 'Too large for the display'],
    ['1-1.0=', '0'],
    ['12c', '0'],
  ])('%s shows %s', (keys, shown) => {
    expect(pressAll(keys)).toBe(shown);
  });

  test('sums of cents are exact', () => {
    const cents = fc.integer({ min: 0, max: 99_999_999 });
    const money = (amount: number) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        expect(Number(pressAll(`${money(one)}+${money(other)}=`))).toBe((one + other) / 100);
        expect(pressAll(`${money(one)}+${money(other)}=-${money(other)}=`)).toBe(String(one / 100));
      }),
    );
  });

  test('whatever is pressed, the display holds a number of at most 12 digits or a sentence', () => {
    const key = fc.constantFrom(...'0123456789.+-*/=%ncb');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        expect(pressAll(keys.join(''))).toMatch(
          /^(?:-?\d{1,12}(?:\.\d{0,12})?|Cannot divide by 0|Too large for the display)$/,
        );
      }),
      { numRuns: 500 },
    );
  });
});
