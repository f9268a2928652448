import { z } from 'astro/zod';
import { PLAN_BOUNDS } from '#domain/study/daily-plan';
import { isTimeZone } from '#domain/study/day';
import { MOST_IN_FIELD } from '#domain/study/own-card';

const whole = ({ least, most }: { least: number; most: number }, unit = '') =>
  z
    .string()
    .regex(/^\d{1,5}$/, `A whole number from ${least} to ${most}${unit}.`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `A whole number from ${least} to ${most}${unit}.`);

/** The form of the settings. Retention is written in percent. */
export const planFields = z.object({
  newCardsADay: whole(PLAN_BOUNDS.newCardsADay),
  mostReviewsADay: whole(PLAN_BOUNDS.mostReviewsADay),
  retention: whole({ least: 70, most: 97 }, ' percent').transform((percent) => percent * 10),
  timeZone: z
    .string()
    .trim()
    .refine(isTimeZone, 'The name of a time zone as in the list, such as America/Chicago or UTC.'),
});

const side = (name: string, most: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => text.length > 0, `Write the ${name}.`)
    .refine((text) => text.length <= most, `At most ${most.toLocaleString('en')} characters.`);

/** The form of an own card. */
export const ownCardFields = z.object({
  front: side('front', MOST_IN_FIELD.front),
  back: side('back', MOST_IN_FIELD.back),
  deck: side('name of the deck', MOST_IN_FIELD.deck).transform((name) => name.replace(/\s+/g, ' ')),
});
/** Three bytes a character, three characters a byte: what the fields of a card can take in a form. */
export const LARGEST_CARD_FORM = 9 * (MOST_IN_FIELD.front + MOST_IN_FIELD.back + MOST_IN_FIELD.deck) + 1000;

const cardId = z.string().min(1).max(120);
/** What the review page can send. */
export const reviewFields = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('rate'),
    card: cardId,
    mark: z.string().max(40),
    rating: z.enum(['1', '2', '3', '4']).transform((text) => Number(text) as 1 | 2 | 3 | 4),
    shownAt: z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  }),
  z.object({ act: z.literal('undo'), review: z.string().max(40) }),
  z.object({ act: z.literal('suspend'), card: cardId }),
  z.object({ act: z.literal('later'), card: cardId }),
]);
export type ReviewFields = z.infer<typeof reviewFields>;

export const browseFields = z.object({ act: z.enum(['suspend', 'resume']), card: cardId });
