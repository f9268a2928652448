/** One step as it waits to be sent. `at` is by this device's clock: only distances are sent. */
export interface NotedLookUp {
  id: string;
  kind: 'search' | 'open' | 'take';
  what: string;
  code?: string;
  at: number;
}
export type SentLookUp = Omit<NotedLookUp, 'at'> & { msAgo: number };

export type SendAnswer = 'recorded' | 'offline' | 'refused';

export interface LookUpLogDoors {
  send(entries: SentLookUp[]): Promise<SendAnswer>;
  /** A last message as the page goes away; nothing waits for it. */
  sendLast(entries: SentLookUp[]): void;
  store: LookUpStore;
  now(): number;
  newId(): string;
  /** Runs `work` after `ms`; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
}

/** Keeps what is not sent yet beyond the life of a page. */
export interface LookUpStore {
  write(waiting: NotedLookUp[]): void;
  /** What this and other pages of the attempt left behind, oldest first. */
  readAll(): NotedLookUp[];
}

const SEND_AFTER_MS = 4000;
const RETRY_AFTER_MS = 15_000;
const MOST_AT_ONCE = 50;
const MOST_WAITING = 500;
const LONGEST_WHAT = 200;

/**
 * Notes the way through the code book and sends it in batches. Entries carry an id, so that a batch whose answer was lost
 * is sent again without being written twice; what the server refuses for good is dropped, because nothing else depends on
 * it.
 */
export class LookUpLog {
  readonly #doors: LookUpLogDoors;
  #waiting: NotedLookUp[];
  #cancelTimer: (() => void) | undefined;
  #running: Promise<void> | undefined;

  constructor(doors: LookUpLogDoors) {
    this.#doors = doors;
    this.#waiting = doors.store.readAll();
    if (this.#waiting.length > 0) this.#schedule(SEND_AFTER_MS);
  }

  add(kind: NotedLookUp['kind'], what: string, code?: string): void {
    const entry = { id: this.#doors.newId(), kind, what: what.slice(0, LONGEST_WHAT), at: this.#doors.now() };
    this.#waiting = [...this.#waiting, code === undefined ? entry : { ...entry, code }].slice(-MOST_WAITING);
    this.#doors.store.write(this.#waiting);
    this.#schedule(SEND_AFTER_MS);
  }

  /** Sends everything that waits. Never rejects; what could not be sent waits on. */
  flush(): Promise<void> {
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** To be called as the page goes away. */
  leave(): void {
    if (this.#waiting.length > 0) this.#doors.sendLast(this.#waiting.slice(-MOST_AT_ONCE).map(this.#toSend));
  }

  stop(): void {
    this.#cancelTimer?.();
  }

  async #sendAll(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, MOST_AT_ONCE);
      const answer = await this.#doors.send(batch.map(this.#toSend));
      if (answer === 'offline') return this.#schedule(RETRY_AFTER_MS);
      this.#waiting = this.#waiting.filter((entry) => !batch.includes(entry));
      this.#doors.store.write(this.#waiting);
    }
  }

  #toSend = ({ at, ...entry }: NotedLookUp): SentLookUp => ({
    ...entry,
    msAgo: Math.max(0, Math.round(this.#doors.now() - at)),
  });

  #schedule(ms: number): void {
    this.#cancelTimer ??= this.#doors.later(() => void this.flush(), ms);
  }
}
