import { createHash } from 'node:crypto';
import { readDiagnosisFacts } from '#db/releases/edit-lists';
import { collectRecords } from '#db/releases/hcpcs/anweb-records';
import { isEnded, quarterOf } from '#db/releases/hcpcs/quarter';
import { isConditional, noteTargets } from '#db/releases/note-targets';
import { noteText, rangeLabels } from '#db/releases/note-text';
import { HCPCS, ICD10CM_TABULAR, OFFICIAL, readOfficialText } from '#db/releases/official-files';
import { readOrderFile, seventhCharactersOf } from '#db/releases/order-file';
import { type CodeRow, emptyRelease, type ReleaseContent } from '#db/releases/release-content';
import { type PrintedNote, readTabular } from '#db/releases/tabular-xml';
import type { CodeFacts, CodeNote } from '#domain/codeset/catalog';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A federal fiscal year, October to September: FY2026 is 2025-10-01 to 2026-09-30. */
function fiscalYear(label: string): { effectiveFrom: string; effectiveTo: string } {
  const year = Number(label.slice(2));
  return { effectiveFrom: `${year - 1}-10-01`, effectiveTo: `${year}-09-30` };
}

/**
 * A whole ICD-10-CM release from the official files below `root`: rows, hierarchy, 7th characters and, for FY2026, the
 * facts of the edit lists and the relations of the (derived) tabular list.
 */
export function officialIcd10cm(root: string, label: keyof typeof OFFICIAL.icd10cm): ReleaseContent {
  const text = readOfficialText(root, ...OFFICIAL.icd10cm[label]);
  const release = emptyRelease({
    system: 'icd10cm',
    label,
    ...fiscalYear(label),
    source: 'official',
    coverage: 'whole',
    contentHash: hashOf(text),
  });
  const rows = readOrderFile(text);
  if (label !== 'FY2026') return { ...release, codes: withFacts(rows, new Map()) };
  const { sections, notes } = readTabular(readOfficialText(root, ICD10CM_TABULAR));
  const wordsOf = rangeLabels(rows, sections);
  const relations = relationsOf(notes, rows).map((note) => ({ ...note, text: noteText(note, wordsOf) }));
  return { ...release, codes: withFacts(rows, readDiagnosisFacts(root)), sections, notes: relations };
}

function withFacts(rows: CodeRow[], lists: Map<string, CodeFacts>): CodeRow[] {
  const sevenths = seventhCharactersOf(rows);
  return rows.map((row) => {
    const seventhCharacters = row.billable ? undefined : sevenths.get(row.code);
    const listed = row.billable ? lists.get(row.code) : undefined;
    if (!seventhCharacters && !listed) return row;
    return { ...row, facts: { ...listed, ...(seventhCharacters && { seventhCharacters }) } };
  });
}

/** One relation per place and kind: a printed note with several lines is one request that any of its codes answers. */
function relationsOf(printed: readonly PrintedNote[], rows: readonly CodeRow[]): Omit<CodeNote, 'text'>[] {
  const categories = new Set(rows.map((row) => row.code.slice(0, 3)));
  const places = new Set(rows.map((row) => row.code));
  // The words may stand on a line of their own ("underlying condition, such as:"), so all lines are read for them first.
  const asking = printed.filter(({ kind, text }) => isConditional(text, kind));
  const conditional = new Set(asking.map(({ at, kind }) => `${at}:${kind}`));
  const relations = new Map<string, Omit<CodeNote, 'text'>>();
  for (const { at, kind, text } of printed) {
    if (/^[A-Z]\d\w[0-9A-Z]*$/.test(at) && !places.has(at)) continue;
    const targets = noteTargets(text, kind, (prefix) => categories.has(prefix));
    if (targets.length === 0) continue;
    const relation = relations.get(`${at}:${kind}`) ?? { at, kind, targets: [] };
    const known = new Set(relation.targets.map((target) => JSON.stringify(target)));
    relation.targets.push(...targets.filter((target) => !known.has(JSON.stringify(target))));
    if (conditional.has(`${at}:${kind}`)) relation.conditional = true;
    relations.set(`${at}:${kind}`, relation);
  }
  return [...relations.values()];
}

const HCPCS_2025Q1 = quarterOf('2025-01-01');

/** Some official texts name CPT codes, which may not stand in this project: such a row gets its short text. */
const NAMES_CPT = /\b(?:\d{5}|\d{4}[A-Z])\b/;
const withoutCpt = (title: string, shortTitle = '') => (NAMES_CPT.test(title) ? shortTitle : title);

function hcpcsRecords(text: string) {
  const collector = collectRecords();
  text.split('\n').forEach((line, at) => {
    const problem = collector.add(line);
    if (problem) throw new Error(`HCPCS file, line ${at + 1}: ${problem}`);
  });
  const { codes, modifiers } = collector.records();
  return {
    codes: codes.map((row) => ({ ...row, title: withoutCpt(row.title, row.facts.hcpcs.shortTitle) })),
    modifiers: modifiers.map(({ code, title, kind, shortTitle }) => ({
      code,
      title: withoutCpt(title, shortTitle),
      kind,
    })),
  };
}

/** HCPCS Level II codes that were terminated before January 2025: the file of that quarter still lists them. */
export const endedHcpcs = (root: string): CodeRow[] =>
  hcpcsRecords(readOfficialText(root, ...HCPCS)).codes.filter(isEnded(HCPCS_2025Q1));

/** HCPCS Level II of January 2025, the newest at hand. Codes may go on being valid after the quarter. */
export function officialHcpcs(root: string): ReleaseContent {
  const text = readOfficialText(root, ...HCPCS);
  const { codes, modifiers } = hcpcsRecords(text);
  return {
    ...emptyRelease({
      system: 'hcpcs',
      label: HCPCS_2025Q1.label,
      effectiveFrom: HCPCS_2025Q1.effectiveFrom,
      source: 'official',
      coverage: 'whole',
      contentHash: hashOf(text),
    }),
    codes: codes.filter((row) => !isEnded(HCPCS_2025Q1)(row)),
    modifiers,
  };
}
