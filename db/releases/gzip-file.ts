import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type ForeignFile, ForeignFileError } from '#db/releases/foreign-file';
import { FOREIGN_LIMITS, refuseBomb } from '#db/releases/foreign-limits';

/** A gzipped file on disk as what is in it. Cut off, altered or continued after its end: `ForeignFileError`. */
export function gzipFile(path: string, name: string): ForeignFile {
  return {
    name,
    async *chunks() {
      const packed = statSync(path).size;
      const input = createReadStream(path);
      const gunzip = createGunzip();
      input.on('error', (error) => gunzip.destroy(error));
      input.pipe(gunzip);
      let unpacked = 0;
      try {
        for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
          unpacked += chunk.length;
          refuseBomb(name, unpacked, packed, FOREIGN_LIMITS.fileBytes);
          yield chunk;
        }
        // Zeros behind the end are passed over in silence by the decoder.
        if (gunzip.bytesWritten !== packed) throw new ForeignFileError(name, 'goes on after its end');
      } catch (error) {
        throw asForeignError(name, error);
      } finally {
        input.destroy();
        gunzip.destroy();
      }
    },
  };
}

function asForeignError(name: string, error: unknown): ForeignFileError {
  if (error instanceof ForeignFileError) return error;
  const why = error instanceof Error ? error.message : String(error);
  if (why === 'unexpected end of file') return new ForeignFileError(name, 'is cut off: its end is missing');
  return new ForeignFileError(name, `is a damaged gzip file: ${why}`);
}
