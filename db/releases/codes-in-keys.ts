import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { codesInText } from '#domain/authoring/codes-in-text';

/** Keys write ICD-10-CM with its point, so that J33.01 and the HCPCS code J3301 are not mistaken for each other. */
const WRITTEN = {
  icd10cm: /^(?:[A-Z]\d|Q[A-Z])[0-9A-Z](?:\.|$)/,
  icd10pcs: /^[0-9A-HJ-NP-Z]{7}$/,
  hcpcs: /^[A-V]\d{4}$/,
};

/**
 * Every code of a system that a key names anywhere: as answer, alternate, tempting wrong code or code left out; and
 * every code that an item of the question bank names, in its key or its texts.
 */
export function codesInKeys(system: keyof typeof WRITTEN): string[] {
  const found: string[] = [];
  const visit = (value: unknown, name?: string): void => {
    if (typeof value === 'string' && name === 'code') found.push(value.trim().toUpperCase());
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value && typeof value === 'object') for (const [key, item] of Object.entries(value)) visit(item, key);
  };
  for (const file of globSync('db/keys/*.yaml').sort()) visit(parse(readFileSync(file, 'utf8')));
  return [...found, ...codesInItems(system)].filter((code) => WRITTEN[system].test(code));
}

function codesInItems(system: keyof typeof WRITTEN): string[] {
  const found: string[] = [];
  const visit = (value: unknown, name?: string): void => {
    if (typeof value === 'string') found.push(...textCodes(value, name === 'code'));
    else if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) visit(inner, key);
  };
  const textCodes = (text: string, isCode: boolean): string[] =>
    isCode
      ? [text.trim().toUpperCase()]
      : codesInText(text).flatMap((one) => (one.system === system ? one.written : []));
  for (const file of globSync('db/items/*/*.yaml').sort()) visit(parse(readFileSync(file, 'utf8')));
  return found;
}
