import { writeRange } from '#db/releases/note-line';
import type { CodeRow, SectionRow } from '#db/releases/release-content';
import type { CodeNote, CodeRange, NoteKind } from '#domain/codeset/catalog';
import { assertUnreachable } from '#domain/result';

/** Named in full up to here; a longer list ends with how many more there are. */
const NAMED = 4;

/** Our own sentence for a note: what kind it is and which codes it names. `label` gives the words of a range. */
export function noteText(note: Pick<CodeNote, 'kind' | 'targets'>, label: (range: CodeRange) => string): string {
  const named = note.targets
    .slice(0, NAMED)
    .map((range) => `${writeRange(range).replace(/\/.*/, '')} ${label(range)}`.trim());
  const more = note.targets.length - named.length;
  return `${opening(note.kind)} ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

function opening(kind: NoteKind): string {
  switch (kind) {
    case 'excludes1':
      return 'Never together with';
    case 'excludes2':
      return 'Not included here, may be coded as well:';
    case 'code-first':
      return 'Code first, where the record names it:';
    case 'use-additional':
      return 'Add, where the record names it:';
    case 'code-also':
      return 'Code also, in either order:';
    case 'includes':
      return 'Includes';
    default:
      return assertUnreachable(kind);
  }
}

/** Words for a range, from the titles of a release: of its code, of the section it spans, or of both its ends. */
export function rangeLabels(rows: readonly CodeRow[], sections: readonly SectionRow[]): (range: CodeRange) => string {
  const titles = new Map(rows.map((row) => [row.code, row.title]));
  for (const { first, last, title } of sections) titles.set(`${first}-${last}`, title);
  return ({ from, to, characters, after }) => {
    const whole = from === to ? titles.get(from) : titles.get(`${from}-${to}`);
    const words = whole ?? [titles.get(from), titles.get(to)].filter(Boolean).join(' to ');
    if (after) return `${words} (with ${after.map((ending) => `.${ending}`.replace('.-', '-')).join(', ')})`;
    return characters ? `${words}${narrowedTo(characters)}` : words;
  };
}

/** In T36–T65 the last filled of the 5th and 6th characters says how the drug came to act. */
function narrowedTo({ places, among }: NonNullable<CodeRange['characters']>): string {
  if (places.join('') === '7' && among.startsWith('BCEF')) return ' (open fracture)';
  if (places.join('') === '56' && among === '5') return ' (adverse effect)';
  if (places.join('') === '56' && among === '6') return ' (underdosing)';
  if (places.includes(6) && among.startsWith('1234')) return ' (poisoning)';
  return ` (${places.map((place) => `${place}th`).join(' or ')} character ${[...among].join(', ')})`;
}
