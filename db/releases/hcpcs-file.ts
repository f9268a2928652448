import type { CodeRow } from '#db/releases/release-content';
import type { Modifier } from '#domain/codeset/catalog';

export interface HcpcsFile {
  /** In force on the day asked for. */
  codes: CodeRow[];
  /** Terminated before that day: the file goes on listing them. */
  ended: CodeRow[];
  modifiers: Modifier[];
}

/**
 * Reads the HCPCS Level II ANWEB file: fixed width, 1–5 code (4–5 modifier), 11 record kind, 12–91 long text. Kind 3
 * opens a code, 4 goes on with its text, 285–292 the last day it may be used; 7 opens a modifier, 8 goes on. The public
 * file has no D codes and no CPT. `day` is YYYY-MM-DD.
 */
export function readHcpcsFile(text: string, day: string): HcpcsFile {
  const codes: CodeRow[] = [];
  const lastDays = new Map<string, string>();
  const modifiers: Modifier[] = [];
  const short = new Map<string, string>();
  for (const line of text.split('\n')) {
    const words = line.slice(11, 91).trimEnd();
    const kind = line[10];
    if (kind === '3' || kind === '7') short.set(line.slice(0, 5).trim(), line.slice(91, 119).trim());
    if (kind === '3') lastDays.set(line.slice(0, 5), line.slice(284, 292).trim());
    if (kind === '3') codes.push({ code: line.slice(0, 5), title: words, billable: true });
    if (kind === '7') modifiers.push({ code: line.slice(3, 5), title: words, kind: modifierKind(line.slice(3, 5)) });
    const open = kind === '4' ? codes.at(-1) : kind === '8' ? modifiers.at(-1) : undefined;
    if (open) open.title = `${open.title} ${words.trimStart()}`;
  }
  for (const row of [...codes, ...modifiers]) {
    const long = row.title.replace(/\s+/g, ' ').trim();
    row.title = NAMES_CPT.test(long) ? (short.get(row.code) ?? '') : long;
  }
  const isEnded = ({ code }: CodeRow) => {
    const lastDay = lastDays.get(code);
    return lastDay !== undefined && lastDay !== '' && lastDay < day.replaceAll('-', '');
  };
  return { codes: codes.filter((row) => !isEnded(row)), ended: codes.filter(isEnded), modifiers };
}

/** Some official texts name CPT codes, which may not stand in this project: such a row gets its short text. */
const NAMES_CPT = /\b(?:\d{5}|\d{4}[A-Z])\b/;

/** What a Level II modifier says, as far as edits need it: a place on the body, drug waste, a distinct service, … */
export function modifierKind(code: string): Modifier['kind'] {
  if (/^(?:LT|RT|E[1-4]|F[A1-9]|T[A1-9]|L[CDM]|R[CI])$/.test(code)) return 'anatomic';
  if (/^J[A-Z]$/.test(code)) return 'drug';
  if (/^X[EPSU]$/.test(code)) return 'distinct';
  if (/^G[AXYZ]$/.test(code)) return 'payer';
  return 'pricing';
}
