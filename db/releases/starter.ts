import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/client';
import { readFamily } from '#db/releases/family-file';
import { labelIn, type ReleaseIndex, readIndex } from '#db/releases/index-file';
import { readModifiers } from '#db/releases/modifier-file';
import { noteText } from '#db/releases/note-text';
import { readPracticeSet } from '#db/releases/practice-set';
import { emptyRelease, type ReleaseContent } from '#db/releases/release-content';
import { storeRelease } from '#db/releases/store-release';
import { releases } from '#db/schema/codes';
import type { Instant } from '#domain/time';

/** Raised whenever a reader makes other rows of the same files, so that they are loaded again. */
const READER_VERSION = 5;

interface Source {
  hash: string;
  read: (hash: string) => ReleaseContent;
}

/**
 * Brings the shipped code sets (content/codes) into the catalog database: ICD-10-CM, ICD-10-PCS and HCPCS starter
 * families and the practice procedure set. Does nothing for a release whose files are unchanged, and stays
 * beside an official release of the same label, which goes before it. Everything in one transaction. `codesDir` is the path of content/codes.
 * Answers the releases that were written, e.g. `icd10cm FY2026`. Throws with file, line and what is wrong on a broken
 * file; the database then stays as it was.
 */
export async function loadStarterRelease(
  catalogDb: Db,
  codesDir: string,
  now: Instant,
): Promise<{ written: string[] }> {
  const installed = await catalogDb.select({ contentHash: releases.contentHash }).from(releases);
  const hashes = new Set(installed.map((release) => release.contentHash));
  const fresh = sourcesIn(codesDir)
    .filter((source) => !hashes.has(source.hash))
    .map((source) => source.read(source.hash));
  if (fresh.length > 0)
    await catalogDb.transaction(async (tx) => {
      for (const content of fresh) await storeRelease(tx, content, now);
    });
  return { written: fresh.map(({ system, label }) => `${system} ${label}`) };
}

/** The releases below content/codes as values, without a database: for checks of the files themselves. */
export const readStarterReleases = (codesDir: string): ReleaseContent[] =>
  sourcesIn(codesDir).map((source) => source.read(source.hash));

function sourcesIn(codesDir: string): Source[] {
  const folders = readdirSync(codesDir)
    .sort()
    .filter((name) => existsSync(join(codesDir, name, 'index.tsv')));
  const practice = join(codesDir, 'px');
  const practiceFiles = existsSync(practice) ? readdirSync(practice).filter((name) => name.endsWith('.yaml')) : [];
  return [
    ...folders
      .map((name) => join(codesDir, name))
      .map((folder) => ({
        hash: hashOf(
          readdirSync(folder)
            .sort()
            .map((name) => join(folder, name)),
        ),
        read: (hash: string) => readFolder(folder, hash),
      })),
    ...practiceFiles
      .map((name) => join(practice, name))
      .map((file) => ({
        hash: hashOf([file]),
        read: (hash: string) => readPracticeSet(readFileSync(file, 'utf8'), file, hash),
      })),
  ];
}

/** Of names and bytes, in order. Paths count by their last part, so that moving the checkout changes nothing. */
function hashOf(files: string[]): string {
  const hash = createHash('sha256').update(`readers ${READER_VERSION}\n`);
  for (const file of files) hash.update(`${file.split(/[\\/]/).slice(-2).join('/')}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

function readFolder(folder: string, contentHash: string): ReleaseContent {
  const index = readIndex(readFileSync(join(folder, 'index.tsv'), 'utf8'), join(folder, 'index.tsv'));
  const content = emptyRelease({ ...index.release, source: 'starter', contentHash });
  content.sections = index.sections;
  content.notes = withText(index.notes, index);
  for (const name of index.families) {
    const file = join(folder, `${name}.tsv`);
    const family = readFamily(readFileSync(file, 'utf8'), file);
    content.codes.push(...family.codes);
    content.notes.push(...withText(family.notes, index));
    content.pcsValues.push(...family.pcsValues.map((value) => ({ pcsTable: name, ...value })));
  }
  const modifiers = join(folder, 'modifiers.tsv');
  if (existsSync(modifiers)) content.modifiers = readModifiers(readFileSync(modifiers, 'utf8'), modifiers);
  return content;
}

const withText = (notes: ReleaseIndex['notes'], index: ReleaseIndex) =>
  notes.map((note) => ({ ...note, text: noteText(note, labelIn(index)) }));
