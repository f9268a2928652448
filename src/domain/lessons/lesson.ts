import { z } from 'astro/zod';
import { TRACK_IDS } from './tracks.ts';

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');
const isoDate = z.iso.date('a date as YYYY-MM-DD, in quotes');

/** First words of objectives, of lessons and of questions, that name nothing a learner could show afterwards. */
export const NO_VERB_TO_SHOW =
  /^(?:a|an|the|to|how|what|why|when|which|you|understand|know|learn|be|become|appreciate|about)\b/i;
const objective = z
  .string()
  .trim()
  .min(12)
  .max(160)
  .refine((text) => !NO_VERB_TO_SHOW.test(text), 'begins with a verb of something one can be seen doing, e.g. “Tell”');

const source = z.strictObject({
  title: z.string().trim().min(4).max(200),
  /** The part that was used: `Section I.A`, `Table 3`. */
  section: z.string().trim().min(1).max(120).optional(),
  /** When it was published, or the fiscal year it is for. */
  year: z.number().int().min(1900).max(2100),
  url: z.url({ protocol: /^https$/ }).optional(),
});

/** The head of a lesson, `content/lessons/<track>/<nn-slug>.mdx`. */
export const lessonSchema = z.strictObject({
  /** What the lesson is about, in sentence case, without the name of its track. */
  title: z.string().trim().min(4).max(80),
  /** One sentence for lists: what a learner has from it. */
  about: z.string().trim().min(20).max(200),
  /** The track it belongs to; the folder it lies in has the same name. */
  track: z.enum(TRACK_IDS),
  /** Its place in the track; the number its file name begins with. */
  order: z.number().int().min(1).max(99),
  /** How long it takes to read with care, without the knowledge check. */
  minutes: z.number().int().min(8).max(20),
  /** What a learner can do afterwards, each beginning with a verb. */
  objectives: z.array(objective).min(3).max(6),
  /** The code set year everything in it was checked against; codes are looked up in it. */
  codeSetYear: z.string().regex(/^FY20\d{2}$/, 'a fiscal year like FY2026'),
  /** The day its facts were last checked. */
  written: isoDate,
  /** Where its facts come from. */
  sources: z.array(source).min(1),
  /** Names of bundled charts (folders of content/charts) that practise it. */
  practise: z.array(slug).default([]),
  /** Lessons to read beside it, as `track/slug` without the number. */
  related: z.array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'track/slug, without the number')).default([]),
});
export type Lesson = z.infer<typeof lessonSchema>;

/** What stands before the slug in a file name: `01-`. */
const NUMBER = /^\d{2}-/;

/** The way a lesson is named in addresses and by other lessons: `anatomy/heart` of `anatomy/02-heart`. It outlives its order. */
export function lessonName(fileId: string): string {
  const [track = '', file = ''] = fileId.split('/');
  return `${track}/${file.replace(NUMBER, '')}`;
}

export const lessonAddress = (fileId: string): string => `/learn/${lessonName(fileId)}`;
