import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ForeignFile, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { openSources } from '#db/releases/foreign-sources';
import { readXml } from '#db/releases/xml-events';
import { asFile, onDisk, testFolder } from './toy-release.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const TEXT = Array.from({ length: 400 }, (_, at) => `line ${at} ${at * 7919}`).join('\n');

async function contentOf(file: ForeignFile): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.chunks()) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Names and contents behind a path. */
async function unpack(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const file of await openSources([path])) found[file.name] = await contentOf(file);
  return found;
}

describe('what is taken', () => {
  test('a file, a gzipped file and a zip archive, each twice', async () => {
    expect(await unpack(onDisk(TEXT, 'a.txt'))).toEqual({ 'a.txt': TEXT });
    expect(await unpack(onDisk(gzipSync(TEXT), 'a.txt.gz'))).toEqual({ 'a.txt.gz': TEXT });
    const zip = onDisk(zipSync({ 'below/a.txt': bytes(TEXT), 'b.txt': [bytes('stored'), { level: 0 }] }), 'two.zip');
    expect(await unpack(zip)).toEqual({ 'two.zip › a.txt': TEXT, 'two.zip › b.txt': 'stored' });
    const [first] = await openSources([zip]);
    if (!first) throw new Error('nothing in the archive');
    expect([await contentOf(first), await contentOf(first)]).toEqual([TEXT, TEXT]);
  });

  test('an archive in an archive, one level deep', async () => {
    const inner = zipSync({ 'a.txt': bytes(TEXT) });
    const outer = zipSync({ 'inner.zip': inner, 'deeper.zip': zipSync({ 'inner.zip': inner }) });
    expect(Object.keys(await unpack(onDisk(outer, 'outer.zip')))).toEqual([
      'outer.zip › inner.zip › a.txt',
      'outer.zip › deeper.zip › inner.zip',
    ]);
  });

  test('a spreadsheet is one file', async () => {
    const sheet = zipSync({ '[Content_Types].xml': bytes('<Types/>'), 'xl/workbook.xml': bytes('<workbook/>') });
    expect(Object.keys(await unpack(onDisk(sheet, 'table.xlsx')))).toEqual(['table.xlsx']);
  });

  test('a folder with everything below it, without links', async () => {
    const folder = testFolder();
    mkdirSync(join(folder, 'year'));
    writeFileSync(join(folder, 'year', 'b.txt'), 'b');
    writeFileSync(join(folder, 'a.txt'), 'a');
    writeFileSync(join(folder, '.hidden'), 'no');
    symlinkSync('/etc/hostname', join(folder, 'link.txt'));
    symlinkSync(folder, join(folder, 'round'));
    const outside = testFolder();
    writeFileSync(join(outside, 'outside.txt'), 'not asked for');
    symlinkSync(outside, join(folder, 'way-out'));
    expect(await unpack(folder)).toEqual({ 'a.txt': 'a', 'b.txt': 'b' });
  });
});

/** Little-endian places in a zip archive: local header, central header, end of the directory. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

function changed(
  zip: Uint8Array,
  change: (view: DataView, placeOf: (signature: number) => number) => void,
): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  change(view, (signature) => {
    for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === signature) return at;
    throw new Error('no such header');
  });
  return copy;
}

/** One packed member named a thousand times by the directory: small each, too much together. */
function overlapping(zip: Uint8Array, times: number): Uint8Array {
  let central = 0;
  let end = 0;
  changed(zip, (_, placeOf) => {
    central = placeOf(CENTRAL);
    end = placeOf(END);
  });
  const record = zip.slice(central, end);
  const tail = zip.slice(end);
  const view = new DataView(tail.buffer);
  view.setUint16(8, times, true);
  view.setUint16(10, times, true);
  view.setUint32(12, record.length * times, true);
  return Buffer.concat([zip.slice(0, central), ...Array.from({ length: times }, () => record), tail]);
}

const plain = zipSync({ 'a.txt': bytes(TEXT) });
const zeros = new Uint8Array(64 * 2 ** 20);

describe('what is refused, with a sentence', () => {
  test.each([
    ['a path that climbs', zipSync({ '../a.txt': bytes(TEXT) }), /zip archive|leads out/],
    ['a path that climbs in the middle', zipSync({ 'x/../../a.txt': bytes(TEXT) }), /zip archive|leads out/],
    ['an absolute path', zipSync({ '/etc/a.txt': bytes(TEXT) }), /zip archive|leads out/],
    ['a path with a drive', zipSync({ 'C:\\a.txt': bytes(TEXT) }), /zip archive|leads out/],
    ['a name with a line feed', zipSync({ 'ä\nb.txt': bytes(TEXT) }), /is no name/],
    ['a name without end', zipSync({ [`${'a'.repeat(300)}.txt`]: bytes(TEXT) }), /is no name/],
    ['a bomb', zipSync({ 'a.txt': zeros }, { level: 9 }), /100 times its size/],
    ['a bomb in pieces', overlapping(zipSync({ 'a.txt': bytes(TEXT.repeat(40)) }), 4000), /100 times its size/],
    [
      'a member of 4 GB',
      changed(plain, (view, placeOf) => view.setUint32(placeOf(CENTRAL) + 24, 0xfffffffe, true)),
      /256 MB/,
    ],
    ['a size that lies', changed(plain, (view, placeOf) => view.setUint32(placeOf(CENTRAL) + 24, 9, true)), /damaged/],
    ['a wrong checksum', changed(plain, (view, placeOf) => view.setUint32(placeOf(CENTRAL) + 16, 7, true)), /checksum/],
    [
      'a password',
      changed(plain, (view, placeOf) => {
        view.setUint16(placeOf(LOCAL) + 6, 1, true);
        view.setUint16(placeOf(CENTRAL) + 8, 1, true);
      }),
      /password/,
    ],
    [
      'an unknown packing',
      changed(plain, (view, placeOf) => view.setUint16(placeOf(CENTRAL) + 10, 99, true)),
      /cannot be read/,
    ],
  ])('zip: %s', async (_, zip, why) => {
    const refused = unpack(onDisk(zip, 'hostile.zip'));
    await expect(refused).rejects.toThrow(ForeignFileError);
    await expect(refused).rejects.toThrow(why);
  });

  test.each([
    ['cut off', gzipSync(TEXT).subarray(0, 200), /cut off/],
    ['cut off in its checksum', gzipSync(TEXT).subarray(0, -3), /cut off/],
    ['with words behind its end', Buffer.concat([gzipSync(TEXT), bytes('more')]), /damaged/],
    ['with zeros behind its end', Buffer.concat([gzipSync(TEXT), new Uint8Array(9)]), /after its end/],
    ['a bomb', gzipSync(zeros, { level: 9 }), /100 times its size/],
  ])('gzip: %s', async (_, gzip, why) => {
    const refused = unpack(onDisk(gzip, 'hostile.gz'));
    await expect(refused).rejects.toThrow(ForeignFileError);
    await expect(refused).rejects.toThrow(why);
  });

  test('a file of a gigabyte, before it is read, and one that is not there', async () => {
    const path = onDisk('TOY', 'huge.txt');
    truncateSync(path, 2 ** 30);
    const begun = performance.now();
    await expect(unpack(path)).rejects.toThrow(/256 MB/);
    expect(performance.now() - begun).toBeLessThan(1000);
    await expect(unpack(`${path}.not`)).rejects.toThrow('huge.txt.not: is not there');
    await expect(unpack('/dev/null')).rejects.toThrow('null: is neither a file nor a folder');
  });

  test('a line of a gigabyte, after little of it', async () => {
    let sent = 0;
    const endless: ForeignFile = {
      name: 'endless.txt',
      async *chunks() {
        yield bytes('first\nsecond');
        for (; sent < 2 ** 30; sent += 65_536) yield new Uint8Array(65_536).fill(0x61);
      },
    };
    const read = async () => {
      for await (const { text } of linesOf(endless)) expect(text).toBe('first');
    };
    await expect(read()).rejects.toThrow('endless.txt:2: the line is too long to be real');
    expect(sent).toBeLessThan(3 * 2 ** 20);
  });
});

test.each([
  ['a byte that is no UTF-8', [0x61, 0xff]],
  ['a control character', [0x61, 0x00]],
  ['a line end of another system', [0x61, 0x0d, 0x61]],
])('a line of text with %s is refused with its number', async (_what, line) => {
  const file: ForeignFile = {
    name: 'list.txt',
    async *chunks() {
      yield Uint8Array.from([...bytes('first\tä\r\n'), ...line, ...bytes('\r\nthird')]);
    },
  };
  const read = async () => {
    for await (const { text } of linesOf(file)) expect(text).toBe('first\tä');
  };
  await expect(read()).rejects.toThrow('list.txt:2: the line holds bytes that are no text');
});

describe('any damage is seen or changes nothing', () => {
  const isWhole = async (path: string) => {
    try {
      return Object.values(await unpack(path)).every((text) => text === TEXT);
    } catch (error) {
      return error instanceof ForeignFileError;
    }
  };
  test.each([
    ['zip', plain],
    ['gz', new Uint8Array(gzipSync(TEXT))],
  ])('%s: one bit turned, anywhere', async (ending, packed) => {
    const place = fc.tuple(fc.nat(packed.length - 1), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(place, async ([at, bit]) => {
        // The magic number says what a file is packed in: without it, it is a plain file of odd bytes.
        fc.pre(at > 1);
        const turned = packed.slice();
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        return await isWhole(onDisk(turned, `turned.${ending}`));
      }),
      { numRuns: 400 },
    );
  });
  test.each([
    ['zip', plain],
    ['gz', new Uint8Array(gzipSync(TEXT))],
  ])('%s: cut off at every place', async (ending, packed) => {
    const folder = testFolder();
    for (let length = 2; length < packed.length; length += 3) {
      const path = join(folder, `cut-${length}.${ending}`);
      writeFileSync(path, packed.subarray(0, length));
      await expect(unpack(path), `${length} bytes`).rejects.toThrow(ForeignFileError);
    }
  });
});

describe('XML', () => {
  const heard = async (text: string) => {
    const events: string[] = [];
    await readXml(asFile(text, 'list.xml'), {
      open: (name, attributes, path, line) =>
        events.push(`${line} ${[...path, name].join('/')} ${attributes.id ?? ''}`),
      close: (name, words) => events.push(`${name}: ${words}`),
    });
    return events;
  };

  test('elements with their own text, spaces collapsed', async () => {
    expect(await heard('<a><b id="1"> one <i>(two)</i>\n three &amp; <![CDATA[<4>]]></b></a>')).toEqual([
      '1 a ',
      '1 a/b 1',
      '1 a/b/i ',
      'i: (two)',
      'b: one three & <4>',
      'a: ',
    ]);
  });

  test.each([
    [
      'an external entity',
      '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<a>&x;</a>',
      /list.xml:2: has a document type/,
    ],
    ['an entity that grows', '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]><a>&y;</a>', /document type/],
    ['a document type without end', `<!DOCTYPE a [${'<!ENTITY x "lol">'.repeat(100_000)}`, /too long to be real/],
    ['an unknown entity', '<a>\n&x;</a>', /list.xml:2: is not well-formed/],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', /not in UTF-8/],
    ['a text without end', `<a>${'x'.repeat(1_200_000)}`, /too long to be real/],
    ['a text in pieces', `<a>${'xxx<!-- -->'.repeat(400_000)}</a>`, /too long to be real/],
    ['an attribute without end', `<a b="${'x'.repeat(1_200_000)}"/>`, /too long to be real/],
    ['elements without end', '<a>'.repeat(100), /deeper than any/],
    ['a wrong end', '<a>\n<b>\n</a>', /list.xml:3: is not well-formed/],
    ['two roots', '<a/><a/>', /not well-formed/],
    ['nothing', '', /not well-formed/],
  ])('refused: %s', async (_, text, why) => {
    const refused = heard(text);
    await expect(refused).rejects.toThrow(ForeignFileError);
    await expect(refused).rejects.toThrow(why);
  });

  test('refused: bytes that are no text, and any beginning of a list', async () => {
    const broken = Uint8Array.from([...bytes('<a>\n'), 0xc3, 0x28, ...bytes('</a>')]);
    await expect(readXml(asFile(broken, 'list.xml'), {})).rejects.toThrow('list.xml:1: is not text in UTF-8 here');
    const whole = '<?xml version="1.0"?><a><b id="1">one &amp; two</b><!-- three --><c/></a>';
    for (let length = 0; length < whole.length; length++)
      await expect(heard(whole.slice(0, length)), whole.slice(0, length)).rejects.toThrow(ForeignFileError);
  });
});
