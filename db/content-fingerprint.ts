import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that decides what the published cases are: what authors wrote, and the code that reads it. */
const DECISIVE = [
  'content/{charts,job-guidelines}/**/*.{yaml,md}',
  'db/keys/*.yaml',
  'db/*.ts',
  'db/queries/publishing.ts',
  'src/domain/chart/*.ts',
];

/** A hash over the bytes and names of those files under `root`. The same hash means that publishing has nothing to do. */
export function contentFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(DECISIVE, { cwd: root }).sort())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
