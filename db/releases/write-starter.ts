// npm run codes:starter: writes content/codes anew from the official files (CODESETS_DIR) for the families behind the
// bundled charts. Same input, same files; a file that would not change is not touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesInKeys } from '#db/releases/codes-in-keys';
import { officialIcd10cm } from '#db/releases/icd10cm/starter-source';
import { officialIcd10pcs } from '#db/releases/icd10pcs/starter-source';
import { type ReleaseIndex, writeIndex } from '#db/releases/index-file';
import { writeModifiers } from '#db/releases/modifier-file';
import { writeRange } from '#db/releases/note-line';
import { rangeLabels } from '#db/releases/note-text';
import { endedHcpcs, officialHcpcs } from '#db/releases/official-content';
import { ICD10CM_2027, readOfficialText } from '#db/releases/official-files';
import { type CodeRow, isRelation, type ReleaseContent } from '#db/releases/release-content';
import { STARTER_CATEGORIES, STARTER_HCPCS_FAMILIES, STARTER_PCS_TABLES } from '#db/releases/starter-families';
import { writeFamily } from '#db/releases/write-family';
import { type CodeRange, isInRange } from '#domain/codeset/catalog';

const CONTENT = 'content/codes';

/** Writes the files of one folder and removes those that no longer belong there. */
function writeFolder(folder: string, files: Map<string, string>): void {
  const path = join(CONTENT, folder);
  mkdirSync(path, { recursive: true });
  for (const name of readdirSync(path)) if (!files.has(name)) rmSync(join(path, name));
  for (const [name, text] of files) {
    const file = join(path, name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  console.log(`${folder}: ${files.size} files, ${Math.round(bytes / 1024)} KB`);
}

const about = ({ system, label, effectiveFrom, effectiveTo }: ReleaseContent): ReleaseIndex['release'] => ({
  system,
  label,
  effectiveFrom,
  effectiveTo,
  coverage: 'families',
});

/** `A40-A41` and `R65` as ranges of categories. */
const rangeOf = (words: string): CodeRange => {
  const [from = '', to = from] = words.split('-');
  return { from, to };
};

async function writeIcd10cm(root: string, named: string[]): Promise<void> {
  const release = await officialIcd10cm(root, 'FY2026');
  const wanted = [...STARTER_CATEGORIES.map(rangeOf), ...named.map((code) => rangeOf(code.slice(0, 3)))];
  const isWanted = (code: string) => wanted.some((range) => isInRange(code, range));
  const families = Map.groupBy(
    release.codes.filter((row) => isWanted(row.code)),
    (row) => row.code.slice(0, 3),
  );
  const relations = release.notes.filter(isRelation);
  const notes = Map.groupBy(relations, (note) => (families.has(note.at.slice(0, 3)) ? note.at.slice(0, 3) : 'above'));
  const above = release.sections.filter(({ first, last }) =>
    [...families.keys()].some((category) => isInRange(category, { from: first, to: last })),
  );
  const aboveKeys = new Set(above.map((section) => section.key));
  const sectionNotes = relations.filter((note) => aboveKeys.has(note.at));
  const files = new Map<string, string>();
  for (const [category, codes] of families) {
    const own = (notes.get(category) ?? []).filter((note) => !aboveKeys.has(note.at));
    files.set(
      `${category}.tsv`,
      writeFamily(`ICD-10-CM FY2026 ${category}`, 'icd10cm', { codes, notes: own, pcsValues: [] }),
    );
  }
  const used = [...families.keys()].flatMap((category) => notes.get(category) ?? []).concat(sectionNotes);
  const index = { release: about(release), families: [...families.keys()], sections: above, notes: sectionNotes };
  files.set(
    'index.tsv',
    writeIndex({
      ...index,
      labels: labelsOf(
        release,
        used.flatMap((note) => note.targets),
      ),
    }),
  );
  writeFolder('icd10cm-FY2026', files);
  await writeDifferences(root, release.codes);
}

function labelsOf({ codes, sections }: ReleaseContent, targets: CodeRange[]): Map<string, string> {
  const words = rangeLabels(codes, sections);
  return new Map(targets.map((target): [string, string] => [writeRange(target), words(target)]).sort());
}

/** Codes of the neighbouring years that FY2026 lacks, so that a code of another year is told from a wrong one. */
async function writeDifferences(root: string, current: CodeRow[]): Promise<void> {
  const known = new Set(current.map((row) => row.code));
  const lacking = (rows: CodeRow[]) => rows.filter((row) => row.billable && !known.has(row.code));
  const next = readOfficialText(root, ICD10CM_2027)
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ code: line.slice(0, 7).trim(), title: line.slice(8).trim(), billable: true }));
  const years: [string, string, string, CodeRow[]][] = [
    ['FY2024', '2023-10-01', '2024-09-30', lacking((await officialIcd10cm(root, 'FY2024')).codes)],
    ['FY2025', '2024-10-01', '2025-09-30', lacking((await officialIcd10cm(root, 'FY2025')).codes)],
    ['FY2027', '2026-10-01', '2027-09-30', lacking(next)],
  ];
  for (const [label, effectiveFrom, effectiveTo, codes] of years) {
    const title = `ICD-10-CM ${label}: billable codes that FY2026 does not have`;
    writeLacking({ system: 'icd10cm', label, effectiveFrom, effectiveTo, coverage: 'differences' }, title, codes);
  }
}

/** A folder with nothing but codes that the pinned release lacks. */
function writeLacking(release: ReleaseIndex['release'], title: string, codes: CodeRow[]): void {
  const { system, label } = release;
  const index = writeIndex({ release, families: ['codes'], sections: [], notes: [], labels: new Map() });
  const bare = codes.map(({ code, title: words, billable }) => ({ code, title: words, billable }));
  const family = writeFamily(title, system, { codes: bare, notes: [], pcsValues: [] });
  writeFolder(
    `${system}-${label}`,
    new Map([
      ['codes.tsv', family],
      ['index.tsv', index],
    ]),
  );
}

async function writeIcd10pcs(root: string, named: string[]): Promise<void> {
  const release = await officialIcd10pcs(root, 'FY2026');
  const tables = new Set([...STARTER_PCS_TABLES, ...named.map((code) => code.slice(0, 3))]);
  const families = Map.groupBy(
    release.codes.filter((row) => tables.has(row.code.slice(0, 3))),
    (row) => row.code.slice(0, 3),
  );
  const values = Map.groupBy(release.pcsValues, (row) => row.pcsTable);
  const files = new Map<string, string>();
  for (const [table, codes] of families) {
    const pcsValues = values.get(table) ?? [];
    files.set(
      `${table}.tsv`,
      writeFamily(`ICD-10-PCS FY2026 table ${table}`, 'icd10pcs', { codes, notes: [], pcsValues }),
    );
  }
  const index = { release: about(release), families: [...families.keys()], sections: [], notes: [], labels: new Map() };
  files.set('index.tsv', writeIndex(index));
  writeFolder('icd10pcs-FY2026', files);
}

function writeHcpcs(root: string, named: string[]): void {
  const release = officialHcpcs(root);
  const prefixes = [...new Set([...STARTER_HCPCS_FAMILIES, ...named.map((code) => code.slice(0, 3))])].sort();
  const families = Map.groupBy(
    release.codes.filter((row) => prefixes.includes(row.code.slice(0, 3))),
    (row) => row.code.slice(0, 3),
  );
  const files = new Map<string, string>();
  for (const [prefix, codes] of families)
    files.set(
      `${prefix}.tsv`,
      writeFamily(`HCPCS Level II 2025Q1 ${prefix}`, 'hcpcs', { codes, notes: [], pcsValues: [] }),
    );
  const sections = [...families.keys()].map((prefix) => ({
    kind: 'family' as const,
    key: prefix,
    first: prefix,
    last: prefix,
    title: `HCPCS Level II codes ${prefix}00 to ${prefix}99`,
  }));
  const index = { release: about(release), families: [...families.keys()], sections, notes: [], labels: new Map() };
  files.set('index.tsv', writeIndex(index));
  files.set('modifiers.tsv', writeModifiers('HCPCS Level II modifiers 2025Q1', release.modifiers));
  writeFolder('hcpcs-2025Q1', files);
  const ended = endedHcpcs(root).filter((row) => families.has(row.code.slice(0, 3)));
  const before = { effectiveFrom: '1983-01-01', effectiveTo: '2024-12-31', coverage: 'differences' } as const;
  const title = 'HCPCS Level II: codes terminated before January 2025';
  writeLacking({ system: 'hcpcs', label: 'before-2025Q1', ...before }, title, ended);
}

const root = process.env.CODESETS_DIR;
if (!root) {
  console.error('Set CODESETS_DIR to the folder of the official releases, e.g. CODESETS_DIR=../shared/codesets');
  process.exit(1);
}
await writeIcd10cm(root, codesInKeys('icd10cm'));
await writeIcd10pcs(root, codesInKeys('icd10pcs'));
writeHcpcs(root, codesInKeys('hcpcs'));
