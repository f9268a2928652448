import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import type { Db } from '#db/client';
import { type FileReader, type ForeignFile, ForeignFileError, linesOf } from '#db/releases/foreign-file';
import { emptyRelease } from '#db/releases/release-content';
import type { Instant } from '#domain/time';

export const NOW = 1_790_000_000_000 as Instant;

/** Reads `TOY FY2030 2029-10-01 [derived]` and a line per code below it: a file that no agency publishes. */
export const toyReader: FileReader = {
  kind: 'codes',
  system: 'icd10cm',
  title: 'toy file',
  recognises: (head) => head.startsWith('TOY '),
  async read(file) {
    const release = emptyRelease({
      system: 'icd10cm',
      label: '',
      effectiveFrom: '',
      source: 'official',
      coverage: 'whole',
      contentHash: '',
    });
    for await (const { text, number } of linesOf(file)) {
      const [first = '', ...words] = text.split(' ');
      if (number === 1) {
        const [label = '', effectiveFrom = '', derived] = words;
        Object.assign(release, { label, effectiveFrom, ...(derived && { isDerived: true }) });
      } else if (!/^[A-Z]\d\d$/.test(first)) throw new ForeignFileError(file.name, `“${first}” is no code`, number);
      else release.codes.push({ code: first, title: words.join(' '), billable: true });
    }
    return [release];
  },
};

/** A toy file of `count` codes. */
export const toyText = (label: string, count = 40, first = `TOY ${label} ${Number(label.slice(2)) - 1}-10-01`) =>
  [first, ...Array.from({ length: count }, (_, at) => `A${String(at).padStart(2, '0')} Title ${at * 7919}`)].join('\n');

export const asFile = (text: string | Uint8Array, name = 'toy.txt'): ForeignFile => ({
  name,
  async *chunks() {
    yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
  },
});

/** A folder of its own for one test, gone afterwards. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder of its own and answers its path. */
export function onDisk(bytes: Uint8Array | string, name: string): string {
  const path = join(testFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

/** Everything that installed releases consist of, to compare before and after. */
export async function catalogContent(db: Db): Promise<string> {
  const releases = await db.all(
    sql`select system, label, kind, source, content_hash, row_count from releases order by id`,
  );
  const codes = await db.all(sql`select * from codes order by release_id, code`);
  return JSON.stringify([releases, codes]);
}
