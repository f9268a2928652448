import { join } from 'node:path';
import type { Db } from '#db/client';
import { openSources } from '#db/releases/foreign-sources';
import { installFiles } from '#db/releases/install';
import type { Instant } from '#domain/time';

/** The official files that a chart of FY2026 is coded with. */
const FILES = [
  'icd10cm/icd10cm-Code Descriptions-2026.zip',
  'icd10cm/icd10cm_tabular_2026_DERIVED.xml.gz',
  'icd10cm/POAexemptCodesFY26.zip',
  'icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip',
  'icd10pcs/2026-april-icd-10-pcs-order-file-long-and-abbreviated-titles.zip',
  'icd10pcs/icd10pcs_tables_2025.xml.gz',
  'icd10pcs/2026-april-addendum.zip',
  'hcpcs/hcpcs_2025_download.zip',
  'edits/MCE_v41.1_code_edits_FY2024.csv.gz',
  'edits/MCE_Simple_Code_Edits_v37_FY2020.txt.gz',
  'edits/MSDRG_v41.1_CC_list.csv.gz',
  'edits/MSDRG_v41.1_MCC_list.csv.gz',
];

/** Installs them from `root` (CODESETS_DIR) as an administrator would. */
export async function installWholeCatalog(db: Db, root: string): Promise<void> {
  const files = await openSources(FILES.map((file) => join(root, file)));
  await installFiles(db, files, { now: 1_700_000_000_000 as Instant });
}
