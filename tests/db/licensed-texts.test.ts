import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { findLicensedCode } from '#db/queries/code-book/licensed';
import { findCodes } from '#db/queries/code-search';
import { getCatalog } from '#db/queries/codes';
import { listReleases } from '#db/queries/releases';
import { installFiles } from '#db/releases/install';
import { licences } from '#db/schema/references';
import type { Instant } from '#domain/time';
import { foreignText } from '../releases/foreign-text.ts';
import { LICENSED_FILES, MARKER } from '../releases/licensed-files.ts';
import { openEmptyCatalog } from '../releases/open-catalog.ts';

const now = Date.UTC(2026, 1, 1) as Instant;
const on = '2026-02-01';
const licence = { organisationId: 'school', holder: 'A school', year: 2026, seats: 25, attestedBy: 'A. Person' };
const files = Object.entries(LICENSED_FILES).map(([name, text]) => foreignText(text, { name }));

let db: Db;
let close: () => void;
beforeAll(async () => {
  ({ db, close } = await openEmptyCatalog());
});
afterAll(() => close());

test('without a licence nothing is taken', async () => {
  await expect(installFiles(db, files, { now })).rejects.toThrow('is a licensed file');
  await expect(installFiles(db, files, { now, licence: { ...licence, holder: ' ' } })).rejects.toThrow(
    '--licence-holder',
  );
  expect(await listReleases(db, 'everybody')).toEqual([]);
});

test('with one it is recorded, and the releases are the organisation’s', async () => {
  await installFiles(db, files, { now, licence });
  expect(await db.select().from(licences)).toEqual([{ ...licence, attestedAt: now }]);
  const all = await listReleases(db, 'everybody');
  expect(all).toHaveLength(files.length);
  expect(all.every(({ source, organisationId }) => source === 'licensed' && organisationId === 'school')).toBe(true);
  expect((await installFiles(db, files, { now, licence })).installed).toEqual([]);
});

test('only its people are told that they are there', async () => {
  expect(await listReleases(db)).toEqual([]);
  expect(await listReleases(db, { organisationId: 'other' })).toEqual([]);
  expect(await listReleases(db, { organisationId: '' })).toEqual([]);
  expect(await listReleases(db, { organisationId: 'school' })).toHaveLength(files.length);
});

test('the texts are found under the organisation they are licensed to, and under no other', async () => {
  expect(await findLicensedCode(db, 'other', '0001X')).toBeUndefined();
  expect(await findLicensedCode(db, '', '0001X')).toBeUndefined();
  const found = await findLicensedCode(db, 'school', '0001X');
  expect(found?.title).toContain(MARKER);
  expect(found?.descriptors.map(({ kind }) => kind).sort()).toEqual(['consumer', 'medium', 'short']);
});

test('neither the catalog of a sheet nor the search has them', async () => {
  const pins = { icd10cm: 'FY2026', cpt: '2026' };
  const catalog = await getCatalog(db, { pins, on }, [{ system: 'cpt', code: '0001X' }]);
  expect(catalog.find('cpt', '0001X')).toBeUndefined();
  expect(catalog.isKnownElsewhere('cpt', '0001X')).toBe(false);
  expect(JSON.stringify([...catalog.modifiers])).not.toContain(MARKER);
  const search = { labels: { cpt: '2026' }, on };
  for (const typed of ['0001X', MARKER])
    expect(JSON.stringify(await findCodes(db, search, typed, 12))).not.toContain(MARKER);
});
