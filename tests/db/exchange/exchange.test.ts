import { expect, test } from 'vitest';
import { readQuestions } from '#db/exchange/exchange';

const table = (rows: number) =>
  new TextEncoder().encode(
    ['stem,option a,option b,right']
      .concat(Array.from({ length: rows }, (_, row) => `${row} ${'\\'.repeat(19_000)},This,That,a`))
      .join('\n'),
  );

test('what is read out of a file has a bound of its own: some get longer by being read', async () => {
  const few = await readQuestions(table(20), 'few.csv');
  expect(few.items).toHaveLength(20);
  const { items, remarks } = await readQuestions(table(500), 'many.csv');
  expect(items).toEqual([]);
  expect(remarks.map(({ severity, text }) => [severity, text])).toEqual([
    ['error', expect.stringMatching(/more than 16 million characters\. Split it/)],
  ]);
});
