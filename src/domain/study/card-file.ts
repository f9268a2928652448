import { z } from 'astro/zod';

const relatedCode = z.strictObject({
  /** The code set the code is of; only those that are shipped. */
  system: z.enum(['icd10cm', 'icd10pcs', 'hcpcs', 'px']),
  /** The code as people write it, or a category or table: `E11.65`, `I50`, `0FT`, `PX214`. */
  code: z.string().regex(/^[A-Z0-9][A-Z0-9.]{2,7}$/, 'a code as it is written in the code book'),
});

const MOST_WORDS = 60;

/** One card as its author writes it in `content/cards/<deck>.yaml`. */
export const authoredCardSchema = z.strictObject({
  /** Its name in the whole of content/cards; it stays when cards move or are reworded, so that learning is kept. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
  /** A question or cue that has exactly one answer. */
  front: z
    .string()
    .trim()
    .min(12)
    .max(240)
    .regex(/[?:.…]$/, 'ends as a question or a cue does'),
  /** The answer with its why, in one to three short sentences; the answer comes first. */
  back: z
    .string()
    .trim()
    .min(12)
    .max(420)
    .regex(/[.)]$/, 'ends with a full stop')
    .refine((text) => text.split(/\s+/).length <= MOST_WORDS, `at most ${MOST_WORDS} words`),
  /** The rules it states, as answer keys cite them: `OG I.A.12.a`. Empty only where no rule book has it. */
  cites: z.array(z.string()).default([]),
  /** Codes or categories that show what is meant. */
  codes: z.array(relatedCode).default([]),
  /** A short case in which the rule is seen at work. */
  example: z.string().trim().min(8).max(240).regex(/[.)]$/, 'ends with a full stop').optional(),
});
export type AuthoredCard = z.infer<typeof authoredCardSchema>;

/** A file of content/cards: one deck. */
export const deckFileSchema = z.strictObject({
  /** What the deck is called on screen. */
  title: z.string().trim().min(3).max(60),
  /** What one learns with it, in one sentence. */
  about: z.string().trim().min(12).max(200).regex(/\.$/, 'ends with a full stop'),
  /** Its cards, in the order in which they are first shown. */
  cards: z.array(authoredCardSchema).min(1),
});
export type AuthoredDeck = z.infer<typeof deckFileSchema>;
