import type { ChangeOutcome, ClockReading, ItemState, SittingChange, StoredState } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import { retryDelay } from '../workspace/passing-failure.ts';
import { acknowledge, addChange, batchOf, isLater, mergeLeft, waitingAnswers } from './change-queue.ts';
import type { ChangeStore } from './change-store.ts';
import { changedFields } from './changed-fields.ts';

/** What became of one message with changes. */
export type SaveAnswer =
  | { kind: 'saved'; outcomes: ChangeOutcome[]; clock: ClockReading }
  | { kind: 'offline' }
  | { kind: 'refused'; message: string };

/**
 * `saved` is said only when the server has acknowledged everything. `answers`: how many wait on this device; none where
 * only other changes do.
 */
export type KeepState =
  | { kind: 'saved' }
  | { kind: 'sending' }
  | { kind: 'waiting'; answers: number }
  | { kind: 'refused'; answers: number; message: string };

/** What pages of the same sitting tell each other. */
export type PeerMessage =
  | { kind: 'changed'; change: SittingChange }
  | { kind: 'acknowledged'; changes: SittingChange[] }
  | { kind: 'clock' };

export interface KeeperDoors {
  send(changes: SittingChange[]): Promise<SaveAnswer>;
  store: ChangeStore;
  tellPeers(message: PeerMessage): void;
  onStates(states: ReadonlyMap<number, StoredState>): void;
  onKeep(state: KeepState): void;
  /** The server's time as this page reckons it. */
  now(): number;
  /** The end is so near that a change may come too late. */
  isNearEnd(): boolean;
  /** Runs `work` after `ms`; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** The first change that waits is sent after this; those that follow meanwhile go with it. */
const PAUSE_MS = 800;
/** Another page made the change and sends it; this one does so only if that page is gone. */
const STAND_IN_MS = 3000;
const MESSAGE = { most: 60, bytes: 48_000 };

/**
 * Keeps the answers of one sitting safe: each change goes to the store on the device at once and to the server within a
 * second, is sent again until it is acknowledged, and the later of two changes of an item stands, whoever made it.
 */
export class SittingKeeper {
  readonly #doors: KeeperDoors;
  #states: Map<number, StoredState>;
  #queue: SittingChange[] = [];
  #order = 0;
  #running: Promise<boolean> | undefined;
  #cancelTimer: (() => void) | undefined;
  #failures = 0;

  constructor(stored: ReadonlyMap<number, StoredState>, doors: KeeperDoors) {
    this.#doors = doors;
    this.#states = new Map(stored);
    for (const { order } of stored.values()) this.#order = Math.max(this.#order, order);
  }

  /** Takes up what earlier or crashed pages could not send. Call once, when the page is ready. */
  recover(): void {
    const { states, queue, outdated } = mergeLeft(this.#states, this.#doors.store.readAll());
    this.#doors.store.forget(outdated);
    for (const { order } of queue) this.#order = Math.max(this.#order, order);
    this.#states = states;
    this.#queue = queue;
    this.#doors.onStates(states);
    if (queue.length > 0) this.#schedule(0);
  }

  stateOf(place: number): ItemState {
    return this.#states.get(place)?.state ?? UNTOUCHED;
  }

  /** A change made on this page. `latestAt` bounds its moment: time counted at the very end was spent before it. */
  change(place: number, state: ItemState, latestAt = Number.POSITIVE_INFINITY): void {
    const known = this.#states.get(place);
    const fields = changedFields(known?.state ?? UNTOUCHED, state, this.#queue, place);
    const change = { place, ...this.#moment(known, fields.length === 0, latestAt), state, fields };
    this.#take(change);
    this.#doors.store.keep(change);
    this.#doors.tellPeers({ kind: 'changed', change });
    this.#tell();
    this.#schedule(PAUSE_MS);
  }

  /** Looking at an item is no later change of it: what another device does with it meanwhile must not seem older. */
  #moment(known: StoredState | undefined, isTimeAlone: boolean, latestAt: number): { at: number; order: number } {
    if (isTimeAlone) return { at: known?.at ?? 0, order: known?.order ?? 0 };
    this.#order += 1;
    // A reading that set this page's reckoning back must not make a newer change the older one.
    return { at: Math.max(Math.min(this.#doors.now(), latestAt), known?.at ?? 0), order: this.#order };
  }

  hear(message: PeerMessage): void {
    if (message.kind === 'changed') {
      this.#order = Math.max(this.#order, message.change.order);
      const known = this.#states.get(message.change.place);
      if (known && !isLater(message.change, known)) return;
      this.#take(message.change);
      this.#doors.onStates(this.#states);
      this.#tell();
      this.#schedule(STAND_IN_MS);
    } else if (message.kind === 'acknowledged') this.#settle(message.changes);
  }

  /** Sends all that waits. True when the server has everything. */
  async flush(): Promise<boolean> {
    while (this.#running) await this.#running;
    if (this.#queue.length === 0) return true;
    const isSent = await this.#exchange();
    return isSent && this.#queue.length > 0 ? this.flush() : isSent;
  }

  /** What a last message should hold as the page goes away. Nothing waits for its answer: the store keeps it. */
  get unsent(): SittingChange[] {
    return batchOf(this.#queue, MESSAGE);
  }

  stop(): void {
    this.#cancelTimer?.();
  }

  #take(change: SittingChange): void {
    const { place, at, order, state } = change;
    this.#states = new Map(this.#states).set(place, { at, order, state });
    const { queue, replaced } = addChange(this.#queue, change, { keepsEach: this.#doors.isNearEnd() });
    this.#queue = queue;
    this.#doors.store.forget(replaced);
    this.#doors.onStates(this.#states);
  }

  /** A timer that runs already is soon enough: waiting on for ever new changes would save nothing of what is typed on. */
  #schedule(ms: number): void {
    if (this.#cancelTimer) return;
    this.#cancelTimer = this.#doors.later(() => {
      this.#cancelTimer = undefined;
      void this.flush();
    }, ms);
  }

  #exchange(): Promise<boolean> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#running = this.#sendBatch().finally(() => {
      this.#running = undefined;
      if (this.#queue.length > 0 && this.#failures === 0) this.#schedule(PAUSE_MS);
    });
    return this.#running;
  }

  async #sendBatch(): Promise<boolean> {
    const batch = batchOf(this.#queue, MESSAGE);
    const answer = await this.#doors.send(batch);
    if (answer.kind === 'saved') {
      this.#failures = 0;
      this.#settle(batch);
      this.#doors.tellPeers({ kind: 'acknowledged', changes: batch });
      for (const outcome of answer.outcomes) if (outcome.kind === 'older') this.#follow(outcome.place, outcome.stored);
      return true;
    }
    this.#failures += 1;
    this.#tell(answer.kind === 'refused' ? answer.message : undefined);
    // A refusal will not get better by repeating it: the next change tries again.
    if (answer.kind === 'offline') this.#schedule(retryDelay(this.#failures));
    return false;
  }

  /** What is stored stands, unless something later was done here meanwhile. */
  #follow(place: number, stored: StoredState): void {
    const known = this.#states.get(place);
    if (known && isLater(known, stored)) return;
    this.#order = Math.max(this.#order, stored.order);
    this.#states = new Map(this.#states).set(place, stored);
    this.#doors.onStates(this.#states);
  }

  #settle(changes: readonly SittingChange[]): void {
    for (const change of changes) {
      const { left, done } = acknowledge(this.#queue, change);
      this.#queue = left;
      this.#doors.store.forget([change, ...done]);
    }
    this.#tell();
  }

  #tell(refusal?: string): void {
    const answers = waitingAnswers(this.#queue);
    if (this.#queue.length === 0) this.#doors.onKeep({ kind: 'saved' });
    else if (refusal) this.#doors.onKeep({ kind: 'refused', answers, message: refusal });
    else this.#doors.onKeep(this.#failures > 0 ? { kind: 'waiting', answers } : { kind: 'sending' });
  }
}
