import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { mergeDrafts } from '#domain/chart/merge-drafts';
import type { EditFinding } from '#domain/codeset/edit-finding';
import { retryDelay } from '../workspace/passing-failure.ts';
import type { KeptDraft, Outbox } from './draft-outbox.ts';

/** What became of one attempt to save. */
export type SaveAnswer =
  | { kind: 'saved'; revision: number; savedAt: number; findings: EditFinding[] }
  | { kind: 'conflict'; revision: number; draft: DraftSheet }
  | { kind: 'offline' }
  | { kind: 'refused'; message: string };

export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'refused'; message: string };

/** What pages of the same attempt tell each other: a change with the sheet it was made on, or an acknowledgement. */
export type PeerMessage =
  | { kind: 'changed'; before: DraftSheet; after: DraftSheet }
  | { kind: 'acknowledged'; kept: KeptDraft; at: number };

export interface KeeperDoors {
  send(baseRevision: number, draft: DraftSheet): Promise<SaveAnswer>;
  outbox: Outbox;
  tellPeers(message: PeerMessage): void;
  onDraft(draft: DraftSheet): void;
  onState(state: SaveState): void;
  onFindings(findings: EditFinding[], draft: DraftSheet): void;
  /** Runs `work` after `ms`; the answer cancels it. */
  later(work: () => void, ms: number): () => void;
}

const TYPING_PAUSE_MS = 400;
/** Another page made the change and will save it; this one does so only if that page is gone. */
const STAND_IN_MS = 3000;
const MOST_CONFLICTS_IN_A_ROW = 8;

const isSame = (one: DraftSheet, other: DraftSheet): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/**
 * Keeps one attempt's sheet safe: every change goes to the outbox at once and to the server after a short pause; lost
 * connections are tried again; what other pages or the server hold is merged, never overwritten.
 */
export class DraftKeeper {
  readonly #doors: KeeperDoors;
  #mine: DraftSheet;
  #base: KeptDraft;
  #isDirty = false;
  #running: Promise<boolean> | undefined;
  #cancelTimer: () => void = () => {};
  #failures = 0;

  constructor(start: KeptDraft, doors: KeeperDoors) {
    this.#doors = doors;
    this.#base = start;
    this.#mine = start.draft;
  }

  /** Takes up what earlier or crashed pages could not save. Call once, when the page is ready. */
  recover(): void {
    const left = this.#doors.outbox.readAll();
    const merged = left.reduce((draft, entry) => mergeDrafts(entry.base.draft, entry.mine, draft), this.#mine);
    if (!isSame(merged, this.#mine)) {
      this.#take(merged);
      this.#schedule(0);
    }
    this.#doors.outbox.clearOthers();
  }

  /** A change made on this page. */
  change(after: DraftSheet): void {
    const before = this.#mine;
    if (isSame(before, after)) return;
    this.#mine = after;
    this.#markDirty();
    // From here on "saved" would be untrue. While there is no connection, that stays the news.
    if (this.#failures === 0) this.#doors.onState({ kind: 'saving' });
    this.#doors.tellPeers({ kind: 'changed', before, after });
    this.#schedule(TYPING_PAUSE_MS);
  }

  hear(message: PeerMessage): void {
    if (message.kind === 'changed') {
      this.#take(mergeInto(this.#mine, message.before, message.after));
      // The other page has not been told yet that its change is safe.
      if (this.#failures === 0) this.#doors.onState({ kind: 'saving' });
      this.#schedule(STAND_IN_MS);
    } else if (message.kept.revision > this.#base.revision) {
      const merged = mergeInto(this.#mine, this.#base.draft, message.kept.draft);
      this.#base = message.kept;
      if (!isSame(merged, this.#mine)) this.#take(merged);
      if (isSame(merged, message.kept.draft)) this.#settle(message.at);
    }
  }

  /** Saves now. True when the server has everything; false when it could not be reached or refused. */
  async flush(): Promise<boolean> {
    while (this.#running) await this.#running;
    return this.#isDirty ? this.#save() : true;
  }

  /** What a last message to the server should hold as the page goes away; undefined when all is saved. */
  get unsaved(): { baseRevision: number; draft: DraftSheet } | undefined {
    return this.#isDirty ? { baseRevision: this.#base.revision, draft: this.#mine } : undefined;
  }

  get revision(): number {
    return this.#base.revision;
  }

  stop(): void {
    this.#cancelTimer();
  }

  #take(draft: DraftSheet): void {
    this.#mine = draft;
    this.#markDirty();
    this.#doors.onDraft(draft);
  }

  #markDirty(): void {
    this.#isDirty = true;
    this.#doors.outbox.write({ base: this.#base, mine: this.#mine });
  }

  #settle(at: number): void {
    this.#isDirty = false;
    this.#cancelTimer();
    this.#doors.outbox.clear();
    this.#doors.onState({ kind: 'saved', at });
  }

  #schedule(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#doors.later(() => void this.flush(), ms);
  }

  #save(): Promise<boolean> {
    this.#cancelTimer();
    this.#running = this.#exchange(0).finally(() => {
      this.#running = undefined;
      // What was typed while the save was under way.
      if (this.#isDirty && this.#failures === 0) this.#schedule(TYPING_PAUSE_MS);
    });
    return this.#running;
  }

  async #exchange(conflicts: number): Promise<boolean> {
    const sent = this.#mine;
    this.#doors.onState({ kind: 'saving' });
    const answer = await this.#doors.send(this.#base.revision, sent);
    switch (answer.kind) {
      case 'saved':
        return this.#acknowledge(sent, answer);
      case 'conflict': {
        const merged = mergeDrafts(this.#base.draft, this.#mine, answer.draft);
        this.#base = { draft: answer.draft, revision: answer.revision };
        this.#take(merged);
        return conflicts < MOST_CONFLICTS_IN_A_ROW ? this.#exchange(conflicts + 1) : this.#fail({ kind: 'offline' });
      }
      case 'offline':
      case 'refused':
        return this.#fail(answer);
    }
  }

  #acknowledge(sent: DraftSheet, answer: SaveAnswer & { kind: 'saved' }): boolean {
    this.#failures = 0;
    this.#base = { draft: sent, revision: answer.revision };
    this.#doors.tellPeers({ kind: 'acknowledged', kept: this.#base, at: answer.savedAt });
    this.#doors.onFindings(answer.findings, sent);
    if (isSame(this.#mine, sent)) this.#settle(answer.savedAt);
    else this.#markDirty();
    return !this.#isDirty;
  }

  /** A refusal will not get better by repeating it: the next change tries again. */
  #fail(answer: SaveAnswer & { kind: 'offline' | 'refused' }): boolean {
    this.#failures += 1;
    this.#doors.onState(answer);
    if (answer.kind === 'offline') this.#schedule(retryDelay(this.#failures));
    return false;
  }
}

/** Another page's change, from `before` to `after`, laid over this page's sheet. Equal sheets simply follow. */
function mergeInto(mine: DraftSheet, before: DraftSheet, after: DraftSheet): DraftSheet {
  return isSame(mine, before) ? after : mergeDrafts(before, mine, after);
}
