import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Pumps a request's body into `sink`, at most `most` bytes of it. False when there was more: then what came is of no use,
 * and the rest is not read. Rejects when the body breaks off or the sink refuses it.
 */
export async function pumpBody(
  body: ReadableStream<Uint8Array>,
  sink: NodeJS.WritableStream,
  most: number,
): Promise<boolean> {
  let isWhole = true;
  async function* bounded() {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      isWhole = size <= most;
      if (!isWhole) throw new Error('more than is read at all');
      yield chunk;
    }
  }
  await pipeline(Readable.from(bounded()), sink).catch((error) => {
    if (isWhole) throw error;
  });
  return isWhole;
}
