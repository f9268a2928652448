import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LARGEST_UPLOAD_IN_BYTES, receiveUpload } from '#operations/install/upload';
import { readSmallForm } from '#operations/small-form';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'upload-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const env = () => ({ CATALOG_URL: `file:${join(root, 'catalog.db')}` });
const post = (body: BodyInit, headers?: HeadersInit) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
const left = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

function form(...files: [name: string, text: string][]): FormData {
  const data = new FormData();
  data.set('label', ' FY2028 ');
  for (const [name, text] of files) data.append('files', new File([text], name));
  return data;
}

test('files are on disk byte for byte, fields are trimmed', async () => {
  const { paths, names, fields } = await receiveUpload(post(form(['a.txt', 'one'], ['b.txt', 'two'])), env());
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['one', 'two']);
  expect(names).toEqual(['a.txt', 'b.txt']);
  expect(fields.get('label')).toBe('FY2028');
});

test.each(['../../etc/passwd', '..\\..\\x.zip', '.hidden', '/abs.zip', 'a\u0000b.zip', '-rf', '😀', 'x'.repeat(400)])(
  'the name %j stays inside the folder',
  async (name) => {
    const { folder, paths } = await receiveUpload(post(form([name, 'x'])), env());
    expect(paths[0]?.startsWith(`${folder}/1/`)).toBe(true);
    expect(basename(paths[0] ?? '')).toMatch(/^[^.\s/\\][^/\\]{0,99}$/);
  },
);

test.each([
  ['no file', () => post(form()), 400, 'No file was chosen'],
  ['an empty file field', () => post(form(['', ''])), 400, 'No file was chosen'],
  ['no form', () => post('hello', { 'content-type': 'text/plain' }), 400, 'could not be read'],
  [
    'a form without a boundary',
    () => post('hello', { 'content-type': 'multipart/form-data;' }),
    400,
    'could not be read',
  ],
  [
    'a form that breaks off',
    () =>
      post('--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nhal', {
        'content-type': 'multipart/form-data; boundary=x',
      }),
    400,
    'could not be read',
  ],
  [
    'too many files',
    () => post(form(...Array.from({ length: 21 }, (_, at): [string, string] => [`${at}.txt`, 'x']))),
    413,
    'At most 20 files',
  ],
])('%s is refused and leaves nothing', async (_, request, status, sentence) => {
  await expect(receiveUpload(request(), env())).rejects.toMatchObject({
    status,
    message: expect.stringContaining(sentence),
  });
  expect(left()).toEqual([]);
});

test('a body without an end is refused and leaves nothing', async () => {
  const head = '--x\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\n';
  const chunk = new Uint8Array(8 * 2 ** 20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      stream.enqueue(sent === 0 ? new TextEncoder().encode(head) : chunk);
      sent += chunk.length;
      if (sent > 2 * LARGEST_UPLOAD_IN_BYTES) stream.close();
    },
  });
  const request = post(body, { 'content-type': 'multipart/form-data; boundary=x' });
  await expect(receiveUpload(request, env())).rejects.toMatchObject({ status: 413 });
  expect(sent).toBeLessThan(1.2 * LARGEST_UPLOAD_IN_BYTES);
  expect(left()).toEqual([]);
});

test('what an ended server left behind is taken away with the next upload, what is new stays', async () => {
  const first = await receiveUpload(post(form(['a.txt', 'x'])), env());
  const second = await receiveUpload(post(form(['b.txt', 'x'])), env());
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  utimesSync(first.folder, longAgo, longAgo);
  await receiveUpload(post(form(['c.txt', 'x'])), env());
  expect(existsSync(first.folder)).toBe(false);
  expect(existsSync(second.folder)).toBe(true);
});

test('a small form is read, a large one has no fields', async () => {
  expect((await readSmallForm(post('key=a%20b'))).get('key')).toBe('a b');
  expect([...(await readSmallForm(post(`key=${'x'.repeat(10_000)}`)))]).toEqual([]);
});
