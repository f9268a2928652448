import type { DraftSheet } from '#domain/chart/draft-sheet-schema';
import { quietly } from '../workspace/quietly.ts';

/** A sheet as last acknowledged by the server, and the revision it has there. */
export interface KeptDraft {
  draft: DraftSheet;
  revision: number;
}

/** Work that the server has not acknowledged yet, with the state it grew from: enough to merge it whenever it arrives. */
export interface Unsaved {
  base: KeptDraft;
  mine: DraftSheet;
}

export interface Outbox {
  write(unsaved: Unsaved): void;
  clear(): void;
  /** What this and every other page of the attempt left behind, oldest first. */
  readAll(): Unsaved[];
  /** Forgets what other pages left behind; call it once their work is in this page's own entry. */
  clearOthers(): void;
}

/**
 * An outbox in `storage` that outlives reloads and crashes. Each page writes its own entry, so that two tabs never
 * overwrite each other's unsaved work. A full or forbidden storage is survived: then only the server keeps the work.
 */
export function openOutbox(storage: Storage, attemptId: string, pageId: string): Outbox {
  const prefix = `unsaved:${attemptId}:`;
  const own = prefix + pageId;
  const keys = () => Object.keys(storage).filter((key) => key.startsWith(prefix));
  return {
    write: (unsaved) => quietly(() => storage.setItem(own, JSON.stringify(unsaved))),
    clear: () => quietly(() => storage.removeItem(own)),
    readAll: () => quietly(() => keys().flatMap((key) => readEntry(storage.getItem(key)))) ?? [],
    clearOthers: () =>
      quietly(() => {
        for (const key of keys()) if (key !== own) storage.removeItem(key);
      }),
  };
}

function readEntry(text: string | null): Unsaved[] {
  const entry = quietly(() => JSON.parse(text ?? 'null') as Unsaved | null);
  return entry?.mine?.diagnoses && entry.base?.draft ? [entry] : [];
}
