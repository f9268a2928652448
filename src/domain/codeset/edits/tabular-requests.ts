import type { CodeNote } from '#domain/codeset/catalog';
import { formatCode } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';
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
  for (const [entry, { code }] of sheet.diagnoses.entries())
    for (const note of catalog.find('icd10cm', code)?.notes ?? []) {
      if (!isRequest(note) || asked.has(`${note.at} ${note.kind}`)) continue;
      const given = note.targets.flatMap(codesIn).filter((other) => other !== code);
      const isMet =
        note.kind === 'code-first' ? given.some((other) => (places.get(other) ?? 0) < entry) : given.length > 0;
      asked.add(`${note.at} ${note.kind}`);
      // A conditional note is worth a line only for the order of what is there.
      if (!isMet && (!note.conditional || given.length > 0)) yield finding(entry, code, note, given);
    }
}

type Request = CodeNote & { kind: 'code-first' | 'use-additional' | 'code-also' };

/**
 * Notes at chapters and blocks are general (smoking, resistance, retained fragments) and would be raised on nearly every
 * sheet; only chapter 15's request for the week of pregnancy is worth a line.
 */
function isRequest(note: CodeNote): note is Request {
  const isAtCode = /^[A-Z]\d[0-9A-Z]{1,5}$/.test(note.at);
  const isOfKind = note.kind === 'code-first' || note.kind === 'use-additional' || note.kind === 'code-also';
  return isOfKind && (isAtCode || note.at === 'chapter 15');
}

const CITES = { 'code-first': 'OG I.A.13', 'use-additional': 'OG I.A.13', 'code-also': 'OG I.A.17' } as const;

function finding(entry: number, code: string, note: Request, given: string[]): EditFinding {
  const written = formatCode({ system: 'icd10cm', code });
  const isLate = note.kind === 'code-first' && given.length > 0;
  const late = given.map((other) => formatCode({ system: 'icd10cm', code: other })).join(' or ');
  return {
    code: note.kind,
    severity: 'warning',
    list: 'diagnoses',
    entry,
    related: given.length > 0 ? given : note.targets.map(({ from, to }) => (from === to ? from : `${from}-${to}`)),
    cites: [CITES[note.kind]],
    message: isLate
      ? `${written} asks for the underlying condition before it. Move ${late} above it.`
      : `${written}: ${note.text} Does the record name one?`,
  };
}
