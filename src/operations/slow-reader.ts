import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

/** The server script and the build have a copy of this module each: what they share hangs on the process. */
const KEY = Symbol.for('medical-coding-trainer.response');
const shared = globalThis as { [KEY]?: AsyncLocalStorage<ServerResponse> };
const responses = shared[KEY] ?? new AsyncLocalStorage<ServerResponse>();
shared[KEY] = responses;

/** Lets everything that answers this request know the response it goes out by. */
export const withResponse = (response: ServerResponse, work: () => unknown): unknown => responses.run(response, work);

/**
 * A wait for the reader at the other end of this request's connection, or for its end. The adapter writes as fast as a
 * stream gives, whoever reads how slowly; a large file that is made while it is sent has to wait by itself, else the
 * whole of it would lie in memory.
 */
export function readerOfThisRequest(): () => Promise<void> {
  const response = responses.getStore();
  return () =>
    new Promise((resolve) => {
      if (!response?.writableNeedDrain || response.destroyed) return resolve();
      const goOn = () => {
        response.off('drain', goOn).off('close', goOn);
        resolve();
      };
      response.on('drain', goOn).on('close', goOn);
    });
}
