import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '#db/exchange/csv/read-csv';
import { writeCsv } from '#db/exchange/csv/write-csv';
import { readGift } from '#db/exchange/gift/read-gift';
import { writeGift } from '#db/exchange/gift/write-gift';
import { readMoodleXml } from '#db/exchange/moodle/read-moodle-xml';
import { writeMoodleXml } from '#db/exchange/moodle/write-moodle-xml';
import type { ForeignItem, ReadItems, WrittenItems } from '#domain/exam/exchange/foreign-item';
import { foreignItems } from './a-foreign-item.ts';

interface Format {
  name: string;
  read: (bytes: Uint8Array) => ReadItems;
  write: (items: readonly ForeignItem[]) => WrittenItems;
}
const FORMATS: Format[] = [
  { name: 'Moodle XML', read: readMoodleXml, write: writeMoodleXml },
  { name: 'GIFT', read: readGift, write: writeGift },
  { name: 'CSV', read: readCsv, write: writeCsv },
];

describe.each(FORMATS)('$name', ({ read, write }) => {
  test('what is written is read again', () => {
    fc.assert(
      fc.property(foreignItems(), (items) => {
        const written = write(items);
        const refused = new Set(
          written.remarks
            .filter(
              ({ text }) =>
                text.startsWith('Not written: it') ||
                text.startsWith('Not written: an') ||
                text.startsWith('Not written: all'),
            )
            .map(({ item }) => item),
        );
        const expected = items.filter(({ name }) => !refused.has(name));
        fc.pre(expected.length > 0);
        const back = read(written.bytes);
        expect(back.remarks).toEqual([]);
        expect(back.items).toEqual(expected);
      }),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});
