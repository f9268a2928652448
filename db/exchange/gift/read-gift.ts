import { decodeText } from '#db/exchange/decode-text';
import { blocksOf, categoryIn, type GiftBlock } from '#db/exchange/gift/gift-blocks';
import { questionOfBlock } from '#db/exchange/gift/gift-question';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { CATEGORIES_LEFT_OUT, categoryOf } from '#db/exchange/moodle/question';
import { readQuestion } from '#db/exchange/moodle/read-question';
import { FileReport } from '#domain/exam/exchange/file-report';
import type { ReadItems } from '#domain/exam/exchange/foreign-item';
import { type PlacedForeignItem, withOwnNames } from '#domain/exam/exchange/item-name';

/**
 * Reads a file in GIFT, as Moodle reads it. What Moodle has and this platform has not is left out with a warning; what
 * is wrong is an error with its line, and then nothing is taken. Never throws.
 */
export function readGift(bytes: Uint8Array): ReadItems {
  const report = new FileReport();
  const text = decodeText(bytes);
  if (!text.ok) {
    report.error(text.problem);
    return report.outcome([]);
  }
  return report.outcome(withOwnNames(readBlocks(text.value, report), report));
}

function readBlocks(text: string, report: FileReport): PlacedForeignItem[] {
  const placed: PlacedForeignItem[] = [];
  let category = '';
  let questions = 0;
  for (const block of blocksOf(text)) {
    const found = categoryIn(block);
    category = found?.path ?? category;
    const question = found ? found.rest : block;
    if (question === undefined) continue;
    questions += 1;
    if (questions > ITEM_LIMITS.items) {
      report.error(
        `The file holds more than ${ITEM_LIMITS.items.toLocaleString('en-US')} questions. Split it.`,
        question,
      );
      break;
    }
    placed.push(...readBlock(question, category, report));
  }
  if (questions === 0) report.error('The file holds no question.');
  return placed;
}

function readBlock(block: GiftBlock, category: string, report: FileReport): PlacedForeignItem[] {
  const question = questionOfBlock(block, report);
  const item = question && readQuestion(question, report);
  if (item === undefined) return [];
  if (category !== '' && category !== categoryOf(item.item.details.domains?.[0]))
    report.count(CATEGORIES_LEFT_OUT, item.line);
  return [item];
}
