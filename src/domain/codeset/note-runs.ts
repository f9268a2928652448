import type { CodeRange } from '#domain/codeset/catalog';

/** A piece of a printed note; with `code` (canonical) it is the name of a code and may lead there. */
export interface NoteRun {
  text: string;
  code?: string;
}

const NAMED = /(?<![0-9A-Za-z.])(?:[A-Z]\d[0-9A-Z]|QA\d)(?:\.[0-9A-Z]{1,4})?(?:\.?-(?![0-9A-Za-z]))?(?![0-9A-Za-z])/g;
const IN_BRACKETS = /\([^()]*\)|\[[^[\]]*\]/g;

/** A dash or a placeholder at the end of a named code stands for all below it: `T81.4XX` and `T81.4-` mean T81.4. */
const canonical = (written: string) => written.replace(/[.-]/g, '').replace(/X+$/, '');

/** "categories B90-B94", "code T81.4": such a word before it, a point in it, or a second one behind a dash. */
function looksNamed(text: string, index: number, written: string): boolean {
  const before = text.slice(0, index);
  const after = text.slice(index + written.length);
  return (
    written.includes('.') ||
    /\b(?:categor(?:y|ies)|codes?|blocks?|sections?|classifiable to|conditions? in|listed (?:in|under))\s$/i.test(
      before,
    ) ||
    /^-[A-Z]\d[0-9A-Z]\b/.test(after) ||
    /(?<![0-9A-Za-z])[A-Z]\d[0-9A-Z]-$/.test(before)
  );
}

/**
 * Splits the text of a note at the codes it names. A word of that shape counts as a code when it is an end of one of
 * the note's `targets`, when it stands in brackets, where the tabular list puts its references, or when it is written as
 * one; "vitamin B12" in running text is neither.
 */
export function noteRuns(text: string, targets: readonly CodeRange[]): NoteRun[] {
  const ends = new Set(targets.flatMap(({ from, to }) => [from, to]));
  const brackets = [...text.matchAll(IN_BRACKETS)].map(({ index, 0: inside }) => [index, index + inside.length]);
  const isInBrackets = (at: number) => brackets.some(([from = 0, to = 0]) => from < at && at < to);
  const runs: NoteRun[] = [];
  let done = 0;
  for (const { index, 0: written } of text.matchAll(NAMED)) {
    const code = canonical(written);
    if (!ends.has(code) && !isInBrackets(index) && !looksNamed(text, index, written)) continue;
    if (index > done) runs.push({ text: text.slice(done, index) });
    runs.push({ text: written, code });
    done = index + written.length;
  }
  if (done < text.length) runs.push({ text: text.slice(done) });
  return runs;
}
