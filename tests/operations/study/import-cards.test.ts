import { expect, test } from 'vitest';
import { importCards, refuseConverting } from '#operations/study/import-cards';

const localsOf = (address: string): App.Locals => {
  const actor = { personId: address, isSignedIn: false, isAdministrator: false, memberships: [] };
  return { address, guestId: address, actor, now: 0 } as unknown as App.Locals;
};
const HEAD = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';

/** A file that never comes to its end, until `end` is called. */
function endless() {
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(HEAD));
      end = () => stream.close();
    },
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const request = new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  return { request, end: () => end() };
}
const small = () => {
  const data = new FormData();
  data.set('file', new File(['a'.repeat(1000)], 'a.txt'));
  return new Request('http://localhost/', { method: 'POST', body: data });
};

test('who has had too many files read is refused before any more is kept', async () => {
  const locals = localsOf('192.0.2.1');
  for (let use = 0; use < 120; use += 1) expect(await refuseConverting(locals)).toBeUndefined();
  const { request, end } = endless();
  setTimeout(end, 10);
  expect(await importCards(locals, request)).toMatchObject({ kind: 'refused', status: 429 });
  expect(locals.retryAfter).toBeGreaterThan(0);
});

test('twenty files may be underway at once, whoever sends them; the next one is refused, and there is room again', async () => {
  const slow = Array.from({ length: 20 }, endless);
  const outcomes = slow.map(({ request }, place) => importCards(localsOf(`198.51.100.${place}`), request));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const refused = await importCards(localsOf('203.0.113.1'), small());
  expect(refused).toMatchObject({ kind: 'refused', status: 429 });
  for (const { end } of slow) end();
  for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ kind: 'refused', status: 400 });
  expect(await importCards(localsOf('203.0.113.2'), small())).toMatchObject({ kind: 'report', report: { added: 0 } });
});
