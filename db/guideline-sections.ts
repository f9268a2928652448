import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** How the levels of the Official Guidelines are numbered, from the outside in: `Section I`, `C.`, `9.`, `a.`, `3)`, `(a)`. */
const LEVELS: RegExp[] = [
  /^\s*Section (I{1,3}|IV)\.\s/,
  /^\s*([A-Z])\.\s+\S/,
  /^\s*(\d{1,2})\.\s+\S/,
  /^\s*([a-z])\.\s+\S/,
  /^\s*(\d{1,2})\)\s+\S/,
  /^\s*\(?([a-z])\)\s+\S/,
];
const ROMAN = ['I', 'II', 'III', 'IV'];

/** Place of a label among its siblings, from 1. */
function placeOf(label: string): number {
  if (ROMAN.includes(label) && label !== 'I') return ROMAN.indexOf(label) + 1;
  if (/^\d+$/.test(label)) return Number(label);
  return label.toUpperCase().charCodeAt(0) - 64;
}

/**
 * Section numbers of the guidelines' plain text, as citations write them (`I.C.9.a.3`). A line is a heading when its
 * label is the one that comes next at its level, so that `E. coli` at the start of a line opens no section E.
 */
export function parseSections(text: string): Set<string> {
  const sections = new Set<string>();
  const trail: string[] = [];
  for (const line of text.split('\n')) {
    const chapter = /^\s*(?:\d{1,2}\.\s+)?Chapter (\d{1,2}):/.exec(line)?.[1];
    if (chapter !== undefined && trail[0] === 'I' && trail[1] === 'C') {
      trail.splice(2, Number.POSITIVE_INFINITY, chapter);
      sections.add(trail.join('.'));
      continue;
    }
    const level = LEVELS.findIndex((pattern, depth) => {
      const label = pattern.exec(line)?.[1];
      if (label === undefined || depth > trail.length) return false;
      if (depth === 0) return true;
      const before = trail[depth];
      return placeOf(label) === (before === undefined ? 1 : placeOf(before) + 1);
    });
    if (level < 0) continue;
    trail.splice(level, Number.POSITIVE_INFINITY, LEVELS[level]?.exec(line)?.[1] ?? '');
    sections.add(trail.join('.'));
  }
  return sections;
}

/** Sections of the guidelines under `CODESETS_DIR`; undefined where the official files are not at hand. */
export function readGuidelineSections(codesetsDir: string | undefined): Set<string> | undefined {
  if (!codesetsDir || !existsSync(join(codesetsDir, 'guidelines'))) return undefined;
  const [file] = globSync('guidelines/*Guidelines*.txt.gz', { cwd: codesetsDir });
  return file ? parseSections(gunzipSync(readFileSync(join(codesetsDir, file))).toString('utf8')) : undefined;
}
