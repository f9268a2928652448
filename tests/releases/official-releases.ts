import { join } from 'node:path';
import { type ForeignFile, linesOf } from '#db/releases/foreign-file';
import { openSources } from '#db/releases/foreign-sources';
import { READERS } from '#db/releases/readers';
import { recognise } from '#db/releases/recognise';
import type { ReleaseContent } from '#db/releases/release-content';
import { CODESETS_DIR } from './open-catalog.ts';

/** Where each official ICD-10-CM file stands below CODESETS_DIR. */
export const FILES = {
  FY2023: 'icd10cm/icd10cm_order_2023.txt.gz',
  FY2024: 'icd10cm/2024-code-descriptions-tabular-order.zip',
  FY2025: 'icd10cm/2025-code-descriptions-tabular-order.zip',
  FY2026: 'icd10cm/icd10cm-Code Descriptions-2026.zip',
  FY2027: 'icd10cm/icd10cm_codes_2027_REBUILT.txt.gz',
  tabular2023: 'icd10cm/icd10cm_tabular_2023.xml.gz',
  tabular2026: 'icd10cm/icd10cm_tabular_2026_DERIVED.xml.gz',
  conversions: 'icd10cm/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx',
} as const;

/** Everything a file or archive below CODESETS_DIR brings, read the way an installation reads it. */
export async function readOfficial(path: string): Promise<ReleaseContent[]> {
  const contents: ReleaseContent[] = [];
  for (const file of await openSources([join(CODESETS_DIR, path)])) {
    const recognised = await recognise(file, READERS);
    if (recognised.verdict === 'read') contents.push(...(await recognised.reader.read(recognised.file, {})));
  }
  return contents;
}

/** The list of codes of a year: from its order file where there is one. */
export async function readCodes(year: 'FY2023' | 'FY2024' | 'FY2025' | 'FY2026' | 'FY2027'): Promise<ReleaseContent> {
  const contents = (await readOfficial(FILES[year])).toSorted((one) => (one.isDerived ? 1 : -1));
  const codes = contents.find(({ kind }) => kind === 'codes');
  if (!codes) throw new Error(`${FILES[year]} has no list of codes`);
  return codes;
}

/** The one thing a file brings. */
export async function readOne(path: string): Promise<ReleaseContent> {
  const [content, ...more] = await readOfficial(path);
  if (!content || more.length > 0) throw new Error(`${path} brings ${more.length + 1} releases`);
  return content;
}

/** The lines of a member of an archive, for a second reading that shares nothing with the readers. */
export async function readLines(path: string, member: RegExp): Promise<string[]> {
  const files = await openSources([join(CODESETS_DIR, path)]);
  const file = files.find(({ name }) => member.test(name));
  if (!file) throw new Error(`${path} has no member that matches ${member}`);
  return collectLines(file);
}

export async function collectLines(file: ForeignFile): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of linesOf(file)) lines.push(text);
  return lines;
}
