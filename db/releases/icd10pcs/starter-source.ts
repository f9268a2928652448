import type { ForeignFile } from '#db/releases/foreign-file';
import { icd10pcsOrderFile } from '#db/releases/icd10pcs/order-file';
import { icd10pcsTablesAddenda } from '#db/releases/icd10pcs/tables-addenda';
import { icd10pcsTables } from '#db/releases/icd10pcs/tables-xml';
import { OFFICIAL, PCS_TABLES, PCS_TABLES_ADDENDA, readOfficialText } from '#db/releases/official-files';
import type { PcsValueRow, ReleaseContent } from '#db/releases/release-content';

const inMemory = (text: string): ForeignFile => ({
  name: 'official file',
  async *chunks() {
    yield new TextEncoder().encode(text);
  },
});

/**
 * A whole ICD-10-PCS release in one piece, as the starter set is cut from it: the codes of October with the labels of
 * their values from the FY2025 tables and, for values these do not have, from the addenda of April 2026.
 */
export async function officialIcd10pcs(root: string, label: keyof typeof OFFICIAL.icd10pcs): Promise<ReleaseContent> {
  const [codes] = await icd10pcsOrderFile.read(inMemory(readOfficialText(root, ...OFFICIAL.icd10pcs[label])), {});
  const [tables] = await icd10pcsTables.read(inMemory(readOfficialText(root, PCS_TABLES)), {});
  const [addenda] = await icd10pcsTablesAddenda.read(inMemory(readOfficialText(root, ...PCS_TABLES_ADDENDA)), {});
  const values = new Map<string, PcsValueRow>();
  for (const row of [...(tables?.pcsValues ?? []), ...(addenda?.pcsValues ?? [])]) {
    const key = `${row.pcsTable}:${row.axis}:${row.value}`;
    // Labels of single rows are for whole tables; the starter set has none.
    if (row.pcsTable.length === 3 && !values.has(key)) values.set(key, row);
  }
  if (!codes) throw new Error(`no codes of ${label}`);
  return { ...codes, pcsValues: [...values.values()] };
}
