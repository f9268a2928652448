import type { Item } from './item-file.ts';

const factorial = (number: number): number => (number <= 1 ? 1 : number * factorial(number - 1));

/** The chance of getting an item right by lot: of four options a quarter; nobody guesses a code or a box of a form. */
export function guessingChance(item: Item): number {
  switch (item.type) {
    case 'single-choice':
      return 1 / item.options.length;
    case 'multiple-choice': {
      const [options, right] = [item.options.length, item.rightAnswers];
      return (factorial(right) * factorial(options - right)) / factorial(options);
    }
    case 'order':
      return (1 + item.alsoRight.length) / factorial(item.steps.length);
    case 'hotspot':
      // The part, and those that are likely taken instead: nobody points at just anything.
      return 1 / (1 + Object.keys(item.others).length);
    default:
      return 0;
  }
}
