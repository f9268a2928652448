import { type Catalog, type CodeEntry, type CodeNote, isInRange } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';
import { borrowedWords, isAtCode, namable, ofYear, placeOf, quoted } from '#domain/codeset/edits/note-words';
import { presentCodes } from '#domain/codeset/edits/present-codes';

/**
 * What the tabular list asks for beside a code and no row gives: code first, use additional code, code also. Advice, each
 * note once: only the record can say whether it names such a condition.
 */
export function* tabularRequestEdits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  const codesIn = presentCodes(sheet.diagnoses.map(({ code }) => code));
  const places = new Map<string, number>();
  for (const [entry, { code }] of sheet.diagnoses.entries()) if (!places.has(code)) places.set(code, entry);
  const asked = new Set<string>();
  for (const [entry, { code }] of sheet.diagnoses.entries()) {
    const known = catalog.find('icd10cm', code);
    for (const note of known?.notes ?? []) {
      if (!isRequest(note) || asked.has(`${note.at} ${note.kind}`)) continue;
      if (note.at === PREGNANCY && known && !isDated(known)) continue;
      asked.add(`${note.at} ${note.kind}`);
      if (note.targets.length === 0) {
        if (entry === 0 && !known?.facts.manifestation) yield unnamedFirst(code, note, catalog);
        continue;
      }
      const given = note.targets.flatMap(codesIn).filter((other) => other !== code);
      const isMet =
        note.kind === 'code-first' ? given.some((other) => (places.get(other) ?? 0) < entry) : given.length > 0;
      // A conditional note is worth a line only for the order of what is there, and where the record nearly always answers.
      const isAsked = !note.conditional || given.length > 0 || note.at === PREGNANCY;
      if (!isMet && isAsked) yield finding({ entry, code, given: namable(given, note, catalog) }, note, catalog);
    }
  }
}

type Request = CodeNote & { kind: 'code-first' | 'use-additional' | 'code-also' };

const PREGNANCY = 'chapter 15';
const ABORTIVE_OUTCOME = { from: 'O00', to: 'O08' };
const AFTER_BIRTH = { from: 'O85', to: 'O94' };

/** The week of pregnancy is not coded with an abortive outcome or a condition after birth (OG I.C.21.c.11). */
function isDated({ code, title }: Pick<CodeEntry, 'code' | 'title'>): boolean {
  if (isInRange(code, ABORTIVE_OUTCOME)) return false;
  if (/trimester|pregnancy|childbirth|delivery/i.test(title)) return true;
  return !isInRange(code, AFTER_BIRTH) && !/puerperium|postpartum/i.test(title);
}

/**
 * Notes at chapters and blocks are general (smoking, resistance, retained fragments) and would be raised on nearly every
 * sheet; only chapter 15's request for the week of pregnancy is worth a line. A note that names no codes can be judged
 * only where it asks for something before a code that stands first.
 */
function isRequest(note: CodeNote): note is Request {
  if (note.targets.length === 0) return note.kind === 'code-first' && !note.conditional;
  const isOfKind = note.kind === 'code-first' || note.kind === 'use-additional' || note.kind === 'code-also';
  return isOfKind && (isAtCode(note) || note.at === PREGNANCY);
}

const CITES = { 'code-first': 'OG I.A.13', 'use-additional': 'OG I.A.13', 'code-also': 'OG I.A.17' } as const;

const about = (code: string, note: Request) => ({
  code: note.kind,
  severity: 'warning' as const,
  list: 'diagnoses' as const,
  cites: [
    CITES[note.kind],
    ...(/^chapter/.test(note.at) ? [] : [`Tabular ${placeOf(note)}: ${note.kind} note${ofYear(note)}`]),
  ],
  written: formatCode({ system: 'icd10cm', code }),
});

/** A row that asks for something, and codes of what it asks for that stand in the wrong place. */
interface Asking {
  entry: number;
  code: string;
  given: readonly string[];
}

function finding({ entry, code, given }: Asking, note: Request, catalog: Catalog): EditFinding {
  const { written, ...rest } = about(code, note);
  const isLate = note.kind === 'code-first' && given.length > 0;
  const late = given.map((other) => formatCode({ system: 'icd10cm', code: other })).join(' or ');
  const at = note.at === code ? '' : `at ${placeOf(note)} `;
  const said = note.printed ? `${at}the tabular list says ${quoted(note)}.` : note.text;
  const asks = isLate
    ? `${written} asks for the underlying condition before it. Move ${late} above it.`
    : `${written}: ${said} Does the record name one?`;
  return {
    ...rest,
    entry,
    related: given.length > 0 ? [...given] : note.targets.map(({ from, to }) => (from === to ? from : `${from}-${to}`)),
    message: `${asks}${borrowedWords(note, catalog)}`,
  };
}

/** "Code first underlying disease" names no code, so all that is certain is that nothing stands before the first row. */
function unnamedFirst(code: string, note: Request, catalog: Catalog): EditFinding {
  const { written, ...rest } = about(code, note);
  const message = `${written} stands first, and at ${placeOf(note)} the tabular list says ${quoted(note)}. Put what the record names before it.${borrowedWords(note, catalog)}`;
  return { ...rest, entry: 0, related: [], message };
}
