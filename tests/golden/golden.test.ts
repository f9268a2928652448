import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { withStarterCatalog } from '#db/review-cases';
import { verdictOn } from './verdict-on.ts';

/**
 * Grades that must not change unnoticed. `tests/golden/<case>/<verdict>-<cause>/sheet.json` is what was entered, in
 * the short form of `aSheet`; `grade.json` beside it what comes out. `<case>` is a chart of content/charts, or a
 * `fixture-…` with its own `key.json` (the fields of a key file and `setting`). `<verdict>` is right, part or wrong.
 * To add a case write its sheet.json; to accept changes run with UPDATE_GOLDEN=1 and read the difference.
 */
const sheets = globSync('tests/golden/*/*/sheet.json').sort();
const isUpdating = process.env.UPDATE_GOLDEN === '1';

describe('golden grades', () => {
  let catalogDb: Db;
  let release: () => void;
  let closed: Promise<void>;

  beforeAll(async () => {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    release = resolve;
    await new Promise<void>((ready, failed) => {
      closed = withStarterCatalog('.', (opened) => {
        catalogDb = opened;
        ready();
        return done;
      });
      closed.catch(failed);
    });
  });
  afterAll(async () => {
    release();
    await closed;
  });

  test('there are cases', () => expect(sheets.length).toBeGreaterThan(8));

  test.each(sheets)('%s', async (path) => {
    const found = await verdictOn(path, catalogDb);
    expect(basename(dirname(path)).split('-')[0], 'the verdict in the folder name').toBe(found.verdict);
    const golden = join(dirname(path), 'grade.json');
    if (isUpdating) writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    // What leaves through JSON has to come back the same, so the comparison is made on that side.
    expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });
});
