import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type NoteResolution, resolveNotes } from './note-resolution.ts';
import { CODESETS_DIR } from './open-catalog.ts';

describe.skipIf(!CODESETS_DIR)('what becomes of the lines of the tabular list (needs CODESETS_DIR)', () => {
  let resolution: NoteResolution;
  beforeAll(async () => {
    resolution = await resolveNotes(CODESETS_DIR);
  }, 60_000);

  test('lines per kind: with ranges, prose, not wholly understood', () => {
    const { counts } = resolution;
    const row = (kind: string) => Object.values(counts.get(kind) ?? {}).slice(0, 4);
    expect(Object.fromEntries([...counts.keys()].map((kind) => [kind, row(kind)]))).toEqual({
      includes: [1024, 38, 986, 0],
      excludes1: [5433, 5297, 128, 8],
      excludes2: [2494, 2460, 34, 0],
      'code-first': [813, 599, 212, 2],
      'use-additional': [1494, 1177, 317, 0],
      'code-also': [634, 454, 179, 1],
    });
  });

  test('every line that is not wholly understood is listed with its reason', () => {
    const reviewed = readFileSync('tests/releases/open-notes.tsv', 'utf8').trim().split('\n').slice(1);
    const found = resolution.open.map(({ at, kind, lacking, targets }) =>
      [at, kind, lacking.join(' '), targets.join(' ') || '-'].join('\t'),
    );
    expect(found).toEqual(reviewed.map((line) => line.split('\t').slice(0, 4).join('\t')));
    for (const line of reviewed) expect(line.split('\t')[4]?.length, line).toBeGreaterThan(10);
  });

  test('a line of prose names nothing, and an Excludes line never reaches further than it says', () => {
    const kinds = resolution.open.filter(({ lacking }) => lacking.includes('qualifier')).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('excludes'))).toEqual([]);
  });
});
