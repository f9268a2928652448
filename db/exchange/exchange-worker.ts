import { parentPort, workerData } from 'node:worker_threads';
import { readCsv } from '#db/exchange/csv/read-csv';
import { writeCsv } from '#db/exchange/csv/write-csv';
import type { ExchangeFormat } from '#db/exchange/formats';
import { readGift } from '#db/exchange/gift/read-gift';
import { writeGift } from '#db/exchange/gift/write-gift';
import { ITEM_LIMITS } from '#db/exchange/item-limits';
import { readMoodleXml } from '#db/exchange/moodle/read-moodle-xml';
import { writeMoodleXml } from '#db/exchange/moodle/write-moodle-xml';
import { readQti } from '#db/exchange/qti/read-qti';
import { writeQtiPackage } from '#db/exchange/qti/write-package';
import type { ForeignItem, ReadItems, WrittenItems } from '#domain/exam/exchange/foreign-item';

export type ExchangeTask =
  | { kind: 'read'; format: ExchangeFormat; bytes: Uint8Array; fileName: string }
  | { kind: 'write'; format: ExchangeFormat; items: ForeignItem[]; now: number };

/*
 * Runs beside the server, one for each file: whatever a foreign file does to its reader ends with this thread, and
 * requests are answered meanwhile.
 */
function read({ format, bytes, fileName }: ExchangeTask & { kind: 'read' }): ReadItems | Promise<ReadItems> {
  switch (format) {
    case 'moodle':
      return readMoodleXml(bytes);
    case 'gift':
      return readGift(bytes);
    case 'csv':
      return readCsv(bytes);
    case 'qti3':
      return readQti(bytes, fileName);
  }
}

function write({ format, items, now }: ExchangeTask & { kind: 'write' }): WrittenItems {
  switch (format) {
    case 'moodle':
      return writeMoodleXml(items);
    case 'gift':
      return writeGift(items);
    case 'csv':
      return writeCsv(items);
    case 'qti3':
      // A package carries all there is in a question.
      return { bytes: writeQtiPackage(items, now), remarks: [] };
  }
}

const TOO_MUCH = `The questions of the file have more than ${ITEM_LIMITS.readText / 2 ** 20} million characters. Split it and bring in the parts one after the other.`;

/** What is handed over has a bound, however little it was when it was packed. */
async function readBounded(task: ExchangeTask & { kind: 'read' }): Promise<ReadItems> {
  const { items, remarks } = await read(task);
  if (JSON.stringify(items).length <= ITEM_LIMITS.readText) return { items, remarks };
  return { items: [], remarks: [{ severity: 'error', text: TOO_MUCH }] };
}

const task = workerData as ExchangeTask;
parentPort?.postMessage(task.kind === 'read' ? await readBounded(task) : write(task));
