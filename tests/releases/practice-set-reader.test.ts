import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { hasOfficialRelease, listReleases } from '#db/queries/releases';
import { installFiles } from '#db/releases/install';
import { READERS } from '#db/releases/readers';
import { recognise } from '#db/releases/recognise';
import { removeInstalled } from '#db/releases/remove';
import { foreignText } from './foreign-text.ts';
import { openEmptyCatalog } from './open-catalog.ts';
import { catalogContent, NOW } from './toy-release.ts';

const SHIPPED = readFileSync('content/codes/px/2026.yaml', 'utf8');
const NEXT = SHIPPED.replace('release: "2026"', 'release: "2027"').replace('2025-10-01', '2026-10-01');
const install = async (text: string, label?: string) => {
  const { db, close } = await openEmptyCatalog();
  onTestFinished(close);
  const files = [foreignText(text, { name: 'any name.bin' })];
  return { db, files, report: installFiles(db, files, { now: NOW, stated: label ? { label } : {} }) };
};

test('the practice set is recognised by its content and installs, once', async () => {
  const { db, files, report } = await install(NEXT);
  const written = (await report).installed.map(({ system, label, effectiveFrom }) => [system, label, effectiveFrom]);
  expect(written).toEqual([['px', '2027', '2026-10-01']]);
  const before = await catalogContent(db);
  expect((await installFiles(db, files, { now: NOW })).unchanged).toEqual(['any name.bin']);
  expect(await catalogContent(db)).toBe(before);
  // It is ours: the complete releases of the agencies are still to be offered.
  expect(await hasOfficialRelease(db)).toBe(false);
  expect(await removeInstalled(db, { system: 'px', label: '2027' })).toHaveLength(1);
  expect(await listReleases(db)).toEqual([]);
});

test.each([
  ['a code twice', NEXT.replace(/(\n +- \{ ?code: PX\d{3})(.*)/, '$1$2$1$2'), undefined, /:\d+: PX\d{3} stands twice/],
  ['a cut off end', NEXT.slice(0, NEXT.lastIndexOf('title:') + 9), undefined, /^any name.bin:\d+: /],
  [
    'names that multiply',
    `${NEXT}\na: &a [x, x]\nb: &b [${'*a, '.repeat(60)}]\nc: [${'*b, '.repeat(60)}]`,
    undefined,
    /alias/,
  ],
  ['another edition than stated', NEXT, '2026', /is 2027, not 2026 as stated/],
])('with %s it is refused, and nothing is changed', async (_what, text, label, why) => {
  const { db, report } = await install(text, label);
  await expect(report).rejects.toThrow(why);
  await expect(report).rejects.toThrow(/^any name.bin/);
  expect(await listReleases(db)).toEqual([]);
});

test('no other reader takes it, and it takes no other YAML', async () => {
  expect((await recognise(foreignText(NEXT), READERS)).verdict).toBe('read');
  expect((await recognise(foreignText('release: "2027"\nfamilies: {}\n'), READERS)).verdict).toBe('not-recognised');
});
