const cm = (code: string): string => `/codes/icd-10-cm/${code}`;
const PLACES: readonly [RegExp, (found: string) => string][] = [
  [/^Tabular ([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?![-–0-9A-Z])/, cm],
  [/^HCPCS modifier /, () => '/codes/hcpcs/modifiers'],
  [/^HCPCS ([A-Z]\d{4})/, (code) => `/codes/hcpcs/${code}`],
  [/^PX rules: modifier /, () => '/codes/px/modifiers'],
  [/^PX rules/, () => '/codes/px'],
  [/^PX (PX\d{3})/, (code) => `/codes/px/${code}`],
  [/^PCS table ([0-9A-Z]{3})/, (table) => `/codes/icd-10-pcs/${table}`],
];

/** Where the code book has what a citation names; undefined of rules it does not print, such as the guidelines. */
export function citeAddress(cite: string): string | undefined {
  for (const [form, address] of PLACES) {
    const found = form.exec(cite);
    if (found) return address(found[1] ?? '');
  }
  return undefined;
}
