import type { CodeEntry } from '#domain/codeset/catalog';
import { CODE_SYSTEM_NAMES, type CodeSystem, formatCode, parseCode, serviceSystemOf } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';
import { withPlaceholder } from '#domain/codeset/lookalikes';

type Row = Pick<EditFinding, 'list' | 'entry'> & { code: string; system: CodeSystem | undefined };

/** Does each code exist in the pinned release, and is it a code rather than a header (OG I.A.4–5, I.B.2)? */
export function* codeEdits(subject: EditSubject): Generator<EditFinding> {
  for (const row of rowsOf(subject)) {
    const finding = problemOf(row, subject);
    if (finding) yield { list: row.list, entry: row.entry, related: [], ...finding };
  }
}

function rowsOf({ sheet }: EditSubject): Row[] {
  return [
    ...sheet.diagnoses.map(({ code }, entry): Row => ({ list: 'diagnoses', entry, code, system: 'icd10cm' })),
    ...sheet.procedures.map(({ code }, entry): Row => ({ list: 'procedures', entry, code, system: 'icd10pcs' })),
    ...sheet.services.map(({ code }, entry): Row => ({ list: 'services', entry, code, system: serviceSystemOf(code) })),
  ];
}

type Problem = Omit<EditFinding, 'list' | 'entry' | 'related'> & { related?: string[] };

function problemOf({ code, system, list }: Row, subject: EditSubject): Problem | undefined {
  const { catalog } = subject;
  if (!system) return invalid(`${code} has the form of no service code. Check it for a slip of the keys.`);
  if (system === 'cpt' && catalog.pins.cpt) return undefined;
  const entry = catalog.find(system, code);
  if (entry) return entry.billable ? undefined : notBillable(entry);
  if (catalog.isKnownElsewhere(system, code)) return outdated(system, code, catalog.pins[system]);
  if (list === 'services' && !catalog.pins[system])
    return invalid(`This case does not use ${CODE_SYSTEM_NAMES[system]}, so ${code} cannot stand on it.`);
  if (!parseCode(system, code).ok)
    return invalid(
      `${code} does not have the form of an ${CODE_SYSTEM_NAMES[system]} code. Check it for a slip of the keys.`,
    );
  return system === 'icd10cm' ? missingDiagnosis(code, subject) : missingOther(system, code, subject);
}

function missingDiagnosis(code: string, { catalog }: EditSubject): Problem {
  const written = formatCode({ system: 'icd10cm', code });
  const padded = withPlaceholder(code);
  if (padded && catalog.find('icd10cm', padded)?.billable)
    return seventh(
      `${written} lacks the placeholder X: the 7th character has to be the seventh. Did you mean ${formatCode({ system: 'icd10cm', code: padded })}?`,
      [padded],
    );
  const header = code.length === 7 ? headerOf(code, catalog.find) : undefined;
  const characters = header && Object.keys(header.facts.seventhCharacters ?? {});
  if (header && characters && characters.length > 0)
    return seventh(
      `${formatCode(header)} takes the 7th character ${orList(characters)}, not ${code.at(-1)}. Choose the one the record supports.`,
      [],
    );
  return missingOther('icd10cm', code, { catalog });
}

/** The header that a code of seven characters would stand below: what is before its 7th character and fill of X. */
function headerOf(
  code: string,
  find: (system: CodeSystem, code: string) => CodeEntry | undefined,
): CodeEntry | undefined {
  for (let stem = code.slice(0, 6); stem.length >= 3; stem = stem.slice(0, -1)) {
    const header = find('icd10cm', stem);
    if (header) return header;
    if (stem.at(-1) !== 'X') return undefined;
  }
  return undefined;
}

function missingOther(system: CodeSystem, code: string, { catalog }: Pick<EditSubject, 'catalog'>): Problem {
  const written = formatCode({ system, code });
  const name = CODE_SYSTEM_NAMES[system];
  if (!catalog.covers(system, code))
    return {
      code: 'invalid-code',
      severity: 'warning',
      cites: [],
      message: `${written} is outside the installed part of ${name}, so it could not be checked. Check it in your own book.`,
    };
  const axis = system === 'icd10pcs' ? illegalAxis(code, catalog) : undefined;
  if (axis)
    return invalid(
      `Table ${code.slice(0, 3)} has no value ${code[axis - 1]} for ${PCS_AXES[axis - 1]} (character ${axis}). Rebuild the code from the table.`,
      [`PCS table ${code.slice(0, 3)}`],
    );
  const advice =
    system === 'icd10pcs'
      ? 'Its values are not allowed together: rebuild it from one row of the table'
      : 'Look it up again';
  return invalid(`${written} is not a code of ${name} ${catalog.pins[system] ?? ''}. ${advice}.`.replace(' .', '.'));
}

const PCS_AXES = [
  'the section',
  'the body system',
  'the operation',
  'the body part',
  'the approach',
  'the device',
  'the qualifier',
];

function illegalAxis(code: string, catalog: EditSubject['catalog']): number | undefined {
  return [4, 5, 6, 7].find((axis) => catalog.pcsValue(code.slice(0, 3), axis, code[axis - 1] ?? '') === undefined);
}

const invalid = (message: string, cites: string[] = []): Problem => ({
  code: 'invalid-code',
  severity: 'error',
  cites,
  message,
});

const seventh = (message: string, related: string[]): Problem => ({
  code: 'seventh-character',
  severity: 'error',
  related,
  cites: ['OG I.A.4', 'OG I.A.5'],
  message,
});

function notBillable(entry: CodeEntry): Problem {
  const written = formatCode(entry);
  const characters = Object.keys(entry.facts.seventhCharacters ?? {});
  if (characters.length > 0)
    return seventh(`${written} needs a 7th character: ${orList(characters)}. Add the one the record supports.`, []);
  return {
    code: 'not-billable',
    severity: 'error',
    cites: entry.system === 'icd10cm' ? ['OG I.B.2'] : [],
    message: `${written} is a header. Choose a code below it, as detailed as the record allows.`,
  };
}

const outdated = (system: CodeSystem, code: string, pin: string | undefined): Problem => ({
  code: 'outdated-code',
  severity: 'error',
  cites: [],
  message: `${formatCode({ system, code })} belongs to another year: it is not in force on this date of service (${CODE_SYSTEM_NAMES[system]} ${pin}). Look for the code of that year.`,
});

const orList = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
