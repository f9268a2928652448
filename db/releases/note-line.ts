import { type CodeNote, type CodeRange, NOTE_KINDS } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';

type Relation = Omit<CodeNote, 'text'>;

const isCode = (place: string) => /^(?:[A-Z]\d|Q[A-Z])[0-9A-Z]{1,5}$/.test(place);

/** `E08-E13`, `I50`, `T36-T50/5,6=5` (one of the places 5 and 6 holds 5), `E08-E13/.51,.52` (behind the category). */
export function writeRange({ from, to, characters, after }: CodeRange): string {
  const ends = (from === to ? [from] : [from, to]).map((code) => formatCode({ system: 'icd10cm', code }));
  const narrowed = characters ? `/${characters.places.join(',')}=${[...characters.among].join(',')}` : '';
  const endings = after ? `/${after.map((ending) => `.${ending}`).join(',')}` : '';
  return ends.join('-') + narrowed + endings;
}

export function readRange(text: string): CodeRange {
  const [ends = '', narrowing] = text.split('/');
  const [from = '', to = from] = ends.replaceAll('.', '').split('-');
  if (narrowing?.startsWith('.')) return { from, to, after: narrowing.slice(1).split(',.') };
  const [places, among] = narrowing?.split('=') ?? [];
  if (!places || !among) return { from, to };
  return { from, to, characters: { places: places.split(',').map(Number), among: among.replaceAll(',', '') } };
}

/** Cells of a note line: `note`, place, kind (with `?` when it is conditional), then the ranges. */
export function writeNote({ at, kind, targets, conditional }: Relation): string[] {
  const place = isCode(at) ? formatCode({ system: 'icd10cm', code: at }) : at;
  return ['note', place, conditional ? `${kind}?` : kind, ...targets.map(writeRange)];
}

/** Reads the cells of a note line; undefined when they are not one. */
export function readNote(cells: readonly string[]): Relation | undefined {
  const [, at = '', word = '', ...ranges] = cells;
  const kind = NOTE_KINDS.find((known) => known === word.replace(/\?$/, ''));
  if (!kind || !at || ranges.length === 0) return undefined;
  const bare = at.replace('.', '');
  const place = isCode(bare) ? bare : at;
  return { at: place, kind, targets: ranges.map(readRange), ...(word.endsWith('?') && { conditional: true }) };
}

export const NOTE_LINE_HELP = `a note needs a place, a kind (${NOTE_KINDS.join(', ')}) and the codes it names`;
