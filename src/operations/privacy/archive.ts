import { Zip, ZipDeflate } from 'fflate';
import type { ExportTable } from '#db/queries/pages';
import { csvOf } from '#operations/privacy/csv';
import { readerOfThisRequest } from '#operations/slow-reader';

/** A file of an archive, written piece by piece. */
interface ArchiveFile {
  name: string;
  pieces: AsyncIterable<string> | Iterable<string>;
}

/** What the README.txt of an archive says above its list of files. */
export interface ArchiveWords {
  title: string;
  lines: readonly string[];
}

/**
 * An export as a ZIP archive: README.txt, everything as one JSON file, and each table as CSV. It is made while it is
 * sent: no more than one page of a table is in memory, whatever the size of the whole.
 */
export function archiveOf(
  tables: readonly ExportTable[],
  words: ArchiveWords,
  now: number,
): ReadableStream<Uint8Array> {
  const files: ArchiveFile[] = [
    { name: 'README.txt', pieces: [readMe(tables, words)] },
    { name: 'everything.json', pieces: jsonOf(tables) },
    ...tables.map((table) => ({ name: `${table.name}.csv`, pieces: csvPieces(table) })),
  ];
  return streamOf(zipped(files, now));
}

const readMe = (tables: readonly ExportTable[], { title, lines }: ArchiveWords): string =>
  [
    title,
    '',
    ...lines,
    '',
    'Times are in UTC. everything.json holds all of it for programs; the other files hold the same, for a spreadsheet:',
    '',
    ...tables.map(({ name, about }) => `  ${name}.csv: ${about}`),
    '',
    'A cell that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it. everything.json has it as it is.',
    '',
  ].join('\r\n');

async function* jsonOf(tables: readonly ExportTable[]): AsyncGenerator<string> {
  yield '{';
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(table.name)}: [`;
    let isFirst = true;
    for await (const rows of table.pages())
      for (const row of rows) {
        yield `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
        isFirst = false;
      }
    yield ']';
  }
  yield '\n}\n';
}

async function* csvPieces({ columns, pages }: ExportTable): AsyncGenerator<string> {
  yield csvOf(columns, [], true);
  for await (const rows of pages()) yield csvOf(columns, rows, false);
}

async function* zipped(files: readonly ArchiveFile[], now: number): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const encoder = new TextEncoder();
  for (const { name, pieces } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = new Date(now);
    zip.add(entry);
    for await (const piece of pieces) {
      entry.push(encoder.encode(piece));
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready;
}

/** The answer that makes a browser keep a file. `fileName` has no characters that would have to be escaped. */
export const download = (body: ReadableStream<Uint8Array>, fileName: string, type: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });

/** A stream that makes its next piece when the reader took the one before, and stops when nobody wants more. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  const waitForReader = readerOfThisRequest();
  return new ReadableStream({
    async pull(controller) {
      await waitForReader();
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
