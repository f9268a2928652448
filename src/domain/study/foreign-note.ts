import { MOST_IN_FIELD, MOST_TAGS, OWN_DECK_NAME, type WrittenCard } from './own-card.ts';

/** A note of another program's file: fields as they stand there, HTML or plain. */
export interface ForeignNote {
  /** How a report names it: `Line 12`. */
  place: string;
  fields: readonly string[];
  isHtml: boolean;
  isCloze: boolean;
  deck?: string;
  tags: readonly string[];
}

/** What became of one note: cards, and what was left out of it or why it was not taken. */
export interface ReadNote {
  cards: WrittenCard[];
  remarks: string[];
}

/** Longer than this no field is looked at. */
const MOST_RAW = 100_000;
/** Fields of one note; Anki's own note types have two to a dozen. */
export const MOST_FIELDS = 100;
const MOST_CLOZES = 20;
/** A cloze of more makes no card that fits, whatever its gaps hide: it is not taken apart once for each of them. */
const MOST_CLOZE = 2 * MOST_IN_FIELD.back;

const TOO_LONG_CLOZE = `is a cloze longer than ${MOST_CLOZE} characters`;

/** Turns a note into cards: its first two fields, or one card for each number of a cloze. Never throws. */
export function readNote(note: ForeignNote): ReadNote {
  if (note.fields.length > MOST_FIELDS) return { cards: [], remarks: [`has more than ${MOST_FIELDS} fields`] };
  if (note.fields.some(({ length }) => length > MOST_RAW))
    return { cards: [], remarks: ['has a field that is too long'] };
  const isMedia = note.fields.some((field) => MEDIA.test(field));
  const [front = '', back = '', ...rest] = note.fields.map((field) => plainText(field, note.isHtml));
  const isCloze = note.isCloze || CLOZE_BEGIN.test(front);
  if (isCloze && front.length > MOST_CLOZE) return { cards: [], remarks: [TOO_LONG_CLOZE] };
  const sides = isCloze ? clozeSides(front, back) : [{ front, back }];
  const remarks = [
    ...(isMedia ? ['pictures and sounds are left out'] : []),
    ...(rest.some((field) => field !== '') ? ['fields after the second are left out'] : []),
  ];
  const flaw = sides.length === 0 ? 'has a cloze without a gap' : sides.map(flawOf).find((one) => one !== undefined);
  if (flaw !== undefined) return { cards: [], remarks: [flaw] };
  const deck = deckName(note.deck);
  return { cards: sides.map((side) => ({ ...side, deck, tags: tagsOf(note.tags) })), remarks };
}

function flawOf({ front, back }: { front: string; back: string }): string | undefined {
  if (front === '') return 'has nothing on its front';
  if (back === '') return 'has nothing on its back';
  if (front.length > MOST_IN_FIELD.front) return `its front is longer than ${MOST_IN_FIELD.front} characters`;
  return back.length > MOST_IN_FIELD.back ? `its back is longer than ${MOST_IN_FIELD.back} characters` : undefined;
}

/** The levels of a deck's name are joined with `::`, from schema 15 on with a sign of their own. */
function deckName(name = ''): string {
  const plain = plainText(name.replaceAll('\u001f', '::'), false).replaceAll('\n', ' ');
  return plain === '' ? OWN_DECK_NAME : plain.slice(0, MOST_IN_FIELD.deck);
}

const tagsOf = (tags: readonly string[]): string[] =>
  tags
    .map((tag) => tag.trim().slice(0, MOST_TAGS.characters))
    .filter((tag) => tag !== '')
    .slice(0, MOST_TAGS.tags);

const MEDIA = /<(?:img|audio|video|object|embed)\b|\[sound:/i;
const UNSEEN = /<(style|script|title)\b[^<>]*>/gi;
const LINE_END = /<br\s*\/?>|<\/(?:div|p|li|tr|h[1-6]|ul|ol|blockquote)\s*>|<(?:div|p|li|tr|ul|ol)\b[^<>]*>/gi;
const TAG = /<\/?[a-z!][^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Control characters but tab and newline; and signs that turn the direction of text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What a person would read of a field: tags are dropped, ends of blocks become ends of lines, sounds go. The answer is
 * text and is to be escaped like any other; nothing in it is HTML again.
 */
export function plainText(field: string, isHtml: boolean): string {
  const text = isHtml
    ? withoutUnseen(field).replaceAll('\n', ' ').replace(LINE_END, '\n').replace(TAG, '').replace(ENTITY, decoded)
    : field;
  return text
    .replace(/\[sound:[^[\]\n]*\]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

/** Without what no reader sees. Looks at each place once, however many elements are never closed. */
function withoutUnseen(html: string): string {
  let seen = '';
  let from = 0;
  for (const { 0: tag, 1: name = '', index } of html.matchAll(UNSEEN)) {
    if (index < from) continue;
    const end = new RegExp(`</${name}\\s*>`, 'gi');
    end.lastIndex = index + tag.length;
    if (!end.test(html)) break;
    seen += html.slice(from, index);
    from = end.lastIndex;
  }
  return seen + html.slice(from);
}

function decoded(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isSign = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isSign ? String.fromCodePoint(point) : '';
}

const CLOZE_BEGIN = /\{\{c\d{1,3}::/;
const CLOZE = /\{\{c(\d{1,3})::((?:(?!\{\{|\}\}|::)[\s\S])*)(?:::((?:(?!\{\{|\}\})[\s\S])*))?\}\}/g;

/** One pair of sides for each number: its gaps are hidden, the others filled in. The second field is added to the back. */
function clozeSides(text: string, extra: string): { front: string; back: string }[] {
  const numbers = [...new Set([...text.matchAll(CLOZE)].map(([, number]) => number))].slice(0, MOST_CLOZES);
  const whole = text.replace(CLOZE, (_, _number, answer: string) => answer);
  const back = extra === '' ? whole : `${whole}\n${extra}`;
  return numbers.map((hidden) => ({
    front: text.replace(CLOZE, (_, number: string, answer: string, hint?: string) =>
      number === hidden ? `[${hint?.trim() || '…'}]` : answer,
    ),
    back,
  }));
}

/** Plain text as the HTML that Anki's fields hold. */
export const toFieldHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
