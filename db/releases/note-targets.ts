import type { CodeRange, NoteKind } from '#domain/codeset/catalog';

const CODE = String.raw`(?:[A-Z]\d[0-9A-Z]|QA\d)(?:\.[0-9A-Z]*)?`;
const REFERENCE = new RegExp(
  String.raw`(?<![0-9A-Za-z.])(${CODE})-?(?:(?:\s*-{1,2}\s*| to )(${CODE})-?)?(?![0-9A-Za-z])`,
  'g',
);

/**
 * The codes an instructional note names, as ranges: `(J95.82-)`, `(E08-E13)`, `(T36-T50 with fifth or sixth character
 * 5)`. `exists` says whether any code begins so, which keeps "vitamin B12" from being read as a code. A reference with a
 * qualifier that cannot be expressed ("E08-E10 with ketoacidosis") is dropped from Excludes notes, where a range too wide
 * would call a right pair wrong, and widened to the whole range elsewhere, where it can only satisfy advice.
 */
export function noteTargets(text: string, kind: NoteKind, exists: (prefix: string) => boolean): CodeRange[] {
  const groups = [...text.matchAll(/[([]([^()[\]]*[A-Z]\d[0-9A-Z][^()[\]]*)[)\]]([^()]*)/g)];
  const parts = groups.length > 0 ? groups.map((group) => `${group[1]} ${qualifierAfter(group[2] ?? '')}`) : [text];
  return parts.flatMap((part) => rangesIn(part, kind, exists));
}

/** Words by which a note asks only where the record has such a condition. */
const CONDITIONAL =
  /\b(?:if|when|where) (?:applicable|known|present)\b|\bany\b|\bsuch as\b|\bcomplicating\b|\bfollowing\b|\bduring\b/i;

/**
 * True when a line asks only where the record has such a condition ("if applicable", "such as"). The words may stand on
 * another line of the same note: a note is conditional when any of its lines is. Excludes notes ask for nothing.
 */
export const isConditional = (text: string, kind: string): boolean =>
  !kind.startsWith('excludes') && CONDITIONAL.test(text);

/** A qualifier may also stand behind the bracket: "(T36-T50) with fifth or sixth character 6". */
const qualifierAfter = (after: string) => (/^\s*with\b.*character/.test(after) ? after : '');

function rangesIn(part: string, kind: NoteKind, exists: (prefix: string) => boolean): CodeRange[] {
  const found = [...part.matchAll(REFERENCE)];
  const narrowed = narrowing(part.slice(found[0]?.index));
  if (narrowed === 'unclear' && kind.startsWith('excludes')) return [];
  return found.flatMap((match) => {
    const from = (match[1] ?? '').replace('.', '');
    const to = (match[2] ?? match[1] ?? '').replace('.', '');
    if (!exists(from.slice(0, 3)) || !exists(to.slice(0, 3)) || from > to) return [];
    const range: CodeRange = { from: from.replace(/X+$/, ''), to: to.replace(/X+$/, '') };
    return [typeof narrowed === 'object' ? { ...range, ...narrowed } : range];
  });
}

type Narrowing = Pick<CodeRange, 'characters' | 'after'>;

const PLACES: Record<string, number[]> = {
  fourth: [4],
  fifth: [5],
  '5th': [5],
  sixth: [6],
  '6th': [6],
  '7th': [7],
};
const CHARACTER =
  /with (fourth|fifth|5th|sixth|6th|7th)(?: or (six(?:th)?))?[ -]character \.?([0-9A-Z](?:(?:-| or |, )[0-9A-Z])*)\s*$/i;
const ENDING = String.raw`[.-]\d+-?`;
const ENDINGS = new RegExp(String.raw`with (?:final characters? )?(${ENDING}(?:(?:,|\.|-| or)?\s*${ENDING})*)\s*$`);

/** OG I.C.19.c: 7th characters of fractures that the tabular list words as open, for any encounter. */
const OPEN_FRACTURE: Narrowing = { characters: { places: [7], among: 'BCEFHJMNQR' } };

/** The narrowing words behind a reference; `unclear` when there are some that this reader does not understand. */
function narrowing(behind: string): Narrowing | 'unclear' | undefined {
  if (!/\bwith\b|character|\.-\d|\s\./.test(behind)) return undefined;
  if (/with open fracture 7th character\s*$/.test(behind)) return OPEN_FRACTURE;
  const [, pair] = /with fifth to sixth characters (\d\d)\s*$/.exec(behind) ?? [];
  if (pair) return { after: [`-${pair}`] };
  const [, endings] = ENDINGS.exec(behind) ?? [];
  if (endings) return { after: endingsIn(endings) };
  const [, place = '', further, among] = CHARACTER.exec(behind) ?? [];
  if (!among) return 'unclear';
  const places = [...(PLACES[place.toLowerCase()] ?? []), ...(further ? [6] : [])];
  return { characters: { places, among: expandCharacters(among) } };
}

/** `.14, .24` means 14 and 24; `.51-.52` what lies between them too; `-23` any one character and then 23. */
function endingsIn(words: string): string[] {
  const between = words.replace(/\.(\d+)-\.(\d+)/g, (_, first: string, last: string) =>
    numbersBetween(first, last)
      .map((number) => `.${number}`)
      .join(', '),
  );
  return [...between.matchAll(/\.(\d+)|(-\d+)/g)].map(([, plain, any]) => plain ?? any ?? '');
}

const numbersBetween = (first: string, last: string): string[] =>
  Array.from({ length: Number(last) - Number(first) + 1 }, (_, step) => String(Number(first) + step));

/** `1-4 or 6` means 12346. */
const expandCharacters = (words: string): string =>
  words
    .replace(/(\d)-(\d)/g, (_, first: string, last: string) => numbersBetween(first, last).join(''))
    .replace(/ or |, /g, '');
