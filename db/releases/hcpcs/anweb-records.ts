import type { CodeRow } from '#db/releases/release-content';
import type { HcpcsFacts, Modifier } from '#domain/codeset/catalog';
import { drugUnitOf } from '#domain/codeset/drug-unit';

/** What the ANWEB file holds, in its order. */
export interface HcpcsRecords {
  codes: (CodeRow & { facts: { hcpcs: HcpcsFacts } })[];
  modifiers: (Modifier & { shortTitle: string })[];
}

/**
 * Collects the records of the HCPCS Level II ANWEB file (CMS record layout 2025): fixed width, 1–5 code (4–5 modifier),
 * 11 record kind, 12–91 long text, 92–119 short text, 230 coverage, 269–276 day added, 277–284 day the last change took
 * effect, 285–292 last day, 293 action. Kind 3 opens a code, 4 goes on with its text; 7 opens a modifier, 8 goes on.
 * `add` answers what is wrong with a line, or undefined when it was understood.
 */
export function collectRecords(): { add(line: string): string | undefined; records(): HcpcsRecords } {
  const found: HcpcsRecords = { codes: [], modifiers: [] };
  const add = (line: string): string | undefined => {
    if (line.trim() === '') return undefined;
    const problem = problemOf(line);
    if (problem) return problem;
    const [kind, text] = [line[10], line.slice(11, 91).trim()];
    if (kind === '3') found.codes.push(codeOf(line, text));
    else if (kind === '7') found.modifiers.push(modifierOf(line, text));
    else {
      const open = kind === '4' ? found.codes.at(-1) : found.modifiers.at(-1);
      if (open?.code !== nameOf(line)) return 'the record goes on with a text that no record before it began';
      open.title = `${open.title} ${text}`;
    }
    return undefined;
  };
  return { add, records: () => finish(found) };
}

const isModifier = (line: string) => line[10] === '7' || line[10] === '8';
const nameOf = (line: string) => (isModifier(line) ? line.slice(3, 5) : line.slice(0, 5));

/** The first 293 characters hold all that is read; the official records have 320. */
const SHORTEST = 293;

function problemOf(line: string): string | undefined {
  if (!/^.{5}\d{5}[3478]/.test(line)) return 'this is no HCPCS record';
  const name = nameOf(line);
  if (/^D\d{4}$/.test(name)) return 'D codes belong to the American Dental Association and are not read';
  if (/^\d{4}[0-9A-Z]$/.test(name)) return 'this is the file that holds CPT; take the public one of Level II alone';
  if (!(isModifier(line) ? /^[0-9A-Z]{2}$/ : /^[A-CE-V]\d{4}$/).test(name)) return `${name} is no Level II code`;
  if (/[37]/.test(line[10] ?? '') && line.length < SHORTEST) return 'the record is cut off';
  return undefined;
}

const COVERAGE: Record<string, HcpcsFacts['coverage']> = {
  C: 'carrier-judgment',
  D: 'special-instructions',
  I: 'not-payable',
  M: 'non-covered',
  S: 'excluded-by-statute',
};

/** `20250101` as `2025-01-01`; undefined when the field is empty. */
function dayAt(line: string, from: number): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(line.slice(from, from + 8)) ?? [];
  return year && `${year}-${month}-${day}`;
}

function codeOf(line: string, title: string): HcpcsRecords['codes'][number] {
  const [addedOn, effectiveOn, endedOn] = [dayAt(line, 268), dayAt(line, 276), dayAt(line, 284)];
  const coverage = COVERAGE[line[229] ?? ''];
  const hcpcs: HcpcsFacts = {
    shortTitle: line.slice(91, 119).trim(),
    ...(addedOn && { addedOn }),
    ...(effectiveOn && { effectiveOn }),
    ...(endedOn && { endedOn }),
    ...(coverage && { coverage }),
  };
  return { code: line.slice(0, 5), title, billable: true, facts: { hcpcs } };
}

const modifierOf = (line: string, title: string): HcpcsRecords['modifiers'][number] => {
  const code = line.slice(3, 5);
  return { code, title, kind: modifierKind(code), shortTitle: line.slice(91, 119).trim() };
};

/** Texts are whole only now: spaces collapse, and the unit of a drug is read from the whole text. */
function finish({ codes, modifiers }: HcpcsRecords): HcpcsRecords {
  for (const row of [...codes, ...modifiers]) row.title = row.title.replace(/\s+/g, ' ').trim();
  for (const row of codes) {
    const unit = /^[JQ]/.test(row.code) ? drugUnitOf(row.title) : undefined;
    if (unit) row.facts.hcpcs.unit = unit;
  }
  return { codes, modifiers };
}

/** What a Level II modifier says, as far as edits need it: a place on the body, drug waste, a distinct service, … */
function modifierKind(code: string): Modifier['kind'] {
  if (/^(?:LT|RT|E[1-4]|F[A1-9]|T[A1-9]|L[CDM]|R[CI])$/.test(code)) return 'anatomic';
  if (/^J[A-Z]$/.test(code)) return 'drug';
  if (/^X[EPSU]$/.test(code)) return 'distinct';
  if (/^G[AXYZ]$/.test(code)) return 'payer';
  return 'pricing';
}
