import { join } from 'node:path';
import { openSources } from '#db/releases/foreign-sources';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { icd10cmTabular } from '#db/releases/icd10cm/tabular-reader';
import { writeRange } from '#db/releases/note-line';
import { ICD10CM_TABULAR } from '#db/releases/official-files';
import { isRelation } from '#db/releases/release-content';
import { type CodeNote, isInRange } from '#domain/codeset/catalog';

/** A line that names codes and was not wholly understood: what it names and what was made of it. */
export interface OpenLine {
  at: string;
  kind: CodeNote['kind'];
  /** Codes that are named and that no range reaches, or `qualifier`. */
  lacking: string[];
  targets: string[];
  text: string;
}

export interface NoteResolution {
  /** Per kind: lines, lines that name codes and became ranges, lines of prose that name none. */
  counts: Map<string, { lines: number; ranges: number; prose: number; open: number; narrowed: number }>;
  open: OpenLine[];
}

/** Something in the shape of a code with its point, or of a category that exists. */
const NAMED = /(?<![0-9A-Za-z.])[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]*)?(?![0-9A-Za-z])/g;

/** Reads every line of the FY2026 tabular list that relates codes and says what was made of it. */
export async function resolveNotes(root: string): Promise<NoteResolution> {
  const [file] = await openSources([join(root, ICD10CM_TABULAR)]);
  const [tabular] = file ? await icd10cmTabular.read(file, {}) : [];
  const codes = (await officialIcd10cm(root, 'FY2026')).codes.map(({ code }) => code);
  const beginnings = new Set(codes.flatMap((code) => [3, 4, 5, 6, 7].map((length) => code.slice(0, length))));
  const categories = [...new Set(codes.map((code) => code.slice(0, 3)))];
  const resolution: NoteResolution = { counts: new Map(), open: [] };
  for (const note of (tabular?.notes ?? []).filter(isRelation)) {
    const named = (note.text.match(NAMED) ?? []).map((code) => code.replace('.', '').replace(/X+$/, ''));
    const real = named.filter((code) => categories.includes(code.slice(0, 3)));
    const lacking = real.filter((code) => !beginnings.has(code) || !note.targets.some((range) => touches(code, range)));
    if (isWidened(note)) lacking.push('qualifier');
    count(resolution, note, lacking.length > 0, real.length > 0);
    const { at, kind, text } = note;
    if (lacking.length > 0) resolution.open.push({ at, kind, text, lacking, targets: note.targets.map(writeRange) });
  }
  return resolution;
}

/** A named code may be one end of a range, stand in it, or be wider than a range that was narrowed. */
const touches = (code: string, range: CodeNote['targets'][number]): boolean =>
  isInRange(code, { from: range.from, to: range.to }) || range.from.startsWith(code) || range.to.startsWith(code);

/** Words behind a code that should narrow it, and a range that is not narrowed. */
function isWidened({ text, targets }: CodeNote): boolean {
  const behind = text.slice(text.search(NAMED));
  const saysMore = /\bcharacters?\b|\bwith \.?\d|\bwith -\d/.test(behind);
  return targets.length > 0 && saysMore && targets.every(({ characters, after }) => !characters && !after);
}

function count({ counts }: NoteResolution, note: CodeNote, isOpen: boolean, namesCodes: boolean): void {
  const row = counts.get(note.kind) ?? { lines: 0, ranges: 0, prose: 0, open: 0, narrowed: 0 };
  counts.set(note.kind, row);
  row.lines++;
  if (isOpen) row.open++;
  else if (namesCodes) row.ranges++;
  else row.prose++;
  if (note.targets.some(({ characters, after }) => characters || after)) row.narrowed++;
}
