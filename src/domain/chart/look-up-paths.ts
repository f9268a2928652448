import { codeAt, systemOfSlug } from '#domain/codeset/address';
import { canonicalText, formatCode } from '#domain/codeset/code';
import type { Instant } from '#domain/time';

/** One step through the code book: words looked for, the address of a page opened, or a code put on the sheet. */
export interface LookUp {
  kind: 'search' | 'open' | 'take';
  /** Words or address. For `take`: the address of the page or the words it was taken from, or the code itself, typed. */
  what: string;
  /** The code taken. */
  code?: string;
  at: Instant;
}

/** How one code came onto a sheet. `unknown`: pasted, or entered where nothing was noted. */
export interface LookUpPath {
  code: string;
  way: 'looked-up' | 'typed' | 'unknown';
  /** Words in quotation marks and names of pages, in order. */
  steps: string[];
  /** Steps before the first one shown. */
  earlier: number;
}

const MOST_STEPS = 8;

/**
 * For each of `codes` the way that led to it: every step since the code taken before it. Of a code taken twice the last
 * way counts; steps that led to no code stand with the next one that was taken.
 */
export function lookUpPaths(lookUps: readonly LookUp[], codes: readonly string[]): LookUpPath[] {
  const ways = new Map<string, Omit<LookUpPath, 'code'>>();
  let since: LookUp[] = [];
  for (const lookUp of lookUps) {
    if (lookUp.kind !== 'take' || lookUp.code === undefined) {
      since.push(lookUp);
      continue;
    }
    ways.set(canonicalText(lookUp.code), wayOf(since, lookUp.what, lookUp.code));
    since = [];
  }
  return [...new Set(codes)].map((code) => ({
    code,
    ...(ways.get(canonicalText(code)) ?? { way: 'unknown', steps: [], earlier: 0 }),
  }));
}

function wayOf(since: readonly LookUp[], from: string, code: string): Omit<LookUpPath, 'code'> {
  const isTyped = canonicalText(from) === canonicalText(code);
  // A second code taken from one page: the page is all there is to tell.
  const steps = since.length === 0 && !isTyped ? [stepName(from)] : since.map(({ what }) => stepName(what));
  const told = steps.filter((step, index) => step !== steps[index - 1]);
  return {
    way: told.length > 0 ? 'looked-up' : 'typed',
    steps: told.slice(-MOST_STEPS),
    earlier: Math.max(0, told.length - MOST_STEPS),
  };
}

const stepName = (what: string): string => (/^\/codes(?:[/?#]|$)/.test(what) ? pageName(what) : `“${what}”`);

/** A page of the code book as a person would call it: `E11.22`, `chapter 4`, `index: D`. Never fails on an odd address. */
export function pageName(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://book.invalid');
  const parts = pathname.split('/').slice(2).filter(Boolean).map(readable);
  const asked = ['q', 'letter', 'code'].map((name) => searchParams.get(name)).find(Boolean);
  const last = parts.at(-1);
  if (last === undefined) return asked ? `“${asked}”` : 'code book';
  const system = systemOfSlug(pathname.split('/')[2] ?? '');
  const code = system && parts.length === 2 ? codeAt(system, last) : undefined;
  const name = code ? formatCode(code) : parts.slice(1).join(', ') || listName(last);
  return asked ? `${name}: ${asked}` : name;
}

const LIST_NAMES: Record<string, string> = {
  'icd 10 cm': 'ICD-10-CM',
  'icd 10 pcs': 'ICD-10-PCS',
  hcpcs: 'HCPCS Level II',
  px: 'practice set',
};
const listName = (part: string): string => LIST_NAMES[part] ?? part;

/** `external-causes` is words, `I30-I5A` a range. */
function readable(part: string): string {
  try {
    const text = decodeURIComponent(part);
    return /^[a-z]/.test(text) ? text.replaceAll('-', ' ') : text;
  } catch {
    return part;
  }
}
