import { readCsv } from '#db/exchange/csv/read-csv';
import { writeCsv } from '#db/exchange/csv/write-csv';
import { readGift } from '#db/exchange/gift/read-gift';
import { writeGift } from '#db/exchange/gift/write-gift';
import { readMoodleXml } from '#db/exchange/moodle/read-moodle-xml';
import { writeMoodleXml } from '#db/exchange/moodle/write-moodle-xml';
import { readAllItems } from '#db/read-items';
import type { ForeignItem, ReadItems, WrittenItems } from '#domain/exam/exchange/foreign-item';
import { toForeignItem } from '#domain/exam/exchange/to-foreign';

/** The door of a format. */
export interface ItemFormat {
  name: string;
  read: (bytes: Uint8Array) => ReadItems;
  write: (items: readonly ForeignItem[]) => WrittenItems;
}

export const ITEM_FORMATS: ItemFormat[] = [
  { name: 'Moodle XML', read: readMoodleXml, write: writeMoodleXml },
  { name: 'GIFT', read: readGift, write: writeGift },
  { name: 'CSV', read: readCsv, write: writeCsv },
];

/** Every item of the bank that other programs can take. */
export const bankForOthers = (root = '.'): ForeignItem[] =>
  readAllItems(root).flatMap(({ source: { value }, scenario }) => {
    const asked = value.scenario && { title: value.scenario.title, blocks: scenario };
    return value.items.flatMap((item) => {
      const foreign = toForeignItem(item, asked);
      return foreign.ok ? [foreign.value] : [];
    });
  });

/** Bytes of a text, and a text of bytes. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
