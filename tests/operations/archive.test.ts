import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { writeResponse } from 'astro/app/node';
import { parse as parseCsv } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import type { ExportTable } from '#db/queries/pages';
import { archiveOf } from '#operations/privacy/archive';
import { csvOf } from '#operations/privacy/csv';
import { withResponse } from '#operations/slow-reader';

const WORDS = { title: 'A title', lines: ['A line.'] };
const tableOf = (rows: Record<string, unknown>[], columns = ['a', 'b']): ExportTable => ({
  name: 'things',
  about: 'things there are',
  columns,
  async *pages() {
    yield rows;
  },
});

async function filesOf(tables: ExportTable[]): Promise<Record<string, string>> {
  const bytes = new Uint8Array(await new Response(archiveOf(tables, WORDS, Date.UTC(2026, 10, 26))).arrayBuffer());
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, file]) => [name, strFromU8(file)]));
}

test('an archive says what is in it, and holds everything as JSON and as CSV', async () => {
  const files = await filesOf([
    tableOf([
      { a: 'π “x”\n', b: { deep: [1] } },
      { a: null, b: true },
    ]),
  ]);
  expect(Object.keys(files)).toEqual(['README.txt', 'everything.json', 'things.csv']);
  expect(files['README.txt']).toContain('things.csv: things there are');
  expect(JSON.parse(files['everything.json'] ?? '')).toEqual({
    things: [
      { a: 'π “x”\n', b: { deep: [1] } },
      { a: null, b: true },
    ],
  });
  expect(parseCsv(files['things.csv'] ?? '', { columns: true })).toEqual([
    { a: 'π “x”\n', b: '{"deep":[1]}' },
    { a: '', b: 'true' },
  ]);
});

test('an empty table is a file with its columns', async () => {
  const files = await filesOf([tableOf([])]);
  expect(JSON.parse(files['everything.json'] ?? '')).toEqual({ things: [] });
  expect(files['things.csv']).toBe('a,b\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])('a cell %j is no formula', (cell) => {
  const [row] = parseCsv(csvOf(['a'], [{ a: cell }], true), { columns: true }) as Record<string, string>[];
  expect(row?.a).toBe(`'${cell}`);
});
test.each(['1+1', 'a=b', 'x@y.org', '', 'two\nlines', 'a\rb', 'a\r\nb'])('a cell %j stays as it is', (cell) => {
  const [row] = parseCsv(csvOf(['a', 'b'], [{ a: cell, b: 'x' }], true), { columns: true }) as Record<string, string>[];
  expect(row?.a).toBe(cell);
});

/** A table of so many pages that says how many were read. */
function longTable() {
  const seen = { pages: 0 };
  const table: ExportTable = {
    ...tableOf([]),
    async *pages() {
      for (; seen.pages < 20_000; seen.pages++)
        yield Array.from({ length: 20 }, () => ({ a: crypto.randomUUID(), b: crypto.randomUUID() }));
    },
  };
  return { seen, table };
}
// A page has some 2 KB; what the compressor holds back is below 100 KB.
const PAGES_IN_300_KB = 400;

test('no more is read than somebody takes, and nothing after they have gone', async () => {
  const { seen, table } = longTable();
  const reader = archiveOf([table], WORDS, Date.UTC(2026, 0, 1)).getReader();
  for (let taken = 0; taken < 300_000; ) taken += (await reader.read()).value?.length ?? 0;
  expect(seen.pages).toBeLessThan(PAGES_IN_300_KB);
  await reader.cancel();
  const { pages } = seen;
  await setTimeout(20);
  expect(seen.pages).toBe(pages);
});

test('a browser that stops reading does not make the server read on', async () => {
  const { seen, table } = longTable();
  const server = createServer((_, response) => {
    withResponse(response, () =>
      writeResponse(new Response(archiveOf([table], WORDS, Date.UTC(2026, 0, 1))), response),
    );
  }).listen(0, 'localhost');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, 'localhost');
  onTestFinished(() => void socket.destroy());
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
  // The headers come, and nobody takes what follows.
  await once(socket, 'readable');
  let before = -1;
  while (seen.pages !== before) {
    before = seen.pages;
    await setTimeout(300);
  }
  expect(seen.pages).toBeGreaterThan(0);
  // What the two sockets of the operating system hold is some megabytes.
  expect(seen.pages).toBeLessThan(15_000);
});
