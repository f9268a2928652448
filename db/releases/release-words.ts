import type { ReleaseKind } from '#db/schema/codes';

/** What each kind of release is called in front of people. */
export const KIND_TITLES: Record<ReleaseKind, string> = {
  codes: 'codes',
  tabular: 'tabular list',
  index: 'alphabetic index',
  'external-causes': 'index of external causes',
  neoplasms: 'neoplasm table',
  drugs: 'table of drugs and chemicals',
  'poa-exempt': 'POA exempt list',
  'code-edits': 'Medicare code edits',
  'principal-edits': 'principal diagnosis edits',
  severities: 'CC and MCC list',
  conversions: 'conversion table',
  'pcs-tables': 'ICD-10-PCS tables',
  'pcs-index': 'ICD-10-PCS index',
  'pcs-definitions': 'ICD-10-PCS definitions',
  'cpt-descriptors': 'licensed descriptors',
  'cpt-edits': 'licensed edits',
};

/** Rows of words as a table of aligned columns; the first row is the heading. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
