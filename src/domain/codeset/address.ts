import { type CodeRef, type CodeSystem, formatCode, parseCode } from '#domain/codeset/code';

/** How each system is called in addresses: `/codes/icd-10-cm/E11.22`. They stay as they are: people link to them. */
export const SYSTEM_SLUGS: Record<CodeSystem, string> = {
  icd10cm: 'icd-10-cm',
  icd10pcs: 'icd-10-pcs',
  hcpcs: 'hcpcs',
  px: 'px',
  cpt: 'cpt',
};

/** The system an address means; undefined for any other word. */
export function systemOfSlug(slug: string): CodeSystem | undefined {
  return (Object.keys(SYSTEM_SLUGS) as CodeSystem[]).find((system) => SYSTEM_SLUGS[system] === slug);
}

/** The stable address of a code's own page. */
export const codeAddress = (ref: { system: CodeSystem; code: string }): string =>
  `/codes/${SYSTEM_SLUGS[ref.system]}/${formatCode(ref)}`;

/** Reads the last part of such an address; undefined when it has not the shape of a code of the system. */
export function codeAt(system: CodeSystem, part: string): CodeRef | undefined {
  const parsed = parseCode(system, part);
  return parsed.ok ? parsed.value : undefined;
}
