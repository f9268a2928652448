import { z } from 'astro/zod';
import type { NotebookFilter } from '#db/queries/notebook';
import { SETTINGS } from '#domain/chart/encounter';
import { VARIANCE_KINDS } from '#domain/grading/variance';
import { WRONG_ANSWER } from '#domain/study/notebook';
import { SKILLS } from '#domain/study/skills';
import { type Instant, parseIsoDate } from '#domain/time';
import { type FieldErrors, fieldErrors } from '#operations/form-fields';

const DAY_MS = 24 * 60 * 60 * 1000;

const day = z
  .string()
  .trim()
  .refine((text) => text === '' || parseIsoDate(text) !== undefined, 'This is no day. Write it as 2026-11-26.')
  .default('');
const oneOf = (values: readonly string[], message: string) => z.enum(['', ...values], message).default('');
const fields = z.object({
  source: oneOf(['chart', 'check', 'exam'], 'Choose where it comes from in the list.'),
  setting: oneOf(SETTINGS, 'Choose a setting in the list.'),
  skill: oneOf(
    SKILLS.map(({ id }) => id),
    'Choose a domain in the list.',
  ),
  kind: oneOf([...VARIANCE_KINDS, WRONG_ANSWER], 'Choose a difference in the list.'),
  state: oneOf(['open', 'settled'], 'Choose open or settled.'),
  from: day,
  to: day,
  /** One attempt: where its result leads to. */
  of: z.string().max(160, 'There is no such chart.').default(''),
});

/** Names of everything a notebook is filtered by, in addresses. */
export const FILTER_NAMES = Object.keys(fields.shape) as (keyof typeof fields.shape)[];

export interface AskedNotebook {
  /** What was asked for, to be shown again: only names of the filter that have a value. */
  given: Record<string, string>;
  errors: FieldErrors;
  filter: NotebookFilter;
}

/** Reads what somebody wants to see of their notebook. Days are of UTC, the last one included. */
export function readNotebookFilter(asked: URLSearchParams): AskedNotebook {
  const given = Object.fromEntries(
    FILTER_NAMES.flatMap((name) => (asked.get(name) ? [[name, asked.get(name) ?? '']] : [])),
  );
  const checked = fields.safeParse(given);
  if (!checked.success) return { given, errors: fieldErrors(checked.error), filter: {} };
  const { source, setting, skill, kind, state, from, to, of } = checked.data;
  if (from && to && from > to) return { given, errors: { to: 'The last day is before the first.' }, filter: {} };
  return {
    given,
    errors: {},
    filter: {
      ...(source && { source: source as NonNullable<NotebookFilter['source']> }),
      ...(setting && { setting }),
      ...(skill && { skill }),
      ...(kind && { kind }),
      ...(state && { isSettled: state === 'settled' }),
      ...(of && { ref: of }),
      ...(from && { from: Date.parse(from) as Instant }),
      ...(to && { until: (Date.parse(to) + DAY_MS) as Instant }),
    },
  };
}
