import { describe, expect, test } from 'vitest';
import { openChangeStore } from '#components/exam/change-store.ts';
import { type KeepState, type PeerMessage, type SaveAnswer, SittingKeeper } from '#components/exam/sitting-keeper.ts';
import type { ChangeOutcome, ClockReading, ItemState, SittingChange, StoredState } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import { memoryStorage } from '../code-book/memory-storage.ts';

const clock = { phase: 'running', remainingMs: 1, now: 0 } as ClockReading;
const note = (text: string): ItemState => ({ ...UNTOUCHED, note: text });

/** A keeper with a server that can be away, a clock that is set by hand, and timers that run when told. */
function stage({ storage = memoryStorage(), stored = new Map<number, StoredState>() } = {}) {
  const world = {
    now: 100,
    isAway: false,
    isNearEnd: false,
    refusal: '',
    received: [] as SittingChange[],
    told: [] as PeerMessage[],
    keep: [] as KeepState[],
    states: new Map() as ReadonlyMap<number, StoredState>,
    timers: [] as { work: () => void; ms: number }[],
    answer: (change: SittingChange): ChangeOutcome => ({ place: change.place, order: change.order, kind: 'kept' }),
  };
  const keeper = new SittingKeeper(stored, {
    send: async (changes): Promise<SaveAnswer> => {
      if (world.refusal) return { kind: 'refused', message: world.refusal };
      if (world.isAway) return { kind: 'offline' };
      world.received.push(...changes);
      return { kind: 'saved', outcomes: changes.map((change) => world.answer(change)), clock };
    },
    store: openChangeStore(storage, 's'),
    tellPeers: (message) => world.told.push(message),
    onStates: (states) => {
      world.states = states;
    },
    onKeep: (state) => world.keep.push(state),
    now: () => world.now,
    isNearEnd: () => world.isNearEnd,
    later: (work, ms) => {
      const timer = { work, ms };
      world.timers.push(timer);
      return () => {
        world.timers = world.timers.filter((one) => one !== timer);
      };
    },
  });
  return { keeper, world, storage };
}
const notesOf = (states: ReadonlyMap<number, StoredState>) =>
  Object.fromEntries([...states].map(([place, { state }]) => [place, state.note]));

describe('a change', () => {
  test('is kept on the device at once, sent within a second, and forgotten only when acknowledged', async () => {
    const { keeper, world, storage } = stage();
    keeper.change(0, note('a'));
    expect(Object.keys(storage)).toHaveLength(1);
    expect(world.keep.at(-1)).toEqual({ kind: 'sending' });
    expect(world.timers.map(({ ms }) => ms <= 1000)).toEqual([true]);
    keeper.change(0, note('ab'));
    expect(world.timers).toHaveLength(1);
    expect(await keeper.flush()).toBe(true);
    expect(world.received.map(({ state, at }) => [state.note, at])).toEqual([['ab', 100]]);
    expect(Object.keys(storage)).toEqual([]);
    expect(world.keep.at(-1)).toEqual({ kind: 'saved' });
  });

  test('made without a connection waits, with the time it was made, and is tried again ever more slowly', async () => {
    const { keeper, world, storage } = stage();
    world.isAway = true;
    keeper.change(0, note('a'));
    keeper.change(3, { ...note('b'), answer: { kind: 'options', chosen: [1] } });
    expect(await keeper.flush()).toBe(false);
    // A note is kept like an answer, and is none.
    expect(world.keep.at(-1)).toEqual({ kind: 'waiting', answers: 1 });
    await keeper.flush();
    expect(world.timers.map(({ ms }) => ms)).toEqual([2000]);
    world.now = 99_999;
    world.isAway = false;
    expect(await keeper.flush()).toBe(true);
    expect(world.received.map(({ at }) => at)).toEqual([100, 100]);
    expect(Object.keys(storage)).toEqual([]);
  });

  test('made while another one is on its way is not taken for acknowledged', async () => {
    const { keeper, world, storage } = stage();
    keeper.change(0, note('a'));
    const sending = keeper.flush();
    world.now = 101;
    keeper.change(0, note('ab'));
    await sending;
    expect(world.received.map(({ state }) => state.note)).toEqual(['a', 'ab']);
    expect(world.keep.at(-1)).toEqual({ kind: 'saved' });
    expect(Object.keys(storage)).toEqual([]);
  });

  test('close to the end travels by itself beside the one before it', async () => {
    const { keeper, world } = stage();
    keeper.change(0, note('in time'));
    world.isNearEnd = true;
    world.now = 200;
    keeper.change(0, note('too late'));
    await keeper.flush();
    expect(world.received.map(({ state }) => state.note)).toEqual(['in time', 'too late']);
  });

  test('is later than what stands, even when the clock was read anew and set back', async () => {
    const { keeper, world } = stage();
    keeper.change(0, note('a'));
    world.now = 50;
    keeper.change(0, note('b'));
    await keeper.flush();
    expect(world.received.at(-1)).toMatchObject({ at: 100, order: 2 });
    expect(notesOf(world.states)).toEqual({ 0: 'b' });
  });

  test('that is refused says why and is not repeated by itself', async () => {
    const { keeper, world } = stage();
    world.refusal = 'This exam is closed.';
    keeper.change(0, note('a'));
    await keeper.flush();
    expect(world.keep.at(-1)).toEqual({ kind: 'refused', answers: 0, message: 'This exam is closed.' });
    expect(world.timers).toEqual([]);
  });
});

describe('after a crash', () => {
  test('what is left on the device stands and is sent at once', async () => {
    const { storage, keeper: crashed } = stage();
    crashed.change(2, note('left'));
    const next = stage({ storage, stored: new Map([[2, { at: 5, order: 0, state: note('server') }]]) });
    next.keeper.recover();
    expect(notesOf(next.world.states)).toEqual({ 2: 'left' });
    expect(next.world.timers.map(({ ms }) => ms)).toEqual([0]);
    next.keeper.change(2, note('more'));
    await next.keeper.flush();
    expect(next.world.received.at(-1)).toMatchObject({ order: 2, state: { note: 'more' } });
    expect(Object.keys(storage)).toEqual([]);
  });
  test('what the server has later stands, and the old is forgotten', () => {
    const { storage, keeper: crashed } = stage();
    crashed.change(2, note('old'));
    const next = stage({ storage, stored: new Map([[2, { at: 500, order: 0, state: note('server') }]]) });
    next.keeper.recover();
    expect(notesOf(next.world.states)).toEqual({ 2: 'server' });
    expect(Object.keys(storage)).toEqual([]);
  });
});

describe('two pages', () => {
  test('follow each other; the later change stands on both, whichever is heard first', () => {
    const [one, other] = [stage(), stage()];
    one.keeper.change(0, note('one'));
    other.world.now = 150;
    other.keeper.change(0, note('other'));
    const [fromOne, fromOther] = [one.world.told[0], other.world.told[0]];
    if (fromOther) one.keeper.hear(fromOther);
    if (fromOne) other.keeper.hear(fromOne);
    expect([notesOf(one.world.states), notesOf(other.world.states)]).toEqual([{ 0: 'other' }, { 0: 'other' }]);
  });
  test('an acknowledgement on one settles the other', async () => {
    const [one, other] = [stage(), stage()];
    one.keeper.change(0, note('one'));
    for (const message of one.world.told) other.keeper.hear(message);
    expect(other.world.keep.at(-1)).toEqual({ kind: 'sending' });
    const heard = one.world.told.length;
    await one.keeper.flush();
    for (const message of one.world.told.slice(heard)) other.keeper.hear(message);
    expect(other.world.keep.at(-1)).toEqual({ kind: 'saved' });
    await other.keeper.flush();
    expect(other.world.received).toEqual([]);
  });
  test('that cannot hear each other learn of a later change from the server’s answer', async () => {
    const { keeper, world } = stage();
    world.answer = ({ place, order }) => ({
      place,
      order,
      kind: 'older',
      stored: { at: 900, order: 4, state: note('elsewhere') },
    });
    keeper.change(0, note('here'));
    await keeper.flush();
    expect(notesOf(world.states)).toEqual({ 0: 'elsewhere' });
    keeper.change(0, note('again'));
    await keeper.flush();
    expect(world.received.at(-1)).toMatchObject({ at: 900, order: 5 });
  });
});

describe('two devices', () => {
  test('looking at an item is no change of it: what is stored elsewhere stays, and is followed', async () => {
    const { keeper, world } = stage();
    const elsewhere: StoredState = { at: 90, order: 4, state: note('of the other device') };
    world.answer = ({ place, order }) => ({ place, order, kind: 'older', stored: elsewhere });
    keeper.change(0, { ...UNTOUCHED, spentMs: 3000 });
    await keeper.flush();
    expect(world.received).toMatchObject([{ at: 0, order: 0, fields: [] }]);
    expect(notesOf(world.states)).toEqual({ 0: 'of the other device' });
  });

  test('a change says what it set, together with what still waits', async () => {
    const { keeper, world } = stage({ stored: new Map([[0, { at: 50, order: 2, state: note('a') }]]) });
    keeper.change(0, { ...note('a'), isFlagged: true });
    keeper.change(0, { ...note('ab'), isFlagged: true });
    await keeper.flush();
    keeper.change(0, { ...note('ab'), isFlagged: true, struck: [1] });
    await keeper.flush();
    expect(world.received.map(({ fields }) => fields)).toEqual([['isFlagged', 'note'], ['struck']]);
  });
});
