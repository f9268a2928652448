import type { CodeEntry } from '#domain/codeset/catalog';
import { CODE_SYSTEM_NAMES, type CodeSystem, formatCode, parseCode, serviceSystemOf } from '#domain/codeset/code';
import type { EditFinding, EditSubject } from '#domain/codeset/edit-finding';
import { pcsProblem } from '#domain/codeset/edits/pcs-axis';
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

/** What says which code sets a claim uses, and that they are those in force on the day of the service. */
const CODE_SETS = '45 CFR 162.1002';
const IN_FORCE = '45 CFR 162.1000';
const FORM: Record<CodeSystem, string> = {
  icd10cm: 'OG I.A.2',
  icd10pcs: 'PCS-OG A1',
  hcpcs: CODE_SETS,
  px: 'PX rules: services',
  cpt: CODE_SETS,
};

function problemOf({ code, system, list }: Row, subject: EditSubject): Problem | undefined {
  const { catalog } = subject;
  if (!system) return invalid(`${code} has the form of no service code. Check it for a slip of the keys.`, CODE_SETS);
  if (system === 'cpt' && catalog.pins.cpt && !catalog.covers(system, code)) return undefined;
  const entry = catalog.find(system, code);
  if (entry) return entry.billable ? outOfItsDays(entry, catalog.on) : notBillable(entry);
  if (catalog.isKnownElsewhere(system, code)) return outdated(system, code, catalog.pins[system]);
  const name = CODE_SYSTEM_NAMES[system];
  if (list === 'services' && !catalog.pins[system])
    return invalid(`This case does not use ${name}, so ${code} cannot stand on it.`, CODE_SETS);
  if (!parseCode(system, code).ok)
    return invalid(`${code} does not have the form of an ${name} code. Check it for a slip of the keys.`, FORM[system]);
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
      cites: [CODE_SETS],
      message: `${written} is outside the installed part of ${name}, so it could not be checked. Check it in your own book.`,
    };
  if (system === 'icd10pcs') return { code: 'invalid-code', severity: 'error', ...pcsProblem(code, catalog) };
  const release = [name, catalog.pins[system]].filter(Boolean).join(' ');
  const cite = system === 'px' ? FORM.px : CODE_SETS;
  return invalid(`${written} is not a code of ${release}. Look it up again.`, cite);
}

const invalid = (message: string, cite: string): Problem => ({
  code: 'invalid-code',
  severity: 'error',
  cites: [cite],
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
    cites: [entry.system === 'icd10pcs' ? 'PCS-OG A8' : 'OG I.B.2'],
    message: `${written} is a header. Choose a code below it, as detailed as the record allows.`,
  };
}

/** HCPCS Level II gives codes days of their own: a quarter's file lists some that end in it or begin after it. */
function outOfItsDays({ code, facts: { hcpcs } }: CodeEntry, on: string | undefined): Problem | undefined {
  if (on === undefined || hcpcs === undefined) return undefined;
  const { addedOn, endedOn } = hcpcs;
  const since = addedOn !== undefined && on < addedOn ? `is in force from ${addedOn} on` : undefined;
  const until = endedOn !== undefined && endedOn < on ? `was in force until ${endedOn}` : undefined;
  if (!since && !until) return undefined;
  const message = `${code} ${since ?? until}, not on this date of service (${on}). Look for the code of that day.`;
  return { code: 'outdated-code', severity: 'error', cites: [IN_FORCE], message };
}

/** Deleted, not yet in force, or of the update in the middle of the year. */
const outdated = (system: CodeSystem, code: string, pin: string | undefined): Problem => ({
  code: 'outdated-code',
  severity: 'error',
  cites: [system === 'px' ? FORM.px : IN_FORCE],
  message: `${formatCode({ system, code })} stands in another release and is not in force on this date of service (${CODE_SYSTEM_NAMES[system]}${pin ? ` ${pin}` : ''}). Look for the code of that day.`,
});

const orList = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
