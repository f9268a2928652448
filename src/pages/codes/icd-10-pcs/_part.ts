import { canonicalText } from '#domain/codeset/code';

/** What an address or a form says of a code: its first characters, in another writing than the address should have, or nonsense. */
export type PcsPart = { kind: 'partial'; partial: string; isCanonical: boolean } | { kind: 'malformed' };

/** Reads the first 1 to 7 characters of a code as a person wrote them. No code has the letters I and O: digits are meant. */
export function readPcsPart(typed: string): PcsPart {
  const partial = canonicalText(typed).replaceAll('O', '0').replaceAll('I', '1');
  if (!/^[0-9A-Z]{1,7}$/.test(partial)) return { kind: 'malformed' };
  return { kind: 'partial', partial, isCanonical: partial === typed };
}
