import { parse as parseAnswer } from 'devalue';
import type { ItemState, SittingChange } from '#domain/exam/sittings/sitting';
import { UNTOUCHED } from '#domain/exam/sittings/untouched';
import { type Random, randomFrom, type Seed } from '#domain/random';

/** What became of one message. `down`: nobody answered. */
export type Sent =
  | { kind: 'kept'; tookMs: number; changes: number }
  | { kind: 'down' }
  | { kind: 'refused'; status: number; text: string }
  | { kind: 'nothing' };

/** Whom and what a simulated candidate sits. */
export interface Seat {
  address: string;
  /** Of a guest, `guest=…`. */
  cookie: string;
  sittingId: string;
  /** Items of the form. */
  items: number;
  seed: number;
}

/**
 * A candidate that answers over HTTP as the screen of a sitting does: the newest state of each item waits until it is
 * acknowledged, and is sent again until then.
 */
export class Candidate {
  /** The last change made of each item. */
  readonly made = new Map<number, SittingChange>();
  /** The last one of each item that the server said it has. */
  readonly acknowledged = new Map<number, SittingChange>();
  readonly #waiting = new Map<number, SittingChange>();
  readonly #seat: Seat;
  readonly #random: Random;
  #order = 0;
  #at = 0;

  constructor(seat: Seat) {
    this.#seat = seat;
    this.#random = randomFrom(seat.seed as Seed);
  }

  get seat(): Seat {
    return this.#seat;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Does something with an item of chance: mostly an answer, at times a flag, a note or an option struck out. */
  answer(now: number): void {
    const place = Math.floor(this.#random() * this.#seat.items);
    const before = this.made.get(place)?.state ?? UNTOUCHED;
    this.#order += 1;
    this.#at = Math.max(this.#at, now);
    const change = { place, at: this.#at, order: this.#order, state: this.#next(before) };
    this.made.set(place, change);
    this.#waiting.set(place, change);
  }

  /** Sends what waits, as one message. */
  async send(): Promise<Sent> {
    const changes = [...this.#waiting.values()].slice(0, 60);
    if (changes.length === 0) return { kind: 'nothing' };
    const start = performance.now();
    const answer = await this.#post('exam.save', { sittingId: this.#seat.sittingId, changes });
    if (!answer) return { kind: 'down' };
    const tookMs = performance.now() - start;
    if (answer.status !== 200) return { kind: 'refused', ...answer };
    for (const change of changes) {
      if (this.#waiting.get(change.place) === change) this.#waiting.delete(change.place);
      const known = this.acknowledged.get(change.place);
      if (!known || known.order < change.order) this.acknowledged.set(change.place, change);
    }
    return { kind: 'kept', tookMs, changes: changes.length };
  }

  #next(before: ItemState): ItemState {
    const chance = this.#random();
    const state = { ...before, spentMs: before.spentMs + Math.round(this.#random() * 20_000) };
    if (chance < 0.1) return { ...state, isFlagged: !state.isFlagged };
    if (chance < 0.15) return { ...state, note: `${state.note} ${this.#order}: look at this again.`.slice(-400) };
    if (chance < 0.2) return { ...state, struck: [...new Set([...state.struck, Math.floor(this.#random() * 4)])] };
    return { ...state, answer: { kind: 'options', chosen: [Math.floor(this.#random() * 4)] } };
  }

  async #post(action: string, body: unknown): Promise<{ status: number; text: string } | undefined> {
    const { address, cookie } = this.#seat;
    const url = `${address}/_actions/${action}`;
    const headers = { origin: address, 'content-type': 'application/json', cookie };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(ifUnanswered);
    const text = await response?.text().catch(ifUnanswered);
    if (!response || text === undefined) return undefined;
    if (response.headers.get('content-type') === 'application/json+devalue') checkOutcomes(text);
    return { status: response.status, text };
  }
}

/** The one way `fetch` says that a connection failed or broke. */
function ifUnanswered(error: unknown): undefined {
  if (!(error instanceof TypeError)) throw error;
}

/** Of one browser that goes on counting everything is kept. Throws when the server says something else. */
function checkOutcomes(text: string): void {
  const { outcomes } = parseAnswer(text) as { outcomes: { kind: string }[] };
  if (outcomes.some(({ kind }) => kind !== 'kept')) throw new Error(`not everything was kept: ${text}`);
}
