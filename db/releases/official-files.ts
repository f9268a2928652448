import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';

/**
 * Text of a published file below `root` (CODESETS_DIR), as the agency packs it: a `.zip` with one member whose name
 * matches, a `.gz`, or plain text. Line ends become `\n`. Throws when the file or the member is not there.
 */
export function readOfficialText(root: string, path: string, member?: RegExp): string {
  const bytes = readFileSync(join(root, path));
  const text = path.endsWith('.zip')
    ? readMember(bytes, path, member ?? /\.txt$/i)
    : (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.replaceAll('\r\n', '\n');
}

function readMember(bytes: Uint8Array, path: string, member: RegExp): string {
  const [found] = Object.values(unzipSync(bytes, { filter: (file) => member.test(file.name) }));
  if (!found) throw new Error(`${path} has no member that matches ${member}`);
  return strFromU8(found);
}

/** Where each official file stands below CODESETS_DIR. */
export const OFFICIAL = {
  icd10cm: {
    FY2024: ['icd10cm/2024-code-descriptions-tabular-order.zip', /icd10cm_order_2024\.txt$/],
    FY2025: ['icd10cm/2025-code-descriptions-tabular-order.zip', /icd10cm_order_2025\.txt$/],
    FY2026: ['icd10cm/icd10cm-Code Descriptions-2026.zip', /icd10cm-order-2026\.txt$/],
  },
  icd10pcs: {
    FY2025: ['icd10pcs/2025-icd-10-pcs-order-file-long-and-abbreviated-titles.zip', /icd10pcs_order_2025\.txt$/],
    FY2026: ['icd10pcs/2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip', /icd10pcs_order_2026\.txt$/],
  },
} satisfies Record<string, Record<string, [path: string, member: RegExp]>>;

/** Billable codes FY2027, rebuilt from FY2026 and the official addenda: `code title` lines, no headers. */
export const ICD10CM_2027 = 'icd10cm/icd10cm_codes_2027_REBUILT.txt.gz';
/** FY2023 tabular with all addenda up to FY2026 applied: derived, its notes are shown as such. */
export const ICD10CM_TABULAR = 'icd10cm/icd10cm_tabular_2026_DERIVED.xml.gz';
export const POA_EXEMPT = ['icd10cm/POAexemptCodesFY26.zip', /POAexemptCodesFY26\.txt$/] as const;
export const PCS_TABLES = 'icd10pcs/icd10pcs_tables_2025.xml.gz';
export const PCS_TABLES_ADDENDA = ['icd10pcs/2026-april-addendum.zip', /tables_addenda_2026\.txt$/] as const;
export const HCPCS = ['hcpcs/hcpcs_2025_download.zip', /ANWEB_\d+\.txt$/] as const;
export const CODE_EDITS = 'edits/MCE_v41.1_code_edits_FY2024.csv.gz';
export const SIMPLE_CODE_EDITS = 'edits/MCE_Simple_Code_Edits_v37_FY2020.txt.gz';
export const CC_LIST = 'edits/MSDRG_v41.1_CC_list.csv.gz';
export const MCC_LIST = 'edits/MSDRG_v41.1_MCC_list.csv.gz';
