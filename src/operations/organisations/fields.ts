import { z } from 'astro/zod';
import { ORGANISATION_ROLES } from '#domain/people/roles';
import { parseIsoDate } from '#domain/time';
import { emailField } from '#operations/accounts/fields';

/** What people type about organisations. Messages are what they read at the field. */
const plainName = (most: number) =>
  z
    .string('Give it a name.')
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(2, 'A name has at least two characters.')
        .max(most, `A name has ${most} characters at most.`)
        .regex(/^[^\p{Cc}\p{Cf}<>]*$/u, 'This name has characters in it that cannot be seen or are not for names.')
        .regex(/[\p{L}\p{N}]/u, 'A name has letters or figures in it.')
        // Invitations carry names to people who know neither us nor the organisation.
        .regex(/^(?!.*(?:\/\/|www\.))/iu, 'A name is no address of a page. Take the address out.'),
    );

export const organisationName = plainName(80);

const day = z
  .string('Choose a day.')
  .refine((text) => parseIsoDate(text) !== undefined, 'This is not a day. It looks like 2026-09-01.');

/** A cohort as a form gives it; days are both included. */
export const cohortForm = z
  .object({ name: plainName(80), startsOn: day, endsOn: day })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    path: ['endsOn'],
    message: 'The last day is before the first one. Choose the same day or a later one.',
  });

/** Days new cohorts of a roster run: both or none. */
export const cohortDays = z
  .object({ startsOn: z.literal('').or(day), endsOn: z.literal('').or(day) })
  .refine(({ startsOn, endsOn }) => (startsOn === '') === (endsOn === ''), {
    path: ['endsOn'],
    message: 'Give both days, or none.',
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    path: ['endsOn'],
    message: 'The last day is before the first one. Choose the same day or a later one.',
  });

/** What is read at the name of a cohort that another one has. */
export const NAME_TAKEN = 'Another cohort is called so. Choose another name.';

const chosenRoles = z.array(z.enum(ORGANISATION_ROLES)).min(1, 'Choose at least one role.');

/** Each role is a box of its own, `role-learner`, because forms are read one value a name. */
const withRoles = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((given: Record<string, unknown>) => {
    return { ...given, roles: ORGANISATION_ROLES.filter((role) => given[`role-${role}`] !== undefined) };
  }, schema);

export const rolesForm = withRoles(z.object({ roles: chosenRoles }));
export const inviteForm = withRoles(
  z.object({ email: emailField, roles: chosenRoles, cohort: z.string().max(100).default('') }),
);
