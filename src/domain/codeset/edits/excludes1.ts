import type { Catalog, CodeNote } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';
import { borrowedWords, namable, ofYear, placeOf, quoted } from '#domain/codeset/edits/note-words';
import { presentCodes } from '#domain/codeset/edits/present-codes';

/**
 * Two codes of the sheet that an Excludes1 note keeps apart (OG I.A.12.a), whichever of them has the note and however
 * far above it stands. Both rows get a finding that names the other and the line that says so. A line of another year
 * than the pinned one only warns.
 */
export function* excludes1Edits({ sheet, catalog }: EditSubject): Generator<EditFinding> {
  const codesIn = presentCodes(sheet.diagnoses.map(({ code }) => code));
  const partners = new Map<string, Map<string, CodeNote>>();
  const keepApart = (one: string, other: string, note: CodeNote) => {
    const known = partners.get(one) ?? new Map<string, CodeNote>();
    partners.set(one, known);
    if (!known.has(other)) known.set(other, note);
  };
  for (const code of new Set(sheet.diagnoses.map((line) => line.code)))
    for (const note of catalog.find('icd10cm', code)?.notes ?? []) {
      if (note.kind !== 'excludes1') continue;
      for (const other of namable([...new Set(note.targets.flatMap(codesIn))], note, catalog))
        if (other !== code) {
          keepApart(code, other, note);
          keepApart(other, code, note);
        }
    }
  for (const [entry, { code }] of sheet.diagnoses.entries())
    for (const [other, note] of partners.get(code) ?? []) yield finding(entry, [code, other], note, catalog);
}

function finding(entry: number, [code, other]: [string, string], note: CodeNote, catalog: Catalog): EditFinding {
  const [one, two] = [code, other].map((each) => formatCode({ system: 'icd10cm', code: each }));
  const at = placeOf(note);
  const said = note.printed
    ? `Excludes1 at ${at} says ${quoted(note)}`
    : `the Excludes1 note at ${at} keeps them apart`;
  return {
    code: 'excludes1',
    severity: note.borrowedFrom ? 'warning' : 'error',
    list: 'diagnoses',
    entry,
    related: [other],
    cites: [
      'OG I.A.12.a',
      `Tabular ${/^chapter/.test(note.at) ? one : at}: Excludes1 note${ofYear(note)}, not coded together`,
    ],
    message: `${one} and ${two} are not coded together: ${said}. Keep the one the record supports, unless it shows two unrelated conditions.${borrowedWords(note, catalog)}`,
  };
}
