/** A word of a text as the search knows it, and where it stands there. */
export interface Word {
  /** Small letters without accents; a code without its point (`e1165`), joined letters without their sign (`em` of E/M). */
  form: string;
  start: number;
  end: number;
}

/**
 * What is one word: a code with its point, letters joined by a sign as abbreviations are (E/M, I&D, w/o), and otherwise a
 * run of letters and digits, with a possessive that says nothing. A hyphen parts words: `follow-up` is found by `follow up`.
 */
const WORD =
  /(?<![\p{L}\p{N}])(?:\p{L}[\dA-Za-z]{2}\.[\dA-Za-z]{1,4}|\p{L}{1,2}[/&]\p{L}{1,2})(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:['’]s(?!\p{L}))?/gu;
const LONGEST_WORD = 40;

/** Most words are these already, and have nothing to fold. */
const PLAIN = /^[A-Za-z0-9]+$/;

/** Small letters without accents, signs and possessives. */
export function foldWord(text: string): string {
  const folded = PLAIN.test(text) ? text : text.normalize('NFKD').replace(/['’]s$|[^\p{L}\p{N}]/gu, '');
  return folded.toLowerCase().slice(0, LONGEST_WORD);
}

/** Every word of a text in its order. Never throws. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const form = foldWord(written);
    if (form !== '') words.push({ form, start: index, end: index + written.length });
  }
  return words;
}

/** A code, its beginning, or anything else that a digit makes exact: such words have no stem and no slips. */
export const isExact = (form: string): boolean => /\p{N}/u.test(form);

/** Words that carry grammar. `no`, `not`, `with`, `without`, `and` and `or` are none of them: codes differ by these. */
const FILLERS = new Set(
  (
    'a an the of to is are was were be been am it its that this these those as at by on for from in into which who whom ' +
    'what how when where why do does did done can could may might must should would will you your i me my we our us they ' +
    'them their he she his her there here if than then so such about has have had any some very just also only'
  ).split(' '),
);
export const isFiller = (form: string): boolean => FILLERS.has(form);

/** British spelling and Latin diphthongs as American titles write them. */
const SPELLINGS: [RegExp, string][] = [
  [/(?<=an)aem/, 'em'],
  [/aem(?=i)/, 'em'],
  [/haem/, 'hem'],
  [/aesth/, 'esth'],
  [/paed/, 'ped'],
  [/oed/, 'ed'],
  [/oesoph/, 'esoph'],
  [/oestr/, 'estr'],
  [/rrhoe/, 'rrhe'],
  [/faec/, 'fec'],
  [/caec/, 'cec'],
  [/gynaec/, 'gynec'],
  [/foet/, 'fet'],
  [/(?<=tum|col|lab|behavi|fav|hum)our/, 'or'],
  [/is(?=ation)|(?<=al|ar|er|il|on|or|at|ut)is(?=ed?$|ing$|es$)/, 'iz'],
  [/(?<=cent|lit)re/, 'er'],
  [/ischaem/, 'ischem'],
];

/** Greek plurals and adjectives that a stemmer for English knows nothing of, and the noun they belong to. */
const KIN: [RegExp, string][] = [
  [/(?<=.{3})oses$/, 'osis'],
  [/(?<=.{3})otic$/, 'osis'],
  [/(?<=.{3})itides$/, 'itis'],
  [/(?<=.{3})itic$/, 'itis'],
  [/(?<=.{2})emic$/, 'emia'],
  [/(?<=.{2})emias$/, 'emia'],
  [/(?<=.{3})ectomies$/, 'ectomy'],
  [/(?<=.{3})noses$/, 'nosis'],
];

/** `two-midnight rule` is asked for as `2 midnight`, and `type two` as `type 2`. */
const NUMBERS = new Map(
  'two three four five six seven eight nine ten'.split(' ').map((word, at) => [word, `${at + 2}`]),
);

/** The American noun of a word as it is written; the stemmer takes it from there. */
export function plainForm(form: string): string {
  let plain = NUMBERS.get(form) ?? form;
  if (/ae|oe|our|is|re/.test(plain)) for (const [from, to] of SPELLINGS) plain = plain.replace(from, to);
  for (const [from, to] of KIN) if (from.test(plain)) return plain.replace(from, to);
  return plain;
}

/** How many slips a word of this length may have and still be meant. */
export const slipsFor = (form: string): number => (isExact(form) || form.length < 4 ? 0 : form.length < 8 ? 1 : 2);
