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
  '-TX_G06SAMP_004.xml': 'choice',
  'A_104374830.xml': 'text',
  'BG007.xml': 'choice',
  'BG009.xml': /people mark it/,
  'BG011.xml': /people mark it/,
  'CatalogsAcrossContentNodes.xml': 'choice',
  'Choicemultiple_2014410822.xml': 'choice',
  'Example01-modalFeedback.xml': 'choice',
  'Example02-feedbackInline.xml': 'choice',
  'Example03-feedbackBlock-solution.xml': /adaptive/,
  'Example04-feedbackBlock-templateBlock.xml': /template/,
  'Item6_1645506707.xml': /people mark it/,
  'MultipleAnswer-choice-materials.xml': 'choice',
  'MultipleCatalogs.xml': 'choice',
  'Order_913967682.xml': 'order',
  'Order_RTL_Hebrew.xml': 'order',
  'QTI3-inline-choice.xml': 'choice',
  'QTI3-order.xml': 'order',
  'QTI3multiplechoice2.xml': 'choice',
  'QUE_102010.xml': 'choice',
  'QUE_102013.xml': 'choice',
  'QUE_102015.xml': 'text',
  'QUE_104045.xml': 'choice',
  'QUE_104047.xml': 'choice',
  'QUE_104049.xml': 'choice',
  'QUE_104051.xml': 'choice',
  'ReferencingCatalogContent.xml': 'choice',
  'TextEntry_883368511.xml': 'text',
  'TextEntrynumeric_770468849.xml': /accepts more answers than are listed/,
  'TheAnswer-001.xml': 'text',
  'choice_fixed.xml': 'choice',
  'choice_multiple.xml': 'choice',
  'choice_multiple_chocolade.xml': /of no option that it is right/,
  'choice_multiple_rtl.xml': 'choice',
  'choice_ruby.xml': 'choice',
  'contexts_for_different_program_scoring.xml': /accepts more answers than are listed/,
  'data-attributes.xml': /choosing words in a text/,
  'either-or.xml': 'choice',
  'essay.xml': /People mark it/,
  'extended_text.xml': /people mark it/,
  'extended_text_rubric.xml': /people mark it/,
  'feedback.xml': 'choice',
  'feedbackblock_solution_random.xml': /template/,
  'firstexample.xml': 'choice',
  'hint.xml': /adaptive/,
  'jumble-inlineChoice.xml': /3 answers at once/,
  'likert.xml': /of no option that it is right/,
  'math.xml': 'choice',
  'mc_calc3.xml': /template/,
  'mc_stat2.xml': /template/,
  'multi-input.xml': /putting words into gaps/,
  'nested_object.xml': /people mark it/,
  'order-maths.xml': /An option has no text/,
  'order_partial_scoring.xml': 'order',
  'orkney1.xml': /a text in another file/,
  'rubric_block.xml': 'choice',
  'ruby_i23n.xml': 'choice',
  'shakespeare_biography.xml': /answers at once/,
  'text_entry-Lycidas.xml': /2 answers at once/,
  'text_entry-calculus.xml': 'text',
  'text_entry.xml': 'text',
  'unbelievable_night_item1.xml': /stimulus/,
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
