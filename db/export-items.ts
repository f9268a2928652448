// `npm run items:export -- --format qti3|moodle|gift|csv --out <file>`: writes the platform's own bank for another
// program, with its keys, and lists what the format or any other program cannot carry. For who runs the installation:
// the file goes to a disk and never through a browser.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeQuestions } from '#db/exchange/exchange';
import { EXCHANGE_FORMATS, isExchangeFormat } from '#db/exchange/formats';
import { listItemsToPublish } from '#db/items-to-publish';
import type { FileRemark, ForeignItem } from '#domain/exam/exchange/foreign-item';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';

const root = join(import.meta.dirname, '..');
const USAGE = `npm run items:export -- --format ${Object.keys(EXCHANGE_FORMATS).join('|')} --out <file>`;

/** What the command line says, or undefined when that is not enough. */
function readWords(words: string[]): { format: keyof typeof EXCHANGE_FORMATS; out: string } | undefined {
  try {
    const { values } = parseArgs({ args: words, options: { format: { type: 'string' }, out: { type: 'string' } } });
    const { format = '', out } = values;
    return isExchangeFormat(format) && out ? { format, out } : undefined;
  } catch {
    return undefined;
  }
}

/** The bank's items that other programs can take, and why the others cannot be taken. */
function carried(): { items: ForeignItem[]; remarks: FileRemark[] } {
  const items: ForeignItem[] = [];
  const remarks: FileRemark[] = [];
  for (const { item, scenario } of listItemsToPublish(root)) {
    const foreign = toForeignItem(item, scenario);
    if (foreign.ok) items.push(foreign.value);
    else remarks.push({ severity: 'warning', item: item.id, text: `Not in the file: ${foreign.problem}` });
  }
  return { items, remarks };
}

async function main(words: string[]): Promise<number> {
  const order = readWords(words);
  if (!order) {
    console.error(USAGE);
    return 1;
  }
  if (existsSync(order.out)) {
    console.error(`${order.out} is there already. Name another file, or remove it first.`);
    return 1;
  }
  const { items, remarks } = carried();
  const written = await writeQuestions(order.format, items, Date.now());
  writeFileSync(order.out, written.bytes, { flag: 'wx', mode: 0o600 });
  const all = [...remarks, ...written.remarks];
  for (const { item, text } of all) console.log(item ? `${item}: ${text}` : text);
  console.log(`${items.length} questions with their keys in ${order.out} (${EXCHANGE_FORMATS[order.format].name}).`);
  if (all.length > 0) console.log(`${all.length} remarks above say what is left out.`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
