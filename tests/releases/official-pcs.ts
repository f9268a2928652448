import { basename } from 'node:path';
import type { FileReader } from '#db/releases/foreign-file';
import { icd10pcsConversionTable } from '#db/releases/icd10pcs/conversion-table';
import { icd10pcsDefinitionsAddenda } from '#db/releases/icd10pcs/definitions-addenda';
import { icd10pcsDefinitions } from '#db/releases/icd10pcs/definitions-xml';
import { icd10pcsIndexAddenda } from '#db/releases/icd10pcs/index-addenda';
import { icd10pcsIndex } from '#db/releases/icd10pcs/index-xml';
import { icd10pcsOrderFile } from '#db/releases/icd10pcs/order-file';
import { icd10pcsTablesAddenda } from '#db/releases/icd10pcs/tables-addenda';
import { icd10pcsTables } from '#db/releases/icd10pcs/tables-xml';
import { readOfficialText } from '#db/releases/official-files';
import type { ReleaseContent } from '#db/releases/release-content';
import { foreignText } from './foreign-text.ts';
import { CODESETS_DIR } from './open-catalog.ts';

const ADDENDA = 'icd10pcs/2026-april-addendum.zip';
const orderOf = (year: string) => `icd10pcs/${year}-icd-10-pcs-order-file-long-and-abbreviated-titles.zip`;

/** The official ICD-10-PCS files below CODESETS_DIR, each with the reader that is to recognise it. */
export const PCS_FILES = {
  order2025: [icd10pcsOrderFile, orderOf('2025'), /icd10pcs_order_2025\.txt$/],
  order2026: [icd10pcsOrderFile, orderOf('2026'), /icd10pcs_order_2026\.txt$/],
  orderApril2026: [icd10pcsOrderFile, orderOf('2026-april'), /icd10pcs_order_2026\.txt$/],
  tables: [icd10pcsTables, 'icd10pcs/icd10pcs_tables_2025.xml.gz', undefined],
  tablesAddenda: [icd10pcsTablesAddenda, ADDENDA, /tables_addenda_2026\.txt$/],
  index: [icd10pcsIndex, 'icd10pcs/icd10pcs_index_2025.xml.gz', undefined],
  indexAddenda: [icd10pcsIndexAddenda, ADDENDA, /index_addenda_2026\.txt$/],
  definitions: [icd10pcsDefinitions, 'icd10pcs/icd10pcs_definitions_2023.xml.gz', undefined],
  definitionsAddenda: [icd10pcsDefinitionsAddenda, ADDENDA, /definitions_addenda_2026\.txt$/],
  conversions: [icd10pcsConversionTable, 'icd10pcs/2026-april-icd-pcs-conversion-table.zip', /\.txt$/],
} as const satisfies Record<string, readonly [FileReader, string, RegExp | undefined]>;
export type PcsFile = keyof typeof PCS_FILES;

export function pcsFileText(which: PcsFile): string {
  const [, path, member] = PCS_FILES[which];
  return readOfficialText(CODESETS_DIR, path, member);
}

/** What its reader makes of an official file. Fails unless the file is recognised and brings one release. */
export async function readPcsFile(which: PcsFile, text = pcsFileText(which)): Promise<ReleaseContent> {
  const [reader, path] = PCS_FILES[which];
  if (!reader.recognises(text.slice(0, 65_536))) throw new Error(`${reader.title} does not recognise ${path}`);
  const [release, ...others] = await reader.read(foreignText(text, { name: basename(path), size: 65_536 }), {});
  if (!release || others.length > 0) throw new Error(`${path} brought ${others.length} releases too many`);
  return release;
}
