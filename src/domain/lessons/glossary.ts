import { z } from 'astro/zod';

export const PART_KINDS = ['prefix', 'root', 'suffix', 'combining vowel'] as const;

const part = z.strictObject({
  /** The part as it stands in this word, without hyphens: `card`. */
  part: z.string().regex(/^[a-z]{1,20}$/, 'small letters without hyphens'),
  /** What it means, or for a combining vowel what it does. */
  meaning: z.string().trim().min(1).max(60),
  /** What it is in the building of the word. */
  kind: z.enum(PART_KINDS),
});

const relatedCode = z.strictObject({
  /** The code set the code is of; only those that are shipped. */
  system: z.enum(['icd10cm', 'icd10pcs', 'hcpcs']),
  /** The code as people write it, or a category or table: `E11.65`, `I50`, `0FT`. */
  code: z.string().regex(/^[A-Z0-9][A-Z0-9.]{2,7}$/, 'a code as it is written in the code book'),
});

/** Syllables joined by hyphens, the stressed one in capitals. */
const SYLLABLES = /^(?=.*[A-Z])[A-Za-z]+(?:[- ][A-Za-z]+)*$/;
const MOST_WORDS = 60;

const definition = z
  .string()
  .trim()
  .min(20)
  .regex(/[.)]$/, 'ends with a full stop')
  .refine((text) => text.split(/\s+/).length <= MOST_WORDS, `at most ${MOST_WORDS} words`);

const name = z
  .string()
  .trim()
  .min(1)
  .max(70)
  .refine((text) => termKey(text) !== '', 'holds at least one letter or digit');

/** One term as its author writes it in `content/glossary/<group>.yaml`. */
export const glossaryEntrySchema = z.strictObject({
  /** The term as a chart, a form or a code book has it; word parts with their hyphen or slash (`-itis`, `cardi/o`). */
  term: name,
  /** Other spellings, irregular plurals and abbreviations that mean just this term. */
  aliases: z.array(name).default([]),
  /** It is an everyday word as well, so that lessons do not link it by themselves. */
  plainWord: z.literal(true).optional(),
  /** How it is said, respelled: `kar-DY-tis`. */
  say: z.string().regex(SYLLABLES, 'syllables joined by hyphens, the stressed one in capitals').optional(),
  /** The parts the word (or one word of the term) is built of, in their order. */
  parts: z.array(part).min(2).optional(),
  /** The parts do not join to the word letter by letter. */
  partsAreLoose: z.literal(true).optional(),
  /** What it means, in one to three sentences. */
  definition,
  /** Codes or categories that show what is meant. */
  codes: z.array(relatedCode).default([]),
  /** Terms to read beside this one, each the `term` of another entry. */
  see: z.array(name).default([]),
  /** Where the rule it states is written, in the form of all citations here. */
  cites: z.array(z.string()).default([]),
});
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/** A file of the glossary: one group of terms. */
export const glossaryFileSchema = z.strictObject({
  /** What the group is called on screen. */
  title: z.string().trim().min(3).max(60),
  /** Its terms, in any order. */
  terms: z.array(glossaryEntrySchema).min(1),
});

/** A stable slug for addresses: `Excludes1 note` → `excludes1-note`. The same for spellings that differ by case or accents. */
export function termKey(term: string): string {
  return term
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The fiscal year in which the codes of the glossary are looked up. */
export const GLOSSARY_YEAR = 'FY2026';

/** Where a term is explained: its anchor on the page of its group (the name of the group's file). */
export const termAddress = (group: string, term: string): string => `/learn/glossary/${group}#${termKey(term)}`;

/** The first sentence of a definition, for a hint beside a link. */
export const firstSentence = (definition: string): string =>
  /^.+?[.)](?= \p{Lu}|$)/u.exec(definition)?.[0] ?? definition;

/** `term` without the hyphen of a word part in front, which no alphabet knows: `itis` of `-itis`. */
const sortedBy = (term: string): string => term.replace(/^[^\p{L}\p{N}]+/u, '');

/** Compares two entries by the alphabet; for `sort`. */
export const byAlphabet = (one: { term: string }, other: { term: string }): number =>
  sortedBy(one.term).localeCompare(sortedBy(other.term), 'en') || one.term.localeCompare(other.term, 'en');

/** Under what a term stands in an alphabetic list: its first letter, a capital; `0–9` for any digit. */
export function letterOf(term: string): string {
  const first = termKey(term).charAt(0).toUpperCase();
  return /\d/.test(first) ? '0–9' : first;
}
