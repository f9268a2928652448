import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readQti } from '#db/exchange/qti/read-qti';
import { writeQtiPackage } from '#db/exchange/qti/write-package';

/**
 * The example items of 1EdTech may be used to build products and not be handed on, so they are not here. This test runs
 * where QTI_EXAMPLES_DIR names a folder with them: a clone of 1EdTech/qti-examples, or the QTI 2 samples of qti-sdk.
 */
const DIRECTORY = process.env.QTI_EXAMPLES_DIR;
const files = DIRECTORY === undefined ? [] : globSync('**/*.{xml,zip}', { cwd: DIRECTORY }).sort();
const read = (file: string) => readQti(readFileSync(join(DIRECTORY ?? '', file)), basename(file));

type Kind = 'choice' | 'order' | 'text';
/** What examples of these names are read as, in every version of QTI; a sentence says why one is left out. */
const EXPECTED: Record<string, Kind | RegExp> = {
  'BG007.xml': 'choice',
  'Example01-modalFeedback.xml': 'choice',
  'Example02-feedbackInline.xml': 'choice',
  'Example03-feedbackBlock-solution.xml': /adaptive/,
  'QTI3-inline-choice.xml': 'choice',
  'QTI3-order.xml': 'order',
  'QUE_104049.xml': 'choice',
  'QUE_104051.xml': 'choice',
  'choice_fixed.xml': 'choice',
  'choice_multiple.xml': 'choice',
  'choice_ruby.xml': 'choice',
  'data-attributes.xml': /choosing words in a text/,
  'extended_text.xml': /people mark it/,
  'extended_text_rubric.xml': /people mark it/,
  'feedback.xml': 'choice',
  'likert.xml': /of no option that it is right/,
  'mc_stat2.xml': /template/,
  'order_partial_scoring.xml': 'order',
  'text_entry-Lycidas.xml': /2 answers at once/,
  'text_entry.xml': 'text',
};

describe.skipIf(DIRECTORY === undefined)('the example items of 1EdTech (needs QTI_EXAMPLES_DIR)', () => {
  test.each(files.filter((file) => basename(file) in EXPECTED))('%s is read as expected', async (file) => {
    const expected = EXPECTED[basename(file)];
    const { items, remarks } = await read(file);
    if (expected instanceof RegExp) expect(remarks.map(({ text }) => text).join('\n')).toMatch(expected);
    else expect(items.map(({ question }) => question.type)).toEqual([expected]);
  });

  test.each(files)('%s gives items or a report, and what was read comes back from our own package', async (file) => {
    const { items, remarks } = await read(file);
    const hasErrors = remarks.some(({ severity }) => severity === 'error');
    expect(items.length > 0).toBe(!hasErrors);
    if (items.length === 0) return;
    expect(await readQti(writeQtiPackage(items, Date.UTC(2026, 10, 26)), 'again.zip')).toEqual({ items, remarks: [] });
  });
});
