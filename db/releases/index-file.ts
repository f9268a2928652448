import { readNote, writeNote, writeRange } from '#db/releases/note-line';
import type { ReleaseContent, SectionRow } from '#db/releases/release-content';
import { COVERAGES } from '#db/schema/codes';
import type { CodeNote, CodeRange } from '#domain/codeset/catalog';
import { CODE_SYSTEMS } from '#domain/codeset/code';

/** What `index.tsv` of a starter release says: which release, its families in official order, what stands above them. */
export interface ReleaseIndex {
  release: Pick<ReleaseContent, 'system' | 'label' | 'effectiveFrom' | 'effectiveTo' | 'coverage'>;
  /** Names of the family files without their ending. */
  families: string[];
  sections: SectionRow[];
  /** Notes at chapters and blocks. */
  notes: Omit<CodeNote, 'text'>[];
  /** Words for the ranges that notes name, also of families that are not here. */
  labels: Map<string, string>;
}

/** The text of an index file, the inverse of `readIndex`. */
export function writeIndex(index: ReleaseIndex): string {
  const { system, label, effectiveFrom, effectiveTo, coverage } = index.release;
  const lines = [
    ['release', system, label, effectiveFrom, effectiveTo ?? '-', coverage],
    ...index.sections.map(({ kind, key, first, last, title }) => ['section', kind, key, first, last, title]),
    ...index.families.map((family) => ['family', family]),
    ...index.notes.map(writeNote),
    ...[...index.labels].map(([range, words]) => ['range', range, words]),
  ];
  return `${lines.map((cells) => cells.join('\t')).join('\n')}\n`;
}

/** Reads an index file. Throws `file:line: what is wrong` on a line it does not understand. */
export function readIndex(text: string, file: string): ReleaseIndex {
  const index: Omit<ReleaseIndex, 'release'> = { families: [], sections: [], notes: [], labels: new Map() };
  let release: ReleaseIndex['release'] | undefined;
  text.split('\n').forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    const cells = line.split('\t');
    if (cells[0] === 'release') release = readRelease(cells);
    const isKnown = cells[0] === 'release' ? release !== undefined : readIndexLine(cells, index);
    if (!isKnown) throw new Error(`${file}:${at + 1}: not a release, section, family, note or range line: “${line}”`);
  });
  if (!release) throw new Error(`${file}:1: has no release line; it says system, label, first day, last day, coverage`);
  return { release, ...index };
}

function readRelease([, system, label, effectiveFrom, effectiveTo, coverage]: string[]):
  | ReleaseIndex['release']
  | undefined {
  const knownSystem = CODE_SYSTEMS.find((known) => known === system);
  const knownCoverage = COVERAGES.find((known) => known === coverage);
  if (!knownSystem || !knownCoverage || !label || !effectiveFrom) return undefined;
  return {
    system: knownSystem,
    label,
    effectiveFrom,
    ...(effectiveTo !== '-' && { effectiveTo }),
    coverage: knownCoverage,
  };
}

function readIndexLine(cells: string[], index: Omit<ReleaseIndex, 'release'>): boolean {
  const [word, one = '', two = '', three = '', four = '', five = ''] = cells;
  if (word === 'family') index.families.push(one);
  else if (word === 'range') index.labels.set(one, two);
  else if (word === 'section' && (one === 'chapter' || one === 'block' || one === 'family'))
    index.sections.push({ kind: one, key: two, first: three, last: four, title: five });
  else if (word === 'note') {
    const note = readNote(cells);
    if (!note) return false;
    index.notes.push(note);
  } else return false;
  return true;
}

/** The words of a range as the index has them; none when it has not. */
export const labelIn =
  (index: ReleaseIndex) =>
  (range: CodeRange): string =>
    index.labels.get(writeRange(range)) ?? '';
