import type { ForeignFile } from '#db/releases/foreign-file';

/** A foreign file that lies in memory, in chunks of `size` bytes, so that lines are cut anywhere. */
export const foreignText = (text: string, { name = 'file.txt', size = 1000 } = {}): ForeignFile => ({
  name,
  async *chunks() {
    const bytes = new TextEncoder().encode(text);
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  },
});
