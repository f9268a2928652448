import { createHash } from 'node:crypto';
import { collectRecords } from '#db/releases/hcpcs/anweb-records';
import { isEnded, quarterOf } from '#db/releases/hcpcs/quarter';
import { HCPCS, readOfficialText } from '#db/releases/official-files';
import { type CodeRow, emptyRelease, type ReleaseContent } from '#db/releases/release-content';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

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
