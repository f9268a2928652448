import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that decides what the published cases and items are: what authors wrote, and the code that reads it. */
const DECISIVE = {
  cases: [
    'content/{charts,job-guidelines}/**/*.{yaml,md}',
    'db/keys/*.yaml',
    'db/*.ts',
    'db/queries/publishing.ts',
    'src/domain/chart/*.ts',
  ],
  items: ['db/items/*/*', 'db/*.ts', 'db/queries/publish-items.ts', 'src/domain/{chart,exam}/*.ts'],
};

/** A hash over the bytes and names of those files under `root`. The same hash means that publishing has nothing to do. */
export function contentFingerprint(root: string, kind: keyof typeof DECISIVE = 'cases'): string {
  const hash = createHash('sha256');
  for (const file of globSync(DECISIVE[kind], { cwd: root }).sort())
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
