import type { SittingChange } from '#domain/exam/sittings/sitting';
import { quietly } from '../workspace/quietly.ts';

/** Where changes wait on this device until the server has acknowledged them. */
export interface ChangeStore {
  keep(change: SittingChange): void;
  forget(changes: readonly SittingChange[]): void;
  /** Everything that any page of the sitting left here. */
  readAll(): SittingChange[];
}

/**
 * A store in `storage` that outlives reloads and crashes. Every change is an entry of its own: two tabs never overwrite
 * each other, and writing costs the same however much waits. A full or forbidden storage is survived.
 */
export function openChangeStore(storage: Storage, sittingId: string): ChangeStore {
  const prefix = `sitting:${sittingId}:`;
  const keyOf = ({ place, at, order }: SittingChange) => `${prefix}${place}:${at}:${order}`;
  return {
    keep: (change) => quietly(() => storage.setItem(keyOf(change), JSON.stringify(change))),
    forget: (changes) => quietly(() => changes.forEach((change) => void storage.removeItem(keyOf(change)))),
    readAll: () =>
      quietly(() =>
        Object.keys(storage)
          .filter((key) => key.startsWith(prefix))
          .flatMap((key) => readEntry(storage.getItem(key))),
      ) ?? [],
  };
}

function readEntry(text: string | null): SittingChange[] {
  const entry = quietly(() => JSON.parse(text ?? 'null') as SittingChange | null);
  return entry && Number.isInteger(entry.place) && Number.isInteger(entry.at) && entry.state ? [entry] : [];
}
