import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listReleases } from '#db/queries/releases';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import { HCPCS } from '#db/releases/official-files';
import { download } from '#db/releases/online/download';
import { downloadAll, downloadFrom } from '#db/releases/online/download-all';
import { OFFICIAL_HOSTS, ONLINE_FILES, type OnlineFile, VERIFIED_FILES } from '#db/releases/online/manifest';
import { isOfficial } from '#db/releases/online/request';
import type { Instant } from '#domain/time';
import { CODESETS_DIR, openEmptyCatalog } from './open-catalog.ts';

const FILE = Buffer.alloc(300_000, 'official file ');
const SUM = createHash('sha256').update(FILE).digest('hex');

let server: Server;
let folder: string;
let base: string;
let asked: { url: string; range: string | undefined }[];
/** What the server does with each request, in turn; the last one goes on. */
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'downloads-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', range: request.headers.range });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((down) => server.close(down));
  rmSync(folder, { recursive: true });
});

const options = () => ({ folder, silenceMs: 20_000, isAllowed: (url: URL) => url.origin === base });
/** Files in the folder, by their place below it. */
const kept = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
/** Bytes the client has kept so far. */
let received = 0;
const get = (wanted: string | null = SUM) => {
  received = 0;
  return download(`${base}/codes.zip`, wanted, options(), (done) => {
    received = done;
  });
};
/** What is still in the pipe is lost with a connection, so it is cut when the client has so much. */
async function hangUpAt(bytes: number, response: ServerResponse): Promise<void> {
  while (received < bytes && !response.destroyed) await setTimeout(5);
  response.destroy();
}

/** A server that knows ranges, as the agencies' do. */
function whole(request: IncomingMessage, response: ServerResponse, bytes = FILE, etag = '"1"') {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isSame = request.headers['if-range'] === etag;
  if (from >= bytes.length && isSame) return void response.writeHead(416).end();
  const start = isSame ? from : 0;
  response.writeHead(start > 0 ? 206 : 200, {
    etag,
    'content-length': bytes.length - start,
    ...(start > 0 && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(bytes.subarray(start));
}
/** Sends a part of what it promised and hangs up. */
const cutAfter = (bytes: number) => (request: IncomingMessage, response: ServerResponse) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, {
    etag: '"1"',
    'content-length': FILE.length - from,
    ...(from > 0 && { 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` }),
  });
  response.write(FILE.subarray(from, from + bytes));
  void hangUpAt(from + bytes, response);
};

describe('a download', () => {
  test('arrives whole, is verified, and is not repeated', async () => {
    answers = [whole];
    const { path, sha256 } = await get();
    expect(sha256).toBe(SUM);
    expect(readFileSync(path).equals(FILE)).toBe(true);
    await get();
    expect(asked).toHaveLength(1);
    expect(kept()).toHaveLength(1);
  });
  test('goes on where the connection was cut', async () => {
    answers = [cutAfter(100_000), cutAfter(50_000), whole];
    await get();
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', 'bytes=150000-']);
  });
  test('goes on after the program was ended', async () => {
    answers = [cutAfter(100_000), (_, response) => void response.destroy()];
    await expect(get()).rejects.toThrow('cannot be reached');
    expect(kept().map((name) => name.replace(/^.{8}./, ''))).toEqual(['codes.zip.part', 'codes.zip.part.from']);
    answers = [whole];
    await get();
    expect(asked.at(-1)?.range).toBe('bytes=100000-');
    expect(kept()).toHaveLength(1);
  });
  test('goes on after kill -9', async () => {
    answers = [
      (_, response) => {
        response.writeHead(200, { etag: '"1"', 'content-length': FILE.length });
        response.write(FILE.subarray(0, 120_000));
      },
    ];
    const script = `import { download } from '#db/releases/online/download';
      await download('${base}/codes.zip', '${SUM}', { folder: '${folder}', isAllowed: () => true }, (done) => console.log(done));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of child.stdout) if (String(chunk).includes('120000')) break;
    child.kill('SIGKILL');
    answers = [whole];
    await get();
    expect(asked.at(-1)?.range).toBe('bytes=120000-');
  });
  test('can be stopped, and what came is kept', async () => {
    const stop = new AbortController();
    answers = [
      (_, response) => {
        response.writeHead(200, { etag: '"1"', 'content-length': FILE.length });
        response.write(FILE.subarray(0, 10_000));
      },
    ];
    const stopped = download(`${base}/codes.zip`, SUM, { ...options(), signal: stop.signal }, () => stop.abort());
    await expect(stopped).rejects.toThrow('cannot be reached');
    answers = [whole];
    await get();
    expect(asked.at(-1)?.range).toBe('bytes=10000-');
  });
  test('begins anew when the file has changed meanwhile', async () => {
    answers = [cutAfter(100_000), (_, response) => void response.destroy()];
    await expect(get()).rejects.toThrow();
    const other = Buffer.alloc(50_000, 'x');
    answers = [(request, response) => whole(request, response, other, '"2"')];
    const sum = createHash('sha256').update(other).digest('hex');
    expect(readFileSync((await get(sum)).path).equals(other)).toBe(true);
  });
  test('begins anew when the server cannot say whether it changed', async () => {
    answers = [
      (_, response) => {
        response.writeHead(200, { 'content-length': FILE.length });
        response.write(FILE.subarray(0, 1000));
        void hangUpAt(1000, response);
      },
      whole,
    ];
    await get();
    expect(asked.map(({ range }) => range)).toEqual([undefined, undefined]);
  });
  test('a part longer than the file (416) is thrown away', async () => {
    answers = [cutAfter(100_000), (_, response) => void response.destroy()];
    await expect(get()).rejects.toThrow();
    const part = kept().find((name) => name.endsWith('.part')) ?? '';
    writeFileSync(join(folder, part), Buffer.alloc(FILE.length + 5));
    answers = [whole];
    expect((await get()).sha256).toBe(SUM);
  });
});

describe('what is not taken', () => {
  const nothingLeft = () => expect(kept()).toEqual([]);
  test('a file with another sum is deleted', async () => {
    answers = [(request, response) => whole(request, response, Buffer.from('altered'))];
    await expect(get()).rejects.toThrow('is another file than expected');
    nothingLeft();
  });
  test('a file that was right before and is altered on disk is fetched again', async () => {
    answers = [whole];
    const { path } = await get();
    writeFileSync(path, 'altered');
    expect((await get()).sha256).toBe(SUM);
    expect(asked).toHaveLength(2);
  });
  test.each([404, 403, 500])('status %d', async (status) => {
    answers = [(_, response) => void response.writeHead(status).end('no')];
    await expect(get()).rejects.toThrow(`answers ${status}`);
    nothingLeft();
  });
  test('a redirect to another server or to http', async () => {
    answers = [(_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere.zip' }).end()];
    await expect(get()).rejects.toThrow('where nothing is downloaded from');
    nothingLeft();
  });
  test('a redirect within the server is followed, an endless one is not', async () => {
    answers = [(_, response) => void response.writeHead(301, { location: '/moved.zip' }).end(), whole];
    expect((await get()).sha256).toBe(SUM);
    rmSync(join(folder, kept()[0] ?? ''));
    answers = [(_, response) => void response.writeHead(302, { location: '/again' }).end()];
    await expect(get()).rejects.toThrow('from address to address');
  });
  test('a body without an end', async () => {
    answers = [
      (_, response) => {
        response.writeHead(200);
        const more = () => void (response.destroyed || response.write(FILE, () => setImmediate(more)));
        more();
      },
    ];
    await expect(download(`${base}/codes.zip`, SUM, { ...options(), largestBytes: 2 ** 20 })).rejects.toThrow(
      'sends more than the file can hold',
    );
    nothingLeft();
  });
  test('a server that falls silent', async () => {
    answers = [() => {}];
    await expect(download(`${base}/codes.zip`, SUM, { ...options(), silenceMs: 300 })).rejects.toThrow(
      'it does not answer',
    );
  });
  test('a name that would lead out of the folder', async () => {
    answers = [whole];
    const { path } = await download(`${base}/a/..%2f..%2f.hidden%00.zip`, SUM, options());
    expect(path.startsWith(`${folder}/`)).toBe(true);
    expect(kept()[0]).toMatch(/^[0-9a-f]{8}.[\w-][\w.-]*$/);
  });
  test('a server that does not exist is one line', async () => {
    const gone = download('https://no-such-host.invalid/codes.zip', null, {
      folder,
      isAllowed: () => true,
    });
    await expect(gone).rejects.toThrow(/^no-such-host\.invalid cannot be reached \([^\n]+\)[^\n]*$/);
  });
});

describe('several files', () => {
  const file = (name: string, sha256: string | null): OnlineFile => ({
    title: name,
    url: `${base}/${name}.zip`,
    brings: [],
    sha256,
    sumIs: 'computed',
    addressIs: 'reported',
  });
  test('one that was replaced is refused, the others go on; without a sum its sum is told', async () => {
    answers = [whole];
    const told: string[] = [];
    const report = await downloadAll(
      [file('one', SUM), file('two', '0'.repeat(64)), file('three', null)],
      options(),
      (said) => told.push(`${said.file} ${said.done}/${said.total}`),
    );
    expect(report.paths).toHaveLength(2);
    expect(report.refused).toEqual([expect.stringMatching(/^two: .* is another file than expected/)]);
    expect(report.unverified).toEqual([`three: SHA-256 ${SUM}, compared with nothing`]);
    expect(told).toContain(`one ${FILE.length}/${FILE.length}`);
  });
  test('when one server is away the others’ files are taken; when all are, it is one error', async () => {
    answers = [whole];
    const away = { ...file('away', SUM), url: 'http://127.0.0.1:9/away.zip' };
    const anywhere = { ...options(), isAllowed: () => true };
    const report = await downloadAll([away, file('one', SUM), { ...away, url: `${away.url}?2` }], anywhere);
    expect(report.paths).toHaveLength(1);
    expect(report.refused).toEqual([
      expect.stringContaining('cannot be reached'),
      expect.stringContaining('cannot be'),
    ]);
    await expect(downloadAll([away], anywhere)).rejects.toThrow('127.0.0.1:9 cannot be reached');
  });
  test('an address that a person names has no sum, unless we know one; http is refused', async () => {
    answers = [whole];
    expect((await downloadFrom(`${base}/x.zip`, options())).unverified).toHaveLength(1);
    expect((await downloadFrom(`${base}/x.zip`, { folder })).refused[0]).toContain('where nothing is downloaded from');
  });
});

describe('the list of addresses', () => {
  test('https on the agencies’ own servers; every sum is one', () => {
    expect(ONLINE_FILES.length).toBeGreaterThan(10);
    for (const { url, sha256, sumIs } of ONLINE_FILES) {
      expect(isOfficial(new URL(url)), url).toBe(true);
      if (sha256 !== null) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(sumIs === 'unknown').toBe(sha256 === null);
    }
    expect(new Set(ONLINE_FILES.map(({ url }) => url)).size).toBe(ONLINE_FILES.length);
    expect(OFFICIAL_HOSTS.every((host) => host.endsWith('.gov'))).toBe(true);
    expect(VERIFIED_FILES.every(({ sha256, addressIs }) => sha256 !== null && addressIs === 'reported')).toBe(true);
  });
  test.each(['http://www.cms.gov/a.zip', 'https://www.cms.gov.example.org/a.zip', 'https://cms.gov@example.org/a.zip'])(
    '%s is not official',
    (url) => expect(isOfficial(new URL(url))).toBe(false),
  );
});

describe.skipIf(!CODESETS_DIR)('the files at hand (needs CODESETS_DIR)', () => {
  test('a real archive that arrives in two parts is installed like one on disk', async () => {
    const real = readFileSync(join(CODESETS_DIR, HCPCS[0]));
    const cut = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { etag: '"1"', 'content-length': real.length });
      response.write(real.subarray(0, 1_000_000));
      void hangUpAt(1, response);
    };
    answers = [cut, (request, response) => whole(request, response, real)];
    const { paths } = await downloadFrom(`${base}/hcpcs%202025.zip`, options(), ({ done = 0 }) => {
      received = done;
    });
    expect(asked.at(-1)?.range).toBeDefined();
    const { db, close } = await openEmptyCatalog();
    const report = await installFiles(db, await openSources(paths), { now: 0 as Instant });
    expect(report.installed.map(({ label }) => label)).toContain('2025Q1');
    expect((await listReleases(db))[0]?.fileName).toContain('hcpcs 2025.zip');
    close();
  });
  test('every sum that is said to be computed is that of a file we have', () => {
    const files = readdirSync(CODESETS_DIR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const sums = new Set(
      files.map((entry) =>
        createHash('sha256')
          .update(readFileSync(join(entry.parentPath, entry.name)))
          .digest('hex'),
      ),
    );
    const computed = ONLINE_FILES.filter(({ sumIs }) => sumIs.startsWith('computed'));
    expect(computed.length).toBeGreaterThan(7);
    for (const { title, sha256 } of computed) expect(sums.has(sha256 ?? ''), title).toBe(true);
  });
});
