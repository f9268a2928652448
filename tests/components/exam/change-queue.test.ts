import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledge, addChange, batchOf, isLater, mergeLeft, waitingAnswers } from '#components/exam/change-queue.ts';
import { openChangeStore } from '#components/exam/change-store.ts';
import type { SittingChange } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import { memoryStorage } from '../code-book/memory-storage.ts';

const change = (place: number, at: number, order = 0, note = ''): SittingChange => ({
  place,
  at,
  order,
  state: { ...UNTOUCHED, note },
});
const keysOf = (queue: readonly SittingChange[]) => queue.map(({ place, at, order }) => `${place}@${at}.${order}`);

describe('the queue', () => {
  test('keeps the newest change of an item only, since it holds all the earlier ones did', () => {
    const { queue, replaced } = addChange([change(0, 1), change(1, 2)], change(0, 3), { keepsEach: false });
    expect(keysOf(queue)).toEqual(['1@2.0', '0@3.0']);
    expect(keysOf(replaced)).toEqual(['0@1.0']);
  });
  test('keeps each one close to the end: one that is too late must not take one that was in time with it', () => {
    const { queue, replaced } = addChange([change(0, 1)], change(0, 3), { keepsEach: true });
    expect(keysOf(queue)).toEqual(['0@1.0', '0@3.0']);
    expect(replaced).toEqual([]);
  });
  test('of one millisecond the order decides', () => {
    expect(isLater(change(0, 5, 2), change(0, 5, 1))).toBe(true);
    expect(isLater(change(0, 5, 1), change(0, 5, 1))).toBe(false);
    expect(isLater(change(0, 4, 9), change(0, 5, 1))).toBe(false);
  });
  test('an acknowledgement takes what it covers, and nothing that was made meanwhile', () => {
    const queue = [change(0, 1), change(1, 1), change(0, 2), change(0, 3)];
    const { left, done } = acknowledge(queue, change(0, 2));
    expect(keysOf(left)).toEqual(['1@1.0', '0@3.0']);
    expect(keysOf(done)).toEqual(['0@1.0', '0@2.0']);
  });
  test('counts answers: not changes, nor what was only looked at, flagged or taken back', () => {
    const answered = (place: number, at: number, chosen: number[], fields: SittingChange['fields']) => {
      const { state, ...made } = change(place, at);
      return { ...made, state: { ...state, answer: { kind: 'options' as const, chosen } }, fields };
    };
    const both = [answered(0, 1, [1], ['answer']), answered(0, 2, [2], ['answer', 'isFlagged'])];
    expect(waitingAnswers(both)).toBe(1);
    // Answered before, and sent: now only time was spent, or a flag was set.
    expect(waitingAnswers([...both, answered(1, 3, [1], []), answered(2, 3, [1], ['isFlagged'])])).toBe(1);
    expect(waitingAnswers([...both, answered(3, 3, [], ['answer']), change(4, 3)])).toBe(1);
    // A page of before fields were told sends all of them.
    expect(waitingAnswers([...both, answered(5, 3, [0], undefined)])).toBe(2);
  });
  test('is cut into messages by number and by size, but never into none', () => {
    const queue = [change(0, 1), change(1, 1, 0, 'ä'.repeat(1000)), change(2, 1)];
    expect(batchOf(queue, { most: 2, bytes: 99_999 })).toHaveLength(2);
    expect(batchOf(queue, { most: 9, bytes: 1500 })).toHaveLength(1);
    expect(batchOf(queue.slice(1), { most: 9, bytes: 10 })).toHaveLength(1);
    expect(batchOf([], { most: 9, bytes: 10 })).toEqual([]);
  });
});

describe('after a reload or a crash', () => {
  test('what was left here and made later stands and is sent; what the server has later stands, too', () => {
    const stored = new Map([
      [0, { at: 10, order: 0, state: { ...UNTOUCHED, note: 'server' } }],
      [1, { at: 10, order: 0, state: { ...UNTOUCHED, note: 'server' } }],
    ]);
    const left = [change(0, 11, 0, 'here'), change(1, 9, 0, 'here'), change(2, 1, 0, 'here')];
    const { states, queue, outdated } = mergeLeft(stored, left);
    expect([0, 1, 2].map((place) => states.get(place)?.state.note)).toEqual(['here', 'server', 'here']);
    expect(keysOf(queue)).toEqual(['2@1.0', '0@11.0']);
    expect(keysOf(outdated)).toEqual(['1@9.0']);
  });

  test('whatever order changes arrive in and whatever was acknowledged, the latest of every item stands', () => {
    const some = fc.record({ place: fc.nat(3), at: fc.nat(20), order: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), fc.array(some, { maxLength: 10 }), (made, arrived) => {
        const named = ({ place, at, order }: (typeof made)[number]) => change(place, at, order, `${at}.${order}`);
        const stored = mergeLeft(new Map(), arrived.map(named)).states;
        const { states } = mergeLeft(stored, made.map(named));
        for (const place of [0, 1, 2, 3]) {
          const all = [...made, ...arrived].filter((one) => one.place === place).map(named);
          const latest = all.reduce<SittingChange | undefined>(
            (best, one) => (best && !isLater(one, best) ? best : one),
            undefined,
          );
          expect(states.get(place)?.state.note).toBe(latest?.state.note);
        }
      }),
    );
  });
});

describe('the store on the device', () => {
  test('holds what two pages keep, until it is forgotten, and nothing of another sitting', () => {
    const storage = memoryStorage();
    const [one, other, foreign] = ['a', 'a', 'b'].map((id) => openChangeStore(storage, id));
    one?.keep(change(0, 1));
    other?.keep(change(0, 2));
    foreign?.keep(change(0, 3));
    expect(keysOf(one?.readAll() ?? []).sort()).toEqual(['0@1.0', '0@2.0']);
    one?.forget([change(0, 1)]);
    expect(keysOf(other?.readAll() ?? [])).toEqual(['0@2.0']);
  });
  test('survives a storage that is full or holds rubbish', () => {
    const storage = memoryStorage();
    storage.setItem('sitting:a:0:1:0', '{broken');
    storage.setItem('sitting:a:0:2:0', '{}');
    expect(openChangeStore(storage, 'a').readAll()).toEqual([]);
    const full = {
      ...storage,
      setItem: () => {
        throw new Error('full');
      },
    } as Storage;
    expect(() => openChangeStore(full, 'a').keep(change(0, 1))).not.toThrow();
  });
});
