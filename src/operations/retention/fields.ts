import { z } from 'astro/zod';
import { MOST_MONTHS } from '#domain/people/retention';

const SENTENCE = `Give whole months from 1 to ${MOST_MONTHS}.`;

/** Months somebody has to give. */
export const monthsField = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, SENTENCE)
  .transform(Number)
  .pipe(z.number().min(1, SENTENCE).max(MOST_MONTHS, SENTENCE));

/** Months, or nothing typed: kept without an end, which is null. */
export const monthsOrEverField = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .pipe(monthsField.optional())
  .transform((months) => months ?? null);
