import { z } from 'astro/zod';

export const itemId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');

/** What an item asks of the candidate's mind: to remember, to apply a rule to a case, to weigh several. */
export const COGNITIVE_LEVELS = ['recall', 'application', 'analysis'] as const;

/** Why an answer is right, or what makes it wrong and how one comes to take it. */
export const feedback = z.string().trim().min(12).max(700);

/** The fields that every item has, whatever its type. Texts hold small Markdown: `*italic*`, `**bold**`. */
export const everyItem = {
  /** Unique in the bank; it stays when the item moves to another file. */
  id: itemId,
  /** One more with every change of stem, options or key. */
  version: z.number().int().min(1).max(999),
  /** What it counts for: `<blueprint>/<domain>`, ids of content/blueprints. */
  domains: z
    .array(z.string().regex(/^[a-z]+\/[a-z0-9-]+$/, 'blueprint/domain, e.g. cpc/anatomy'))
    .min(1)
    .max(6)
    .refine((ids) => new Set(ids).size === ids.length, 'a domain stands there twice'),
  /** Ids of the skill graph, where citations and codes do not say them. */
  skills: z.array(z.string()).max(6).default([]),
  /** What somebody shows who answers it; begins with a verb. */
  objective: z.string().trim().min(12).max(160),
  level: z.enum(COGNITIVE_LEVELS),
  /** Share of well-prepared candidates who are expected to get it right, as its author thinks. */
  difficulty: z.number().min(0.3).max(0.95),
  /** The fiscal year of the code sets it is right under. */
  codeSetYear: z.string().regex(/^FY20\d{2}$/, 'a fiscal year like FY2026'),
  stem: z.string().trim().min(12).max(1500),
  /** The rules that decide it, as answer keys cite them. */
  cites: z.array(z.string()).max(6).default([]),
  /** Title and place of what decides it where no rule book does: `Gray’s Anatomy, 42nd edition, chapter 57`. */
  source: z.string().trim().min(8).max(240).optional(),
};

/** Something decides an item: a citation, or a source where no rule book has it. */
export const hasAuthority = ({ cites, source }: { cites: string[]; source?: string | undefined }): boolean =>
  cites.length > 0 || source !== undefined;
export const NO_AUTHORITY = 'says neither cites nor source: what decides it?';
