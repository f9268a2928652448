import type { LookUpStore, NotedLookUp } from './look-up-log.ts';

/**
 * A store in `storage` that outlives reloads. Each page writes an entry of its own; what closed pages left behind is read
 * with it. A full or forbidden storage is survived: then what a page could not send is lost with it.
 */
export function openLookUpStore(storage: Storage, attemptId: string, pageId: string): LookUpStore {
  const prefix = `look-ups:${attemptId}:`;
  return {
    write: (waiting) => quietly(() => writeOrForget(storage, prefix + pageId, waiting)),
    readAll: () => quietly(() => takeOver(storage, prefix, pageId)) ?? [],
  };
}

function writeOrForget(storage: Storage, key: string, waiting: NotedLookUp[]): void {
  if (waiting.length > 0) storage.setItem(key, JSON.stringify(waiting));
  else storage.removeItem(key);
}

/** A page that is still open sends its entries as well: they have ids, so that is written once. */
function takeOver(storage: Storage, prefix: string, pageId: string): NotedLookUp[] {
  const keys = Object.keys(storage).filter((key) => key.startsWith(prefix));
  const all = keys.flatMap((key) => readEntries(storage.getItem(key))).sort((one, other) => one.at - other.at);
  for (const key of keys) storage.removeItem(key);
  writeOrForget(storage, prefix + pageId, all);
  return all;
}

function readEntries(text: string | null): NotedLookUp[] {
  const entries: unknown = JSON.parse(text ?? '[]');
  return Array.isArray(entries) ? entries.filter((entry) => typeof entry?.id === 'string' && entry.at > 0) : [];
}

function quietly<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
