import type { CodeRange, NoteKind } from '#domain/codeset/catalog';

const CODE = String.raw`[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]*)?`;
const REFERENCE = new RegExp(String.raw`(?<![0-9A-Za-z.])(${CODE})-?(?:\s*-{1,2}\s*(${CODE})-?)?(?![0-9A-Za-z])`, 'g');
const PLACES: Record<string, number[]> = {
  fourth: [4],
  fifth: [5],
  '5th': [5],
  sixth: [6],
  '6th': [6],
  '7th': [7],
};

/**
 * The codes an instructional note names, as ranges: `(J95.82-)`, `(E08-E13)`, `(T36-T50 with fifth or sixth character
 * 5)`. `exists` says whether any code begins so, which keeps "vitamin B12" from being read as a code. A reference with a
 * qualifier that cannot be expressed ("with open fracture 7th character") is dropped from Excludes notes, where a range
 * too wide would call a right pair wrong, and widened to the whole range elsewhere, where it can only satisfy advice.
 */
export function noteTargets(text: string, kind: NoteKind, exists: (prefix: string) => boolean): CodeRange[] {
  const groups = [...text.matchAll(/[([]([^()[\]]*[A-Z]\d[0-9A-Z][^()[\]]*)[)\]]([^()]*)/g)];
  const parts = groups.length > 0 ? groups.map((group) => `${group[1]} ${qualifierAfter(group[2] ?? '')}`) : [text];
  return parts.flatMap((part) => rangesIn(part, kind, exists));
}

/** A qualifier may also stand behind the bracket: "(T36-T50) with fifth or sixth character 6". */
const qualifierAfter = (after: string) => (/^\s*with\b.*character/.test(after) ? after : '');

function rangesIn(part: string, kind: NoteKind, exists: (prefix: string) => boolean): CodeRange[] {
  const characters = narrowing(part);
  if (characters === 'unclear' && kind.startsWith('excludes')) return [];
  return [...part.matchAll(REFERENCE)].flatMap((match) => {
    const from = (match[1] ?? '').replace('.', '');
    const to = (match[2] ?? match[1] ?? '').replace('.', '');
    if (!exists(from.slice(0, 3)) || !exists(to.slice(0, 3)) || from > to) return [];
    const range: CodeRange = { from: from.replace(/X+$/, ''), to: to.replace(/X+$/, '') };
    return [typeof characters === 'object' ? { ...range, characters } : range];
  });
}

/** The narrowing words of a reference; `unclear` when there are some that this reader does not understand. */
function narrowing(part: string): CodeRange['characters'] | 'unclear' | undefined {
  if (!/\bwith\b|character|\.-\d|\s\./.test(part)) return undefined;
  const said =
    /with (?:(fourth|fifth|5th|sixth|6th|7th)(?: or (six(?:th)?))?)[ -]character ([0-9A-Z](?:(?:-| or |, )[0-9A-Z])*)\s*$/i.exec(
      part.trim(),
    );
  if (!said?.[1] || !said[3]) return 'unclear';
  const places = [...(PLACES[said[1].toLowerCase()] ?? []), ...(said[2] ? [6] : [])];
  return { places, among: expandCharacters(said[3]) };
}

/** `1-4 or 6` means 12346. */
function expandCharacters(words: string): string {
  return words
    .replace(/(\d)-(\d)/g, (_, first: string, last: string) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (__, step) => Number(first) + step).join(''),
    )
    .replace(/ or |, /g, '');
}
