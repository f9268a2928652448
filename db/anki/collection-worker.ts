import { parentPort, workerData } from 'node:worker_threads';
import initSqlJs from 'sql.js';
import type { CollectionAnswer, CollectionTask } from '#db/anki/collection-format';
import { readCollection } from '#db/anki/read-collection';
import { writeCollection } from '#db/anki/write-collection';

/*
 * Runs beside the server, one for each file: whatever a foreign SQLite file does to the library that reads it ends with
 * this thread, and the server goes on answering meanwhile.
 */
async function work(task: CollectionTask): Promise<CollectionAnswer> {
  const { Database } = await initSqlJs();
  if (task.kind === 'write') {
    const db = new Database();
    writeCollection(db, task.cards, task.now);
    return { kind: 'bytes', bytes: db.export() };
  }
  try {
    const read = readCollection(new Database(task.bytes), task.mostNotes);
    return read.ok ? { kind: 'notes', notes: read.value } : { kind: 'refused', sentence: read.problem };
  } catch {
    return { kind: 'refused', sentence: 'holds a collection that is damaged' };
  }
}

parentPort?.postMessage(await work(workerData as CollectionTask));
