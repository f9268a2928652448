import { type KeyboardEvent, useState } from 'react';
import { type CalculatorKey, CLEARED, press } from './calculator.ts';

const KEYS: [key: CalculatorKey, sign: string, name?: string][] = [
  ['c', 'C', 'Clear'],
  ['b', '⌫', 'Take back the last digit'],
  ['%', '%', 'Percent'],
  ['/', '÷', 'Divided by'],
  ['7', '7'],
  ['8', '8'],
  ['9', '9'],
  ['*', '×', 'Times'],
  ['4', '4'],
  ['5', '5'],
  ['6', '6'],
  ['-', '−', 'Minus'],
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['+', '+', 'Plus'],
  ['n', '±', 'Change the sign'],
  ['0', '0'],
  ['.', '.', 'Point'],
  ['=', '=', 'Equals'],
];
/** What keys of a keyboard stand for. */
const TYPED: Record<string, CalculatorKey> = { Enter: '=', Backspace: 'b', Delete: 'c', ',': '.', x: '*', '÷': '/' };

/** A small calculator that stays open beside the question; keys work while it has the focus, Escape closes it. */
export function CalculatorPad({ onClose }: { onClose(): void }) {
  const [calculator, setCalculator] = useState(CLEARED);
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return onClose();
    }
    // Enter presses the button that has the focus, when it got there by Tab.
    if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
    const key = TYPED[event.key] ?? KEYS.find(([one]) => one === event.key && !'bcn'.includes(one))?.[0];
    if (!key) return;
    event.preventDefault();
    setCalculator((before) => press(before, key));
  }
  return (
    // Its buttons do the same; keys are the short way.
    <section className="calculator" aria-label="Calculator" onKeyDown={onKeyDown}>
      <output
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the place where typing goes
        tabIndex={0}
        ref={(display) => {
          if (display && !display.dataset.met) {
            display.dataset.met = 'yes';
            display.focus();
          }
        }}
        aria-label="Display"
      >
        {calculator.shown.replace('-', '−')}
      </output>
      <div className="calculator-keys">
        {KEYS.map(([key, sign, name]) => (
          <button
            key={key}
            type="button"
            className="button"
            aria-label={name}
            onClick={() => setCalculator((before) => press(before, key))}
          >
            {sign}
          </button>
        ))}
      </div>
      <button type="button" className="button" onClick={onClose}>
        Close the calculator
      </button>
    </section>
  );
}
