/** Lower case, without accents: the index prints Ménière and Sjögren, order files and people write them without. */
export const plainLetters = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Lower-case words of a text: runs of letters and digits, accents folded. `St. John's` gives `st john`. */
export const rawWords = (text: string): string[] =>
  plainLetters(text)
    .replace(/(?<=[a-z])['\u2019]s\b/g, '')
    .match(/[a-z0-9]+/g) ?? [];

/** Words that carry grammar, or say only that nothing more is said: they weigh next to nothing. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an and any as at be by for from in into is it its my of on onto or other others specified stated than that the ' +
    'their this to unspecified unspec nos nec not elsewhere classified classifiable classd with without w wo due via ' +
    'has have had having pt patient status post certain type types site sites part'
  ).split(' '),
);

/** Words that choose a side: rows that differ in nothing else are one answer. */
export const SIDES: ReadonlySet<string> = new Set('right left bilateral unilateral both rt lt bilat side'.split(' '));

/** British spelling and Latin diphthongs as the official titles write them. */
const SPELLINGS: [RegExp, string][] = [
  [/aemi/g, 'emi'],
  [/haem/g, 'hem'],
  [/aesth/g, 'esth'],
  [/paed/g, 'ped'],
  [/orthopaed/g, 'orthoped'],
  [/oede/g, 'ede'],
  [/oeso/g, 'eso'],
  [/oest/g, 'est'],
  [/diarrhoe/g, 'diarrhe'],
  [/rrhoe/g, 'rrhe'],
  [/faec/g, 'fec'],
  [/caec/g, 'cec'],
  [/caes/g, 'ces'],
  [/gynaec/g, 'gynec'],
  [/leuk(?:ae)/g, 'leuke'],
  [/foet/g, 'fet'],
  [/tumour/g, 'tumor'],
  [/colour/g, 'color'],
  [/labour/g, 'labor'],
  [/behaviour/g, 'behavior'],
  [/(?<=.{3})our$/g, 'or'],
  [/isation/g, 'ization'],
  [/(?<=.{2})metre/g, 'meter'],
  [/fibre/g, 'fiber'],
  [/sulph/g, 'sulf'],
  [/ischaem/g, 'ischem'],
  [/coeli/g, 'celi'],
  [/aetio/g, 'etio'],
];

/** Endings that nouns and adjectives of one thing differ by, longest first, with what stays: diabetes and diabetic. */
const ENDINGS: [ending: string, stays: string, shortest: number][] = [
  ['otically', 'o', 4],
  ['ations', 'at', 3],
  ['ation', 'at', 3],
  ['ating', 'at', 3],
  ['ative', 'at', 3],
  ['ated', 'at', 3],
  ['ates', 'at', 3],
  ['ate', 'at', 4],
  ['sions', 's', 3],
  ['sion', 's', 3],
  ['sive', 's', 3],
  ['tions', 't', 3],
  ['tion', 't', 3],
  ['tive', 't', 3],
  ['oses', 'o', 3],
  ['osis', 'o', 3],
  ['otic', 'o', 3],
  ['itides', 'it', 3],
  ['itis', 'it', 3],
  ['itic', 'it', 3],
  ['emias', 'em', 2],
  ['emia', 'em', 2],
  ['emic', 'em', 2],
  ['ically', '', 4],
  ['ical', '', 4],
  ['icity', '', 4],
  ['ies', 'y', 3],
  ['etes', 'et', 4],
  ['etic', 'et', 4],
  ['iac', 'i', 3],
  ['ial', 'i', 4],
  ['ious', 'i', 4],
  ['eous', 'e', 4],
  ['ics', '', 4],
  ['ing', '', 4],
  ['ers', 'er', 4],
  ['ous', '', 4],
  ['ary', 'ar', 4],
  ['ic', '', 4],
  ['al', '', 4],
  ['ed', '', 4],
  ['ia', 'i', 4],
  ['y', 'i', 4],
  ['ae', '', 4],
  ['es', '', 4],
  ['a', '', 5],
  ['e', '', 4],
];

const MAY_BE_BRITISH = /ae|oe|our|isation|metre|fibre|sulph/;

/** The form under which kin words meet. Numbers and short words stay as they are. */
export function stemOf(raw: string): string {
  if (raw.length < 4 || /\d/.test(raw)) return raw;
  let word = raw;
  if (MAY_BE_BRITISH.test(raw)) for (const [from, to] of SPELLINGS) word = word.replace(from, to);
  if (word.endsWith('s') && !/(?:ss|us|is|oses|ies|etes|ous)$/.test(word)) word = word.slice(0, -1);
  for (const [ending, stays, shortest] of ENDINGS)
    if (word.endsWith(ending) && word.length - ending.length >= shortest)
      return word.slice(0, word.length - ending.length) + stays;
  return word;
}

/** How many lists of words the trigrams are spread over. */
export const GRAM_BUCKETS = 1 << 15;

/** Its letters in order, as a bucket: two letters swapped change every trigram of a short word, but not this. */
export const lettersOf = (word: string): number => bucketOf(`#${[...word].sort().join('')}`);

function bucketOf(text: string): number {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  return (Math.imul(hash, 0x9e3779b1) >>> 0) % GRAM_BUCKETS;
}

/** The distinct trigrams of a word with its bounds marked, hashed into buckets, and its letters. */
export function gramsOf(word: string): Set<number> {
  const marked = `^${word}$`;
  const grams = new Set([lettersOf(word)]);
  for (let at = 0; at + 3 <= marked.length; at++) grams.add(bucketOf(marked.slice(at, at + 3)));
  return grams;
}
