import { join } from 'node:path';
import type { ReleaseContent } from '#db/releases/release-content';
import { readStarterReleases } from '#db/releases/starter';
import { type Code, type CodeSystem, canonicalText } from '#domain/codeset/code';
import type { KnownCode, StarterSet } from '#domain/lessons/lesson-codes';

/**
 * The code sets below `root`/content/codes as a lesson looks things up in them, read once and without a database.
 * Throws with file and line on a broken file.
 */
export function readStarterSet(root: string): StarterSet {
  const releases = readStarterReleases(join(root, 'content/codes'));
  const books = new Map(releases.map((release) => [`${release.system} ${release.label}`, bookOf(release)]));
  return {
    labels: (system) =>
      releases
        .filter((release) => release.system === system)
        .sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))
        .map(({ label }) => label),
    find: (system, label, code) => books.get(`${system} ${label}`)?.codes.get(canonicalText(code)),
    pcsValues: (label, chosen) => books.get(`icd10pcs ${label}`)?.pcsValues(chosen) ?? [],
  };
}

function bookOf(release: ReleaseContent) {
  const codes = new Map(release.codes.map((row) => [row.code, knownCode(release.system, row)]));
  const labels = new Map(release.pcsValues.map((row) => [`${row.pcsTable} ${row.axis} ${row.value}`, row.label]));
  const legal = release.system === 'icd10pcs' ? [...codes.keys()].filter((code) => code.length === 7).sort() : [];
  return {
    codes,
    pcsValues(chosen: string) {
      const going = legal.filter((code) => code.startsWith(chosen));
      const values = [...new Set(going.map((code) => code.charAt(chosen.length)))];
      const axis = chosen.length + 1;
      return values.map((value) => {
        const table = going.find((code) => code.charAt(chosen.length) === value)?.slice(0, 3);
        return { value, label: labels.get(`${table} ${axis} ${value}`) ?? '' };
      });
    },
  };
}

const knownCode = (
  system: CodeSystem,
  { code, title, billable, facts }: ReleaseContent['codes'][number],
): KnownCode => ({
  system,
  code: code as Code,
  title,
  billable,
  ...(facts?.seventhCharacters && { seventhCharacters: facts.seventhCharacters }),
});
