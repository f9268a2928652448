import { expect, test } from 'vitest';
import {
  LookUpLog,
  type NotedLookUp,
  type SendAnswer,
  type SentLookUp,
} from '../../../src/components/code-book/look-up-log.ts';
import { openLookUpStore } from '../../../src/components/code-book/look-up-store.ts';
import { memoryStorage } from './memory-storage.ts';

/** A page with a log, a server that can be down, and a clock and timers moved by hand. */
function aPage(left: NotedLookUp[] = []) {
  const server = { received: [] as SentLookUp[][], answer: 'recorded' as SendAnswer };
  const page = { now: 1000, stored: left, last: [] as SentLookUp[], timers: [] as number[] };
  let ids = 0;
  const log = new LookUpLog({
    async send(entries) {
      if (server.answer !== 'offline') server.received.push(entries);
      return server.answer;
    },
    sendLast: (entries) => Object.assign(page, { last: entries }),
    store: { write: (waiting) => Object.assign(page, { stored: waiting }), readAll: () => page.stored },
    now: () => page.now,
    newId: () => `id-${++ids}`,
    later: (_, ms) => {
      page.timers.push(ms);
      return () => page.timers.pop();
    },
  });
  return { log, server, page };
}

test('steps are sent in order with how long ago they were, and leave the store', async () => {
  const { log, server, page } = aPage();
  log.add('search', 'chf');
  page.now = 1500;
  log.add('take', '/codes/icd-10-cm/I50.9', 'I50.9');
  expect(page.stored).toHaveLength(2);
  page.now = 2000;
  await log.flush();
  expect(server.received).toEqual([
    [
      { id: 'id-1', kind: 'search', what: 'chf', msAgo: 1000 },
      { id: 'id-2', kind: 'take', what: '/codes/icd-10-cm/I50.9', code: 'I50.9', msAgo: 500 },
    ],
  ]);
  expect(page.stored).toEqual([]);
});

test('without a connection they wait, with the same ids, and are asked for again', async () => {
  const { log, server, page } = aPage();
  server.answer = 'offline';
  log.add('open', '/codes/icd-10-cm/E11');
  await log.flush();
  expect(page.stored.map(({ id }) => id)).toEqual(['id-1']);
  expect(page.timers).toEqual([15_000]);
  server.answer = 'recorded';
  await log.flush();
  expect(server.received.flat().map(({ id }) => id)).toEqual(['id-1']);
});

test('what is refused for good is dropped: it must not pile up', async () => {
  const { log, server, page } = aPage();
  server.answer = 'refused';
  log.add('search', 'late');
  await log.flush();
  expect(page.stored).toEqual([]);
});

test('at most 50 go at once, and the oldest of more than 500 are let go', async () => {
  const { log, server, page } = aPage();
  for (let count = 0; count < 520; count++) log.add('search', `words ${count}`);
  expect(page.stored).toHaveLength(500);
  await log.flush();
  expect(server.received).toHaveLength(10);
  expect(server.received.flat()[0]?.what).toBe('words 20');
});

test('words are cut to what the server takes, and a clock that went backwards sends no negative age', async () => {
  const { log, server, page } = aPage();
  log.add('search', 'x'.repeat(5000));
  page.now = 0;
  await log.flush();
  expect(server.received.flat()[0]).toMatchObject({ what: 'x'.repeat(200), msAgo: 0 });
});

test('as the page goes away what waits is sent once more', () => {
  const { log, page } = aPage();
  log.leave();
  expect(page.last).toEqual([]);
  log.add('search', 'chf');
  log.leave();
  expect(page.last).toMatchObject([{ id: 'id-1', what: 'chf' }]);
});

test('what a closed page left behind is taken over by the next one, in order', async () => {
  const storage = memoryStorage();
  const entry = (id: string, at: number): NotedLookUp => ({ id, kind: 'search', what: id, at });
  openLookUpStore(storage, 'attempt', 'page-1').write([entry('b', 2)]);
  openLookUpStore(storage, 'attempt', 'page-2').write([entry('a', 1), entry('c', 3)]);
  openLookUpStore(storage, 'another', 'page-1').write([entry('x', 1)]);
  const next = openLookUpStore(storage, 'attempt', 'page-3');
  expect(next.readAll().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(Object.keys(storage).toSorted()).toEqual(['look-ups:another:page-1', 'look-ups:attempt:page-3']);
  next.write([]);
  expect(Object.keys(storage)).toEqual(['look-ups:another:page-1']);
});

test('a store that is full, forbidden or holds rubbish is survived', () => {
  const rubbish = memoryStorage();
  rubbish.setItem('look-ups:attempt:page-1', '{not json');
  expect(openLookUpStore(rubbish, 'attempt', 'page-2').readAll()).toEqual([]);
  const full = memoryStorage();
  full.setItem = () => {
    throw new Error('QuotaExceededError');
  };
  expect(() =>
    openLookUpStore(full, 'attempt', 'page-1').write([{ id: 'a', kind: 'open', what: '', at: 1 }]),
  ).not.toThrow();
});
