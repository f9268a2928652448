import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { UNTOUCHED } from '../src/domain/exam/sittings/untouched.ts';

/** A save into an exam that nobody sits: through every layer a save goes, without reading or writing a row. */
const NOBODYS_SAVE = JSON.stringify({
  sittingId: 'warm-up',
  changes: [{ place: 0, at: 1, order: 1, state: UNTOUCHED }],
});
/** The first loads the code, the next ones what only an answer loads. */
const TIMES = 3;
/** Longer than loading takes on a slow machine; then the port opens all the same. */
const LONGEST_MS = 20_000;

/**
 * Sends `listener` a few messages before the world can, so that the code of a save is loaded when the port opens. After a
 * restart everybody who sits an exam sends at once, and all would wait for that. Never fails: who cannot be warmed up
 * still serves.
 * @param {import('node:http').RequestListener} listener
 * @param {{ host: string, origin: string }} address as the first visitor will name the server
 */
export async function warmUp(listener, { host, origin }, longestMs = LONGEST_MS) {
  const signal = AbortSignal.timeout(longestMs);
  const server = createServer(listener).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening', { signal });
    for (let time = 0; time < TIMES; time += 1) await post(server.address().port, { host, origin }, signal);
  } catch {
    // The first visitor waits a second longer.
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function post(port, headers, signal) {
  const sent = request({
    host: '127.0.0.1',
    port,
    path: '/_actions/exam.save',
    method: 'POST',
    signal,
    headers: { ...headers, 'content-type': 'application/json' },
  });
  sent.end(NOBODYS_SAVE);
  const [answer] = await once(sent, 'response', { signal });
  await once(answer.resume(), 'end', { signal });
}
